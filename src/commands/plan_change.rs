//! What happens to a plan that is named `p3`: it is asked, shown, changed or removed.

use std::borrow::Cow;

use serde::Serialize;

use super::ask_history;
use super::context::Context;
use super::log::model::Model;
use super::log::{LoggedAsks, not_empty, write};
use super::marks::TaggedWords;
use super::plan::{PlanName, by_day, counts, name_of};
use super::summary;
use crate::cli::change::{ClearableField, EditArgs, RemoveArgs};
use crate::cli::log::AskDetails;
use crate::domain::ask::{AskText, Rating, Tag};
use crate::domain::day::Day;
use crate::domain::ledger::Status;
use crate::domain::note_line::Note;
use crate::domain::outcome::Outcome;
use crate::domain::plan::Plan;
use crate::domain::tags::Tags;
use crate::error::{Code, Exit, Failure};
use crate::journal::event::{AskEvent, Change, Changes, EditedPlan, EventKind};
use crate::journal::history;
use crate::questions::{Questions, Typed};
use crate::render::ask_detail::{Past, PlanDetail};
use crate::render::plan::{PlanJson, PlansJson};
use crate::render::style::{Ink, Style};
use crate::render::wrap::command;
use crate::render::{escape, format};

/// An ask that was made of a plan.
pub(super) struct AskedPlan {
    pub(super) logged: LoggedAsks,
    /// How it went, beside what was feared and guessed; empty where there is nothing to compare.
    pub(super) looking_back: String,
}

/// Logs the ask that was planned. What the flags do not say is that of the plan.
///
/// # Errors
/// If there is no such plan, it was asked before, or it cannot be written.
pub(super) fn ask(
    name: &PlanName,
    typed: &str,
    (details, outcome): (&AskDetails, Option<Outcome>),
    context: &mut Context<'_>,
) -> anyhow::Result<AskedPlan> {
    let journal = context.read()?;
    let ledger = &journal.ledger;
    let as_text = format!("nos log -- {typed}");
    let plan = name.find(ledger, counts, &as_text)?;
    if let Some(row) = ledger.ask_of(plan.key) {
        let told = format!("p{} was asked already, as #{}", plan.number, row.number);
        return Err(Failure::new(Code::NotFound, told)
            .hint(format!("nos again {}", row.number))
            .into());
    }
    let (plan, id) = (plan.clone(), ledger.event_id(plan.key));
    drop(journal);
    let marks = TaggedWords {
        to: details.to.clone().or_else(|| plan.to.clone()),
        ..TaggedWords::default()
    };
    let details = AskDetails {
        note: details.note.clone().or_else(|| plan.note.clone()),
        fear: details.fear.or(plan.fear),
        odds: details.odds.or(plan.odds),
        pull: details.pull.or(plan.pull),
        ..details.clone()
    };
    let mut note = Note::raw(&plan.text).map_err(|invalid| Failure::usage(invalid.0))?;
    note.tags = plan
        .tags
        .iter()
        .filter_map(|tag| Tag::new(tag).ok())
        .collect();
    let asked = Model::new(&details, &marks, outcome, context)?.asked(note)?;
    let looking_back = looking_back(&plan, &asked, context.today());
    let asked = AskEvent {
        plan: Some(id),
        ..asked
    };
    let logged = write(vec![asked], context)?;
    Ok(AskedPlan {
        logged,
        looking_back,
    })
}

/// `You feared 4 and it hurt 1. You gave it 20% 6 days before.`
fn looking_back(plan: &Plan, asked: &AskEvent<'_>, today: Day) -> String {
    if !asked.outcome.is_answered() || asked.sting.is_some_and(Rating::hurts) {
        return String::new();
    }
    let mut told = Vec::new();
    if let (Some(fear), Some(sting)) = (plan.fear, asked.sting) {
        told.push(format!(
            "You feared {} and it hurt {}.",
            fear.get(),
            sting.get()
        ));
    }
    if let Some(odds) = plan.odds {
        let planned_on = plan.logged_at.get(..10).and_then(Day::from_iso);
        let before = planned_on
            .and_then(|day| u64::try_from(today.days_since(day)).ok())
            .filter(|&days| days > 0)
            .map(|days| format!(" {} before", format::days(days)));
        let before = before.unwrap_or_default();
        told.push(format!("You gave it {}%{before}.", odds.percent()));
    }
    told.join(" ")
}

/// Shows a plan with its whole history.
///
/// # Errors
/// If there is none of that name.
pub(super) fn show(name: &PlanName, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let journal = context.read()?;
    let ledger = &journal.ledger;
    let is_there = |plan: &Plan| plan.standing != Status::Undone;
    let plan = name.find(ledger, is_there, "nos plan")?;
    let past = ask_history::told(&history::of_ask(&journal, &ledger.event_id(plan.key))?);
    let name = name_of(ledger, plan);
    let shown = PlanDetail {
        plan,
        name: &name,
        ask: ledger.ask_of(plan.key).map(|row| row.number),
        past: &past,
        today: context.today(),
    };
    context.answer_paged(
        || ShowPlanJson {
            schema: "nos.show/1",
            plan: PlanJson::new(ledger, plan),
            history: &past,
        },
        |style| shown.draw(style),
    )?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct ShowPlanJson<'a> {
    schema: &'static str,
    plan: PlanJson<'a>,
    history: &'a [Past],
}

/// Changes a plan by flags.
///
/// # Errors
/// If there is none of that name, a flag is of asks alone, or it cannot be written.
pub(super) fn edit(
    name: &PlanName,
    args: &EditArgs,
    more_tags: &[Tag],
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    let mut writer = context.write()?;
    let ledger = &writer.journal.ledger;
    let plan = name.find(ledger, counts, "nos plan")?;
    let shown = name_of(ledger, plan);
    let set = changes(plan, &shown, args, more_tags, context.today())?;
    let key = plan.key;
    if !set.is_empty() {
        let edited = EditedPlan {
            plan: ledger.event_id(key),
            set: set.clone(),
        };
        writer.commit(&context.now.stamp(), vec![EventKind::EditPlan(edited)])?;
    }
    let ledger = &writer.journal.ledger;
    let text = ledger.plans.get(&key).map(|plan| plan.text.clone());
    let (head, parts) = if set.is_empty() {
        ("Nothing to change", String::new())
    } else {
        ("Changed", summary::changed_parts(&set).join(", "))
    };
    context.answer_change(
        &format!("{shown} is changed"),
        || PlansJson::new(ledger),
        |style| {
            let first = line(head, &text.unwrap_or_default(), &shown, style);
            if parts.is_empty() {
                first
            } else {
                format!("{first}{}.\n", format::sentence(&escape::one_line(&parts)))
            }
        },
    )?;
    Ok(Exit::Done)
}

/// What the flags change about a plan; what is so already is left out.
fn changes(
    plan: &Plan,
    name: &str,
    args: &EditArgs,
    more_tags: &[Tag],
    today: Day,
) -> anyhow::Result<Changes<'static>> {
    let EditArgs {
        refs: _,
        text,
        on,
        to,
        tags,
        untags,
        note,
        fear,
        odds,
        sting,
        pull,
        by,
        answered,
        clear,
        outcome,
        editor,
        discard,
    } = args;
    let is_of_asks = on.is_some()
        || sting.is_some()
        || answered.is_some()
        || outcome.named().is_some()
        || *editor
        || *discard
        || clear.iter().any(|field| {
            matches!(
                field,
                ClearableField::Sting | ClearableField::Outcome | ClearableField::Answered
            )
        });
    if is_of_asks {
        let told =
            "a plan has a text, a person, tags, a note, fear, odds, pull and a day to ask by";
        return Err(Failure::usage(told)
            .hint(format!("nos edit {name} --by tomorrow"))
            .into());
    }
    not_empty(
        "--to",
        to.as_deref(),
        &format!("nos edit {name} --clear to"),
    )?;
    not_empty(
        "--note",
        note.as_deref(),
        &format!("nos edit {name} --clear note"),
    )?;
    let text = text.as_deref().map(AskText::new).transpose();
    let text =
        text.map_err(|invalid| Failure::usage(invalid.0).hint(format!("nos show {name}")))?;
    let is_cleared = |field: ClearableField| clear.contains(&field);
    let kept = plan
        .tags
        .iter()
        .filter(|_| !is_cleared(ClearableField::Tags));
    let kept = kept.filter(|tag| !untags.iter().any(|untag| untag.as_str() == tag.as_str()));
    let mut all: Vec<Tag> = kept.filter_map(|tag| Tag::new(tag).ok()).collect();
    all.extend(more_tags.iter().chain(tags).cloned());
    let all = Tags::of_tags(&all);
    let are_others = !all.iter().eq(plan.tags.iter().map(String::as_str));
    let owned = |text: String| Cow::Owned(text);
    let set = Changes {
        text: text
            .map(String::from)
            .filter(|text| *text != plan.text)
            .map(owned),
        to: other(to.clone(), is_cleared(ClearableField::To), plan.to.as_ref())
            .map(|to| to.map(owned)),
        tags: are_others.then(|| Some(all).filter(|tags| !tags.is_empty())),
        note: other(
            note.clone(),
            is_cleared(ClearableField::Note),
            plan.note.as_ref(),
        )
        .map(|note| note.map(owned)),
        fear: other(*fear, is_cleared(ClearableField::Fear), plan.fear.as_ref()),
        odds: other(*odds, is_cleared(ClearableField::Odds), plan.odds.as_ref()),
        pull: other(*pull, is_cleared(ClearableField::Pull), plan.pull.as_ref()),
        by: other(
            by_day(by.as_deref(), today)?,
            is_cleared(ClearableField::By),
            plan.by.as_ref(),
        ),
        ..Changes::default()
    };
    let says_nothing = *args
        == EditArgs {
            refs: args.refs.clone(),
            ..EditArgs::default()
        };
    if says_nothing && more_tags.is_empty() {
        return Err(Failure::usage("what is to be changed?")
            .hint(format!("nos edit {name} --by tomorrow"))
            .into());
    }
    Ok(set)
}

/// What a field becomes, if that is something else than it is.
fn other<T: PartialEq>(value: Option<T>, is_cleared: bool, now: Option<&T>) -> Change<T> {
    match value {
        Some(value) if Some(&value) != now => Some(Some(value)),
        None if is_cleared && now.is_some() => Some(None),
        _ => None,
    }
}

/// Takes plans out, or erases them for good.
///
/// # Errors
/// If there is none of that name, it was declined, or it cannot be written.
pub(super) fn remove(
    names: &[PlanName],
    args: &RemoveArgs,
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    let fits = |plan: &Plan| args.purge || plan.standing == Status::Active;
    if args.purge && !args.force && !args.dry_run {
        confirm(&args.refs.join(" "), context)?;
    }
    if args.dry_run {
        let journal = context.read()?;
        let ledger = &journal.ledger;
        let mut told = Vec::new();
        for name in names {
            let plan = name.find(ledger, fits, "nos plan")?;
            told.push((plan.text.clone(), name_of(ledger, plan)));
        }
        let head = if args.purge {
            "Would be erased for good"
        } else {
            "Would be removed"
        };
        context.answer(|| PlansJson::new(ledger), |style| lines(head, &told, style))?;
        return Ok(Exit::Done);
    }
    let mut writer = context.write()?;
    let ledger = &writer.journal.ledger;
    let (mut told, mut happened) = (Vec::new(), Vec::new());
    for name in names {
        let plan = name.find(ledger, fits, "nos plan")?;
        told.push((plan.text.clone(), name_of(ledger, plan)));
        let id = ledger.event_id(plan.key);
        happened.push(if args.purge {
            EventKind::PurgePlan {
                plan: id,
                number: plan.number,
            }
        } else {
            EventKind::RemovePlan { plan: id }
        });
    }
    writer.commit(&context.now.stamp(), happened)?;
    let (head, back) = if args.purge {
        ("Erased for good", String::new())
    } else {
        (
            "Removed",
            format!("Bring it back: {}\n", command("nos undo")),
        )
    };
    let unreached = if args.purge {
        super::remove::erase(&mut writer)?
    } else {
        Vec::new()
    };
    let ledger = &writer.journal.ledger;
    context.answer_change(
        "the plan is gone",
        || PlansJson::new(ledger),
        |style| lines(head, &told, style) + &back,
    )?;
    for place in unreached {
        context.warn("purge", &place, None);
    }
    Ok(Exit::Done)
}

fn confirm(refs: &str, context: &mut Context<'_>) -> anyhow::Result<()> {
    let declined = |why: &str| Failure::new(Code::Declined, why);
    if !context.may_ask() {
        return Err(
            declined("--purge can't be undone; without a terminal it needs --force")
                .hint(format!("nos remove {refs} --purge --force"))
                .into(),
        );
    }
    let question = format!("Erase {refs} for good? Undo can't bring it back. (yes or no)");
    match Questions::new(context.system).said(&question)? {
        Typed::Words(words) if ["y", "yes"].contains(&words.to_lowercase().as_str()) => Ok(()),
        _ => Err(declined("nothing was removed").into()),
    }
}

fn lines(head: &str, told: &[(String, String)], style: &Style) -> String {
    told.iter()
        .map(|(text, name)| line(head, text, name, style))
        .collect()
}

fn line(head: &str, text: &str, name: &str, style: &Style) -> String {
    let taken = head.len() + name.len() + 2 * escape::width_cols(style.dot());
    let room = style.width_cols.saturating_sub(taken).max(20);
    let text = escape::fitted(&escape::one_line(text), room, style.cut_mark());
    [head.to_owned(), text, style.ink(Ink::Soft, name)].join(style.dot()) + "\n"
}
