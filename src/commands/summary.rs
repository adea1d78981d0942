//! What an event did, in words a person would use.

use crate::domain::ask::{Odds, Rating};
use crate::domain::day::Day;
use crate::domain::outcome::Outcome;
use crate::journal::event::{
    Answered, AskEvent, Changes, EventKind, GoalSet, Planned, Rested, Stepped,
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
/// the ask as it is; none where it does not.
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

/// As [`with_ask`], of an edit only the fields: `tags and fear of 'a raise'`.
pub(crate) fn in_short(what: &EventKind<'_>, text: Option<&str>) -> String {
    match (what, text) {
        (EventKind::Edit(edited), Some(text)) => {
            format!("{} of '{text}'", changed_fields(&edited.set))
        }
        (EventKind::EditPlan(edited), Some(text)) => {
            format!("{} of the plan '{text}'", changed_fields(&edited.set))
        }
        _ => with_ask(what, text),
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

fn asked_words(asked: &AskEvent<'_>) -> String {
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

/// What an edit changes, field by field: `fear 6`, `no note`.
pub(crate) fn changed_parts(set: &Changes<'_>) -> Vec<String> {
    let told = changed(set).into_iter().map(|(field, value)| match value {
        Some(value) => format!("{field} {value}"),
        None => format!("no {field}"),
    });
    told.collect()
}

/// The fields that an edit changes: `tags and fear`.
pub(crate) fn changed_fields(set: &Changes<'_>) -> String {
    let fields: Vec<&str> = changed(set).into_iter().map(|(field, _)| field).collect();
    match fields.as_slice() {
        [] => "nothing".to_owned(),
        [field] => (*field).to_owned(),
        [fields @ .., last] => format!("{} and {last}", fields.join(", ")),
    }
}

/// The fields that an edit changes, with their values; none where it clears one.
fn changed(set: &Changes<'_>) -> Vec<(&'static str, Option<String>)> {
    let Changes {
        text,
        on,
        to,
        tags,
        note,
        fear,
        odds,
        sting,
        pull,
        outcome,
        answered,
        by,
    } = set;
    let quoted = |text: &str| format!("'{text}'");
    let rating = |rating: &Option<Rating>| rating.map(|rating| rating.get().to_string());
    let tags = tags.as_ref().map(|tags| {
        let tags = tags.as_ref()?;
        let tags: Vec<&str> = tags.iter().collect();
        (!tags.is_empty()).then(|| tags.join(", "))
    });
    let fields = [
        ("text", text.as_deref().map(|text| Some(quoted(text)))),
        ("day", on.map(|on| Some(on.to_string()))),
        ("person", to.as_ref().map(|to| to.as_deref().map(quoted))),
        ("tags", tags),
        (
            "note",
            note.as_ref().map(|note| note.as_deref().map(quoted)),
        ),
        ("fear", fear.as_ref().map(rating)),
        (
            "odds",
            odds.map(|odds| odds.map(|odds: Odds| format!("{}%", odds.percent()))),
        ),
        ("sting", sting.as_ref().map(rating)),
        ("pull", pull.as_ref().map(rating)),
        (
            "outcome",
            outcome.map(|outcome| Some(outcome_words(outcome).to_owned())),
        ),
        (
            "day to ask it by",
            by.map(|by| by.map(|day: Day| day.to_string())),
        ),
        (
            "day of the answer",
            answered.map(|answered| answered.map(|day: Day| day.to_string())),
        ),
    ];
    let changed = fields.into_iter();
    changed
        .filter_map(|(field, value)| Some((field, value?)))
        .collect()
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
