//! One event after another, folded into the ledger.

use std::mem;

use super::{Action, Edit, Parts, Record};
use crate::domain::day::Day;
use crate::domain::goal::Goal;
use crate::domain::ledger::{Ledger, Row, Standing};
use crate::domain::ordered::Ordered;
use crate::domain::outcome::Outcome;
use crate::domain::rewording::{Reworded, Rewordings};
use crate::journal::event::GoalSet;
use crate::journal::hands;

/// How many changes it takes for it to be worth while to fold them into all pieces of the asks at
/// the same time. In the laws of replay there are few changes, and many pieces.
const WORTH_IT: usize = if cfg!(test) { 2 } else { 50_000 };

/// Folds all changes that count, which are in order, into the ledger.
pub(super) fn fold(ledger: &mut Ledger, changes: &Ordered<Record>, parts: &Parts) {
    let asks = ledger.asks_mut();
    let rewordings = if changes.len() < WORTH_IT {
        fold_asks(asks, changes, parts)
    } else {
        fold_pieces(asks, changes, parts)
    };
    ledger.rewordings.append(rewordings);
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
fn fold_pieces(asks: &mut Ordered<Row>, changes: &Ordered<Record>, parts: &Parts) -> Rewordings {
    let works = mem::take(asks).into_pieces().map(|mut piece| {
        move || {
            let rewordings = fold_asks(&mut piece, changes, parts);
            (piece, rewordings)
        }
    });
    let mut rewordings = Rewordings::default();
    for (piece, more) in hands::do_all(works) {
        asks.append(piece);
        rewordings.append(more);
    }
    rewordings
}

/// Folds the changes into the asks that they are about, as far as these are there and come before
/// them. Says whose words were changed by which line.
fn fold_asks(asks: &mut Ordered<Row>, changes: &Ordered<Record>, parts: &Parts) -> Rewordings {
    let mut rewordings = Rewordings::default();
    for record in changes.iter().filter(|record| !record.undone) {
        let Some(ask) = record.action.about().filter(|&ask| ask < record.key) else {
            continue;
        };
        let Some(row) = asks.get_mut(ask) else {
            continue;
        };
        for reworded in change(row, record.action, parts).into_iter().flatten() {
            row.reworded = true;
            rewordings.push(ask, reworded, record.spot);
        }
    }
    rewordings
}

/// Changes an ask as an event says; what it does to the text and the note, which are not kept here.
fn change(row: &mut Row, action: Action, parts: &Parts) -> [Option<Reworded>; 2] {
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
        Action::Remove { .. } if row.standing == Standing::Stands => {
            row.standing = Standing::Removed;
            [None, None]
        }
        _ => [None, None],
    }
}

fn change_fields(row: &mut Row, edit: &Edit) -> [Option<Reworded>; 2] {
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
