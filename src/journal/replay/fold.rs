//! One event after another, folded into the ledger.

use std::mem;

use super::{Action, Edit, Parts, Replayed};
use crate::domain::day::Day;
use crate::domain::goal::Goal;
use crate::domain::ledger::{Ledger, Record, Status};
use crate::domain::outcome::Outcome;
use crate::domain::sorted::Sorted;
use crate::domain::text_overrides::{Reworded, TextOverrides};
use crate::journal::event::GoalSet;
use crate::journal::parallel;

/// How many changes it takes for it to be worth while to fold them into all pieces of the asks at
/// the same time. In the laws of replay there are few changes, and many pieces.
const WORTH_IT: usize = if cfg!(test) { 2 } else { 50_000 };

/// Folds all changes that count, which are in order, into the ledger.
pub(super) fn fold(ledger: &mut Ledger, changes: &Sorted<Replayed>, parts: &Parts) {
    let asks = ledger.asks_mut();
    let text_overrides = if changes.len() < WORTH_IT {
        fold_asks(asks, changes, parts)
    } else {
        fold_pieces(asks, changes, parts)
    };
    ledger.text_overrides.append(text_overrides);
    for record in changes.iter().filter(|record| !record.undone) {
        if let Action::Goal(goal) = record.action
            && let Some((goal, set_on)) = parts.goals.get(goal)
        {
            set_goal(ledger, goal, *set_on);
        }
    }
}

/// Folds the changes into each piece of the asks on a thread of its own: no change is about more
/// than one ask, so nobody is in anybody's way.
fn fold_pieces(
    asks: &mut Sorted<Record>,
    changes: &Sorted<Replayed>,
    parts: &Parts,
) -> TextOverrides {
    let works = mem::take(asks).into_pieces().map(|mut piece| {
        move || {
            let text_overrides = fold_asks(&mut piece, changes, parts);
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
) -> TextOverrides {
    let mut text_overrides = TextOverrides::default();
    for record in changes.iter().filter(|record| !record.undone) {
        let Some(ask) = record.action.about().filter(|&ask| ask < record.key) else {
            continue;
        };
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
