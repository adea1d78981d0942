//! One event after another, folded into the ledger.

use super::{Action, Edit, Parts, Record};
use crate::domain::day::Day;
use crate::domain::goal::Goal;
use crate::domain::ledger::{Key, Ledger, Row, Standing};
use crate::domain::outcome::Outcome;
use crate::domain::rewording::Reworded;
use crate::journal::event::GoalSet;

/// Folds one event into the ledger.
pub(super) fn apply(ledger: &mut Ledger, parts: &Parts, record: &Record) {
    match record.action {
        Action::Answer {
            ask,
            outcome,
            on,
            sting,
            has_note,
        } => {
            let Some(row) = earlier(ledger, ask, record.key) else {
                return;
            };
            row.outcome = outcome;
            row.answered_said = outcome.is_answered().then_some(on);
            row.sting = sting.or(row.sting);
            if has_note {
                row.reworded = true;
                let note = Reworded::NoteAdded;
                ledger.rewordings.push(ask, note, record.spot);
            }
        }
        Action::Edit { ask, edit } => {
            if let Some(edit) = parts.edits.get(edit) {
                apply_edit(ledger, ask, record, edit);
            }
        }
        Action::Remove { ask } => {
            if let Some(row) = earlier(ledger, ask, record.key)
                && row.standing == Standing::Stands
            {
                row.standing = Standing::Removed;
            }
        }
        Action::Goal(goal) => {
            if let Some(&(goal, set_on)) = parts.goals.get(goal) {
                set_goal(ledger, &goal, set_on);
            }
        }
        Action::Undo(_) | Action::Redo(_) | Action::Purge { .. } | Action::NotUnderstood => {}
    }
}

/// The ask of a key, if it comes before the event that is about it.
fn earlier(ledger: &mut Ledger, ask: Key, event: Key) -> Option<&mut Row> {
    if ask < event {
        ledger.get_mut(ask)
    } else {
        None
    }
}

fn apply_edit(ledger: &mut Ledger, ask: Key, record: &Record, edit: &Edit) {
    let Some(row) = earlier(ledger, ask, record.key) else {
        return;
    };
    row.asked_on = edit.on.unwrap_or(row.asked_on);
    row.to = edit.to.unwrap_or(row.to);
    row.tags = edit.tags.unwrap_or(row.tags);
    row.fear = edit.fear.unwrap_or(row.fear);
    row.odds = edit.odds.unwrap_or(row.odds);
    row.sting = edit.sting.unwrap_or(row.sting);
    if let Some(outcome) = edit.outcome {
        row.outcome = outcome;
        if outcome == Outcome::Pending {
            row.answered_said = None;
        }
    }
    row.answered_said = edit.answered.unwrap_or(row.answered_said);
    if !edit.text && edit.note.is_none() {
        return;
    }
    row.reworded = true;
    let text = edit.text.then_some(Reworded::Text);
    let note = edit.note.map(|note| match note {
        Some(()) => Reworded::NoteReplaced,
        None => Reworded::NoteCleared,
    });
    for reworded in text.into_iter().chain(note) {
        ledger.rewordings.push(ask, reworded, record.spot);
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
