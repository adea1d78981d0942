//! What an event did, in words a person would use.

use crate::domain::ask::{Odds, Rating};
use crate::domain::day::Day;
use crate::domain::outcome::Outcome;
use crate::journal::event::{
    Answered, Asked, Changes, EventKind, GoalSet, Planned, Rested, Stepped,
};
use crate::render::{format, goals, pace};

/// What happened, without saying to which ask: `logged as a no`, `answered with a yes`.
pub(crate) fn describe(what: &EventKind<'_>) -> String {
    match what {
        EventKind::Ask(asked) => asked_words(asked),
        EventKind::Answer(answered) => answered_words(answered),
        EventKind::Edit(edited) => edited_words(&edited.set),
        EventKind::Remove { .. } => "removed".to_owned(),
        EventKind::Goal(goal) => goal_words(goal),
        EventKind::Undo { .. } => "undid a change".to_owned(),
        EventKind::Redo { .. } => "did an undone change again".to_owned(),
        EventKind::Purge { number, .. } => format!("erased #{number} for good"),
        EventKind::Plan(plan) => planned_words(plan),
        EventKind::EditPlan(edited) => edited_words(&edited.set),
        EventKind::RemovePlan { .. } => "removed the plan".to_owned(),
        EventKind::PurgePlan { number, .. } => format!("erased the plan p{number} for good"),
        EventKind::Step(stepped) => step_words(stepped),
        EventKind::Rest(rested) => rest_words(rested),
    }
}

/// What happened, and to which ask: `logged 'asked for a discount' as a no`. The text is that of
/// the ask as it stands; none where it does not.
pub(crate) fn with_ask(what: &EventKind<'_>, text: Option<&str>) -> String {
    let Some(text) = text.map(|text| format!("'{text}'")) else {
        return describe(what);
    };
    match what {
        EventKind::Ask(asked) => match asked.outcome {
            Outcome::Pending => format!("logged {text}"),
            outcome => format!("logged {text} as {}", outcome_words(outcome)),
        },
        EventKind::Answer(answered) => match answered.outcome {
            Outcome::Pending => format!("took the answer to {text} back"),
            Outcome::Ghosted => format!("marked {text} as ghosted"),
            outcome => format!("answered {text} with {}", outcome_words(outcome)),
        },
        EventKind::Edit(edited) => {
            let changed = changed_parts(&edited.set).join(", ");
            format!("changed {text}: {changed}")
        }
        EventKind::Remove { .. } => format!("removed {text}"),
        EventKind::Plan(plan) => planned_words(plan),
        EventKind::EditPlan(edited) => {
            let changed = changed_parts(&edited.set).join(", ");
            format!("changed the plan {text}: {changed}")
        }
        EventKind::RemovePlan { .. } => format!("removed the plan {text}"),
        EventKind::Step(stepped) => format!("{} for {text}", step_words(stepped)),
        _ => describe(what),
    }
}

fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pending => "waiting",
        Outcome::No => "a no",
        Outcome::Yes => "a yes",
        Outcome::Ghosted => "ghosted",
    }
}

fn asked_words(asked: &Asked<'_>) -> String {
    let text = &asked.text;
    let on = asked.on;
    match asked.outcome {
        Outcome::Pending => format!("logged '{text}', asked on {on}"),
        outcome => format!(
            "logged '{text}' as {}, asked on {on}",
            outcome_words(outcome)
        ),
    }
}

fn answered_words(answered: &Answered<'_>) -> String {
    let on = answered.on;
    let mut words = match answered.outcome {
        Outcome::Pending => "took the answer back".to_owned(),
        Outcome::Ghosted => format!("marked as ghosted on {on}"),
        outcome => format!("answered with {} on {on}", outcome_words(outcome)),
    };
    if let Some(sting) = answered.sting {
        words.push_str(&format!(", sting {}", sting.get()));
    }
    if let Some(note) = &answered.note {
        words.push_str(&format!(", noted '{note}'"));
    }
    words
}

fn edited_words(set: &Changes<'_>) -> String {
    let parts = changed_parts(set);
    if parts.is_empty() {
        return "changed nothing".to_owned();
    }
    format!("changed {}", parts.join(", "))
}

/// What an edit changes, field by field: `the fear to 4`.
pub(crate) fn changed_parts(set: &Changes<'_>) -> Vec<String> {
    let mut parts = Vec::new();
    let changed = |name: &str, value: Option<String>| match value {
        Some(value) => format!("{name} to {value}"),
        None => format!("{name} to nothing"),
    };
    let quoted = |text: &str| format!("'{text}'");
    if let Some(text) = &set.text {
        parts.push(changed("the text", Some(quoted(text))));
    }
    if let Some(on) = set.on {
        parts.push(changed("the day", Some(on.to_string())));
    }
    if let Some(to) = &set.to {
        parts.push(changed("the person", to.as_deref().map(quoted)));
    }
    if let Some(tags) = &set.tags {
        let tags = tags.as_ref();
        let tags = tags.map(|tags| tags.iter().collect::<Vec<_>>().join(", "));
        parts.push(changed("the tags", tags.filter(|tags| !tags.is_empty())));
    }
    if let Some(note) = &set.note {
        parts.push(changed("the note", note.as_deref().map(quoted)));
    }
    let number = |number: u8| number.to_string();
    if let Some(fear) = set.fear {
        parts.push(changed("the fear", fear.map(Rating::get).map(number)));
    }
    if let Some(odds) = set.odds {
        parts.push(changed("the odds", odds.map(Odds::percent).map(number)));
    }
    if let Some(sting) = set.sting {
        parts.push(changed("the sting", sting.map(Rating::get).map(number)));
    }
    if let Some(pull) = set.pull {
        parts.push(changed("the pull", pull.map(Rating::get).map(number)));
    }
    if let Some(outcome) = set.outcome {
        parts.push(changed(
            "the outcome",
            Some(outcome_words(outcome).to_owned()),
        ));
    }
    if let Some(by) = set.by {
        parts.push(changed("the day to ask by", by.map(|day| day.to_string())));
    }
    if let Some(answered) = set.answered {
        let day = answered.map(|day: Day| day.to_string());
        parts.push(changed("the day of the answer", day));
    }
    parts
}

fn planned_words(plan: &Planned<'_>) -> String {
    let by = plan.by.map(|by| format!(", by {by}")).unwrap_or_default();
    format!("planned '{}'{by}", plan.text)
}

fn step_words(stepped: &Stepped<'_>) -> String {
    let (step, on) = (&stepped.step, stepped.on);
    let mut words = format!("noted the step '{step}' on {on}");
    if let Some(due) = stepped.due {
        words.push_str(&format!(", due {due}"));
    }
    if let Some(note) = &stepped.note {
        words.push_str(&format!(", noted '{note}'"));
    }
    words
}

fn rest_words(rested: &Rested<'_>) -> String {
    let days = if rested.span.from == rested.span.to {
        rested.span.from.to_string()
    } else {
        format!("{} to {}", rested.span.from, rested.span.to)
    };
    if rested.off {
        format!("took back the rest of {days}")
    } else {
        format!("declared {days} off")
    }
}

fn goal_words(goal: &GoalSet) -> String {
    let span = format::span(goal.span);
    match goal.target {
        Some(target) => {
            let target = pace::amount(goal.counts, target.get().into());
            format!("set the goal of {target}, {span}")
        }
        None => format!("cleared the goal of {}, {span}", goals::what(goal.counts)),
    }
}
