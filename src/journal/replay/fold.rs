//! One event after another, folded into the ledger.

use std::collections::BTreeMap;
use std::mem;

use super::{Action, Edit, Parts, Replayed};
use crate::domain::day::Day;
use crate::domain::goal::Goal;
use crate::domain::ledger::{Key, Ledger, Record, Status};
use crate::domain::outcome::Outcome;
use crate::domain::plan::Plan;
use crate::domain::sorted::Sorted;
use crate::domain::steps::Step;
use crate::domain::tags::Tags;
use crate::domain::text_overrides::{Reworded, TextOverrides};
use crate::journal::event::{Changes, GoalSet};
use crate::journal::parallel;

/// How many changes it takes for it to be worth while to fold them into all pieces of the asks at
/// the same time. In the laws of replay there are few changes, and many pieces.
const WORTH_IT: usize = if cfg!(test) { 2 } else { 50_000 };

/// Folds all changes that count, which are in order, into the ledger.
pub(super) fn fold(ledger: &mut Ledger, changes: &Sorted<Replayed>, parts: &Parts) {
    let same = mem::take(&mut ledger.same);
    let asks = ledger.asks_mut();
    let text_overrides = if changes.len() < WORTH_IT {
        fold_asks(asks, changes, parts, &same)
    } else {
        fold_pieces(asks, changes, parts, &same)
    };
    ledger.same = same;
    ledger.text_overrides.append(text_overrides);
    for record in changes.iter() {
        if !record.undone {
            fold_beside(ledger, record, parts);
        } else if let Action::Plan(plan) = record.action {
            add_plan(ledger, record, plan, parts, Status::Undone);
        }
    }
}

/// Folds the changes into each piece of the asks on a thread of its own: no change is about more
/// than one ask, so the threads do not contend.
fn fold_pieces(
    asks: &mut Sorted<Record>,
    changes: &Sorted<Replayed>,
    parts: &Parts,
    same: &BTreeMap<Key, Key>,
) -> TextOverrides {
    let works = mem::take(asks).into_pieces().map(|mut piece| {
        move || {
            let text_overrides = fold_asks(&mut piece, changes, parts, same);
            (piece, text_overrides)
        }
    });
    let mut text_overrides = TextOverrides::default();
    for (piece, more) in parallel::do_all(works) {
        asks.append(piece);
        text_overrides.append(more);
    }
    text_overrides
}

/// Folds the changes into the asks that they are about, as far as these are there and come before
/// them. Says whose words were changed by which line.
fn fold_asks(
    asks: &mut Sorted<Record>,
    changes: &Sorted<Replayed>,
    parts: &Parts,
    same: &BTreeMap<Key, Key>,
) -> TextOverrides {
    let mut text_overrides = TextOverrides::default();
    for record in changes.iter().filter(|record| !record.undone) {
        let Some(ask) = record.action.about() else {
            continue;
        };
        let ask = same.get(&ask).copied().unwrap_or(ask);
        if ask >= record.key {
            continue;
        }
        let Some(row) = asks.get_mut(ask) else {
            continue;
        };
        for text_overridden in change(row, record.action, parts).into_iter().flatten() {
            row.text_overridden = true;
            text_overrides.push(ask, text_overridden, record.log_offset);
        }
    }
    text_overrides
}

/// Changes an ask as an event says; what it does to the text and the note, which are not kept here.
fn change(row: &mut Record, action: Action, parts: &Parts) -> [Option<Reworded>; 2] {
    match action {
        Action::Answer {
            outcome,
            on,
            sting,
            has_note,
            ..
        } => {
            row.outcome = outcome;
            row.answered_said = outcome.is_answered().then_some(on);
            row.sting = sting.or(row.sting);
            [None, has_note.then_some(Reworded::NoteAdded)]
        }
        Action::Edit { edit, .. } => match parts.edits.get(edit) {
            Some(edit) => change_fields(row, edit),
            None => [None, None],
        },
        Action::Remove { .. } if row.standing == Status::Active => {
            row.standing = Status::Removed;
            [None, None]
        }
        _ => [None, None],
    }
}

fn change_fields(row: &mut Record, edit: &Edit) -> [Option<Reworded>; 2] {
    row.asked_on = edit.on.unwrap_or(row.asked_on);
    row.to = edit.to.unwrap_or(row.to);
    row.tags = edit.tags.unwrap_or(row.tags);
    row.fear = edit.fear.unwrap_or(row.fear);
    row.odds = edit.odds.unwrap_or(row.odds);
    row.sting = edit.sting.unwrap_or(row.sting);
    row.pull = edit.pull.unwrap_or(row.pull);
    if let Some(outcome) = edit.outcome {
        row.outcome = outcome;
        if outcome == Outcome::Pending {
            row.answered_said = None;
        }
    }
    row.answered_said = edit.answered.unwrap_or(row.answered_said);
    let note = edit.note.map(|note| match note {
        Some(()) => Reworded::NoteReplaced,
        None => Reworded::NoteCleared,
    });
    [edit.text.then_some(Reworded::Text), note]
}

/// Folds what is no part of a row: goals, plans, steps and rest days.
fn fold_beside(ledger: &mut Ledger, record: &Replayed, parts: &Parts) {
    match record.action {
        Action::Goal(goal) => {
            if let Some((goal, set_on)) = parts.goals.get(goal) {
                set_goal(ledger, goal, *set_on);
            }
        }
        Action::Plan(plan) => add_plan(ledger, record, plan, parts, Status::Active),
        Action::EditPlan { plan, edit } => {
            let plan = ledger.meant(plan);
            if let (Some(plan), Some(set)) =
                (ledger.plans.get_mut(&plan), parts.plan_edits.get(edit))
            {
                change_plan(plan, set);
            }
        }
        Action::RemovePlan { plan } => {
            let plan = ledger.meant(plan);
            if let Some(plan) = ledger.plans.get_mut(&plan)
                && plan.standing == Status::Active
            {
                plan.standing = Status::Removed;
            }
        }
        Action::Step { ask, step } => add_step(ledger, record.key, ask, step, parts),
        Action::Rest(rest) => {
            if let Some(rest) = parts.rests.get(rest) {
                if rest.off {
                    ledger.rest.take_back(rest.span);
                } else {
                    let note = rest.note.as_ref().map(ToString::to_string);
                    ledger.rest.declare(rest.span, note);
                }
            }
        }
        Action::Answer { ask, outcome, .. } => note_outcome(ledger, record.key, ask, outcome),
        Action::Edit { ask, edit } => {
            if let Some(outcome) = parts.edits.get(edit).and_then(|edit| edit.outcome) {
                note_outcome(ledger, record.key, ask, outcome);
            }
        }
        Action::Remove { .. }
        | Action::Undo(_)
        | Action::Redo(_)
        | Action::Purge { .. }
        | Action::NotUnderstood => {}
    }
}

/// Adds a plan, unless it was erased or is the same as an earlier one.
fn add_plan(ledger: &mut Ledger, record: &Replayed, plan: usize, parts: &Parts, standing: Status) {
    let (Some(said), Some(at)) = (parts.plans.get(plan), parts.plans_at.get(plan)) else {
        return;
    };
    let key = record.key;
    if ledger.purged.contains(&key) || ledger.same.contains_key(&key) {
        return;
    }
    let plan = Plan {
        key,
        number: said.number,
        text: said.text.to_string(),
        to: said.to.as_ref().map(ToString::to_string),
        tags: said.tags.iter().map(str::to_owned).collect(),
        note: said.note.as_ref().map(ToString::to_string),
        fear: said.fear,
        odds: said.odds,
        pull: said.pull,
        by: said.by,
        src: said.src,
        logged_at: at.clone(),
        standing,
    };
    if let Some(src) = plan.src.filter(|_| standing == Status::Active) {
        ledger.plan_sources.insert(src, key);
    }
    ledger.plans.insert(key, plan);
}

fn change_plan(plan: &mut Plan, set: &Changes<'_>) {
    if let Some(text) = &set.text {
        plan.text = text.to_string();
    }
    if let Some(to) = &set.to {
        plan.to = to.as_ref().map(ToString::to_string);
    }
    if let Some(tags) = &set.tags {
        let names = tags.iter().flat_map(Tags::iter);
        plan.tags = names.map(str::to_owned).collect();
    }
    if let Some(note) = &set.note {
        plan.note = note.as_ref().map(ToString::to_string);
    }
    plan.fear = set.fear.unwrap_or(plan.fear);
    plan.odds = set.odds.unwrap_or(plan.odds);
    plan.pull = set.pull.unwrap_or(plan.pull);
    plan.by = set.by.unwrap_or(plan.by);
}

/// Adds a step to an ask that is there and comes before it.
fn add_step(ledger: &mut Ledger, key: Key, ask: Key, step: usize, parts: &Parts) {
    let ask = ledger.meant(ask);
    let Some(said) = parts.steps.get(step) else {
        return;
    };
    if ask < key && ledger.get(ask).is_some() {
        ledger.steps.entry(ask).or_default().push(Step {
            key,
            step: said.step.to_string(),
            on: said.on,
            due: said.due,
            note: said.note.as_ref().map(ToString::to_string),
        });
    }
}

/// Notes that an ask with steps got an answer, or lost it again.
fn note_outcome(ledger: &mut Ledger, key: Key, ask: Key, outcome: Outcome) {
    if ledger.steps.is_empty() {
        return;
    }
    let ask = ledger.meant(ask);
    if ask < key
        && let Some(steps) = ledger.steps.get_mut(&ask)
    {
        steps.note_outcome(outcome);
    }
}

fn set_goal(ledger: &mut Ledger, set: &GoalSet, set_on: Day) {
    match set.target {
        None => ledger.goals.clear(set.counts.kind(), set.span),
        Some(target) => ledger.goals.set(Goal {
            target,
            counts: set.counts,
            span: set.span,
            rest: set.rest,
            set_on,
        }),
    }
}
