//! Rows become asks, plans, steps and answers in the journal, as one batch.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashSet;

use crate::domain::ask::Ask;
use crate::domain::day::Day;
use crate::domain::ledger::{Key, Ledger, Record};
use crate::domain::plan::Plan;
use crate::domain::tags::Tags;
use crate::import::arrivals::{Arrivals, Difference, Fresh, Gone, Known};
use crate::import::incoming::{ImportField, Incoming};
use crate::journal::event::{Answered, AskEvent, Event, EventKind, Id, Planned, Stepped};
use crate::journal::folder::Journal;
use crate::journal::scan;
use crate::journal::writer::Writer;

/// What rows come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A table, whose rows stay.
    Table,
    /// Note lines, which come and go.
    Notes,
}

/// What an import comes to, before it is written.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// The rows that are not there yet.
    pub(super) fresh: Vec<Fresh>,
    /// How many are there.
    pub(super) already: usize,
    /// What rows that are there say otherwise, and what is not taken of that.
    pub(super) differing: Vec<Difference>,
    /// The rows whose answer or step is taken.
    pub(super) updates: Vec<Difference>,
    /// Fresh rows, by place, that may be an ask of this number, corrected.
    pub(super) corrected: Vec<(usize, u64)>,
}

/// What came in.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// The asks.
    pub(super) asks: Vec<Key>,
    /// The plans.
    pub(super) plans: Vec<Key>,
}

/// What rows come to in a journal. With `takes_news` answers and steps of asks that are there are
/// taken, where no answer and no edit ever touched their outcome.
///
/// # Errors
/// If a log cannot be read again.
pub(super) fn outcome(
    rows: Vec<Incoming>,
    journal: &mut Journal,
    kind: Kind,
    takes_news: bool,
) -> anyhow::Result<Outcome> {
    let arrivals = arrivals(rows, journal)?;
    let touched = if arrivals.differing.is_empty() {
        HashSet::new()
    } else {
        touched(journal)?
    };
    let corrected = match kind {
        Kind::Table => corrected(&arrivals, journal)?,
        Kind::Notes => Vec::new(),
    };
    let mut outcome = Outcome {
        fresh: arrivals.fresh,
        already: arrivals.already,
        corrected,
        ..Outcome::default()
    };
    for difference in arrivals.differing {
        let is_touched = touched.contains(&difference.ask);
        let is_answer = difference.field == ImportField::Outcome;
        // The sheet does not know of an answer that was given here.
        if is_answer && is_touched && difference.is.as_deref() == Some("pending") {
            continue;
        }
        if takes_news && difference.news.is_some() && !(is_answer && is_touched) {
            outcome.updates.push(difference);
        } else {
            outcome.differing.push(difference);
        }
    }
    Ok(outcome)
}

fn arrivals(rows: Vec<Incoming>, journal: &mut Journal) -> anyhow::Result<Arrivals> {
    let days: HashSet<Day> = rows.iter().map(|row| row.asked_on).collect();
    let is_dated = rows.iter().any(|row| row.is_dated);
    let Journal { ledger, words, .. } = journal;
    let named: HashSet<Key> = ledger.sources.values().copied().collect();
    let mut known = Known::new(ledger, is_dated);
    for row in ledger.asks() {
        if named.contains(&row.key()) || is_dated && !days.contains(&row.asked_on) {
            continue;
        }
        let text = words.text(ledger, row)?;
        let to = row.to.map(|to| ledger.people.name(to));
        known.add_unnamed(row, &text, to);
    }
    known.sort(rows, &mut |row| words.ask(ledger, row))
}

/// The asks whose outcome an answer or an edit ever said, be it undone since.
fn touched(journal: &Journal) -> anyhow::Result<HashSet<Key>> {
    let ledger = &journal.ledger;
    let touched = RefCell::new(HashSet::new());
    scan::events(journal, |event: &Event<'_>| {
        let ask = match &event.what {
            EventKind::Answer(answered) => Some(&answered.ask),
            EventKind::Edit(edited) if edited.set.outcome.is_some() => Some(&edited.ask),
            _ => None,
        };
        let key = ask.and_then(|ask| ledger.key(ask));
        touched
            .borrow_mut()
            .extend(key.map(|key| ledger.meant(key)));
        false
    })?;
    Ok(touched.into_inner())
}

/// The fresh rows that may be asks of rows that are gone from the file, but for one correction.
fn corrected(arrivals: &Arrivals, journal: &mut Journal) -> anyhow::Result<Vec<(usize, u64)>> {
    let Journal { ledger, words, .. } = journal;
    let is_of_table = |fresh: &&Fresh| !fresh.row.is_plan;
    let named = ledger
        .sources
        .values()
        .filter(|key| !arrivals.claimed.contains(key));
    let gone: Vec<&Record> = named
        .filter_map(|&key| ledger.get(key))
        .filter(|row| row.stands())
        .collect();
    if gone.is_empty() || !arrivals.fresh.iter().any(|fresh| is_of_table(&fresh)) {
        return Ok(Vec::new());
    }
    let mut index = Gone::default();
    for row in gone {
        let text = words.text(ledger, row)?;
        let to = row.to.map(|to| ledger.people.name(to));
        index.add(row, &text, to);
    }
    let fresh = arrivals
        .fresh
        .iter()
        .enumerate()
        .filter(|(_, fresh)| is_of_table(fresh));
    Ok(fresh
        .filter_map(|(at, fresh)| Some((at, index.meant_by(&fresh.row)?)))
        .collect())
}

/// Writes down what an import comes to, as one batch.
///
/// # Errors
/// If it cannot be written: then nothing has come in.
pub(super) fn write(
    outcome: Outcome,
    writer: &mut Writer,
    at: &str,
    today: Day,
) -> anyhow::Result<(Written, Outcome)> {
    let mut happened: Vec<EventKind<'static>> = Vec::new();
    let mut ids = writer.next_ids();
    let (mut number, mut plan_number) = (writer.next_number(), writer.next_plan());
    let mut steps = Vec::new();
    for Fresh { row, plan } in &outcome.fresh {
        let Some(id) = ids.next() else { break };
        if row.is_plan {
            happened.push(EventKind::Plan(planned(plan_number, row)));
            plan_number += 1;
            continue;
        }
        let plan = plan.map(|plan| writer.journal.ledger.event_id(plan));
        happened.push(EventKind::Ask(asked(number, row, plan)));
        number += 1;
        steps.extend(row.steps.iter().map(|step| Stepped {
            ask: id.clone(),
            step: Cow::Owned(step.step.as_str().to_owned()),
            on: step.on,
            due: step.due,
            note: step.note.clone().map(Cow::Owned),
        }));
        steps.extend(stepped(row, row.stepped_on, id));
    }
    for update in &outcome.updates {
        let Some(row) = &update.news else { continue };
        let ask = writer.journal.ledger.event_id(update.ask);
        if update.field == ImportField::Step {
            let on = if row.stepped_on > row.asked_on {
                row.stepped_on
            } else {
                today
            };
            steps.extend(stepped(row, on, ask));
        } else {
            happened.push(EventKind::Answer(Answered {
                ask,
                outcome: row.outcome,
                on: row
                    .answered_on
                    .filter(|_| row.has_answer_day)
                    .unwrap_or(today),
                note: None,
                sting: row.sting,
            }));
        }
    }
    drop(ids);
    // Steps come last, so that the ids of the asks are as foreseen.
    happened.extend(steps.into_iter().map(EventKind::Step));
    let events = writer.commit(at, happened)?;
    let ledger = &writer.journal.ledger;
    let keys = |fits: fn(&EventKind<'_>) -> bool| {
        let events = events.iter().filter(|event| fits(&event.what));
        events.filter_map(|event| ledger.key(&event.id)).collect()
    };
    let written = Written {
        asks: keys(|what| matches!(what, EventKind::Ask(_))),
        plans: keys(|what| matches!(what, EventKind::Plan(_))),
    };
    Ok((written, outcome))
}

fn asked(number: u64, row: &Incoming, plan: Option<Id<'static>>) -> AskEvent<'static> {
    AskEvent {
        number,
        on: row.asked_on,
        to: row.to.clone().map(Cow::Owned),
        tags: Tags::of_tags(&row.tags),
        note: row.note.clone().map(Cow::Owned),
        fear: row.fear,
        odds: row.odds,
        outcome: row.outcome,
        answered: row.answered_on.filter(|&day| day != row.asked_on),
        sting: row.sting,
        pull: row.pull,
        plan,
        src: Some(row.src),
        text: Cow::Owned(row.text.as_str().to_owned()),
    }
}

fn planned(number: u64, row: &Incoming) -> Planned<'static> {
    Planned {
        number,
        text: Cow::Owned(row.text.as_str().to_owned()),
        to: row.to.clone().map(Cow::Owned),
        tags: Tags::of_tags(&row.tags),
        note: row.note.clone().map(Cow::Owned),
        fear: row.fear,
        odds: row.odds,
        pull: row.pull,
        by: row.due,
        src: Some(row.src),
    }
}

fn stepped(row: &Incoming, on: Day, ask: Id<'static>) -> Option<Stepped<'static>> {
    let step = row.step.as_ref()?;
    Some(Stepped {
        ask,
        step: Cow::Owned(step.as_str().to_owned()),
        on,
        due: row.due.filter(|&due| due >= on),
        note: None,
    })
}

/// The asks as they would be, with the numbers and ids that they would get if nothing else came
/// in between.
pub(super) fn foreseen(
    fresh: &[Fresh],
    ledger: &Ledger,
    device: &str,
    logged_at: &str,
) -> (Vec<Ask>, Vec<Plan>) {
    let (mut asks, mut plans) = (Vec::new(), Vec::new());
    let (mut number, mut plan_number) = (ledger.highest_number, ledger.highest_plan);
    for (Fresh { row, plan }, seq) in fresh.iter().zip(ledger.highest_seq + 1..) {
        let tags = row.tags.iter().map(|tag| tag.as_str().to_owned()).collect();
        if row.is_plan {
            plan_number += 1;
            plans.push(Plan {
                key: Key { seq, device: 0 },
                number: plan_number,
                text: row.text.as_str().to_owned(),
                to: row.to.clone(),
                tags,
                note: row.note.clone(),
                fear: row.fear,
                odds: row.odds,
                pull: row.pull,
                by: row.due,
                src: Some(row.src),
                logged_at: logged_at.to_owned(),
                standing: crate::domain::ledger::Status::Active,
            });
            continue;
        }
        number += 1;
        let plan = plan.and_then(|plan| ledger.plans.get(&plan));
        asks.push(Ask {
            number,
            id: format!("{device}-{seq}"),
            text: row.text.as_str().to_owned(),
            outcome: row.outcome,
            asked_on: row.asked_on,
            answered_on: row.answered_on,
            to: row.to.clone(),
            tags,
            note: row.note.clone(),
            fear: row.fear,
            odds: row.odds,
            sting: row.sting,
            pull: row.pull,
            plan: plan.map(|plan| plan.number),
            steps: Vec::new(),
            due: row.due.filter(|_| row.step.is_some()),
            logged_at: logged_at.to_owned(),
        });
    }
    (asks, plans)
}
