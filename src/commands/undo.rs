//! `nos undo` and `nos redo`: the last change made on this device is taken back, or done again.

use serde::Serialize;

use super::context::Context;
use super::summary;
use crate::cli::change::UndoArgs;
use crate::domain::ledger::Ledger;
use crate::error::{Code, Exit, Failure};
use crate::journal::event::{Event, EventKind, Id};
use crate::journal::folder::Journal;
use crate::journal::scan;
use crate::journal::undo_stack::{StackMove, UndoStack};
use crate::render::escape;
use crate::render::wrap::command;

/// How many events of a step are shown one by one.
const MOST_TOLD: usize = 10;

/// How far back the last step is looked for, in asks of this device: first nearby, in the end
/// everywhere. A journal of ten years is not kept in memory for what was done a minute ago.
const REACHES: [usize; 3] = [100, 10_000, usize::MAX];

/// Which way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SearchRange {
    /// Undo.
    Back,
    /// Redo.
    Again,
}

/// Takes the last step back, or does the last one that was taken back again.
///
/// # Errors
/// If there is none, or it cannot be written.
pub(crate) fn run(
    way: SearchRange,
    args: &UndoArgs,
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    if args.dry_run {
        let mut journal = context.read()?;
        let step = step(way, &mut journal, &context.own_names()?)?;
        let head = match way {
            SearchRange::Back => "Would undo",
            SearchRange::Again => "Would redo",
        };
        context.answer(|| step.json(way), |_| step.text(head))?;
        return Ok(Exit::Done);
    }
    let mut writer = context.write()?;
    let own_names = writer.own_names();
    let step = step(way, &mut writer.journal, &own_names)?;
    let of: Vec<Id<'static>> = step.ids.clone();
    let (what, head, back) = match way {
        SearchRange::Back => (
            EventKind::Undo { of },
            "Undone",
            format!("Bring it back: {}\n", command("nos redo")),
        ),
        SearchRange::Again => (EventKind::Redo { of }, "Redone", String::new()),
    };
    writer.commit(&context.now.stamp(), vec![what])?;
    context.answer_change(
        &format!("{head}: {}", step.first()),
        || step.json(way),
        |_| step.text(head) + &back,
    )?;
    Ok(Exit::Done)
}

/// What one command did, in words.
struct UndoneStep {
    ids: Vec<Id<'static>>,
    told: Vec<UndoneEvent>,
}

#[derive(Serialize)]
struct UndoneEvent {
    id: String,
    kind: &'static str,
    summary: String,
    /// What is said of it to a person.
    #[serde(skip)]
    in_short: String,
}

fn step(
    way: SearchRange,
    journal: &mut Journal,
    own_names: &[String],
) -> anyhow::Result<UndoneStep> {
    let Some(events) = last_step(way, journal, own_names)? else {
        let (none, hint) = match way {
            SearchRange::Back => ("there's nothing to undo on this device", "nos list"),
            SearchRange::Again => (
                "there's nothing to redo: nothing was undone since the last change",
                "nos undo",
            ),
        };
        return Err(Failure::new(Code::NothingToUndo, none).hint(hint).into());
    };
    let mut told = Vec::with_capacity(events.len());
    for event in &events {
        let text = text_of(event, journal)?;
        told.push(UndoneEvent {
            id: event.id.to_string(),
            kind: event.what.kind().name(),
            summary: summary::with_ask(&event.what, text.as_deref()),
            in_short: summary::in_short(&event.what, text.as_deref()),
        });
    }
    Ok(UndoneStep {
        ids: events.iter().map(|event| event.id.clone()).collect(),
        told,
    })
}

/// The events of the step that comes next; none if there is none.
fn last_step(
    way: SearchRange,
    journal: &Journal,
    own_names: &[String],
) -> anyhow::Result<Option<Vec<Event<'static>>>> {
    let ledger = &journal.ledger;
    let is_own = |device: &str| own_names.iter().any(|name| name == device);
    let own_asks = || {
        let asks = ledger.asks_and_removed().rev();
        asks.filter(|row| is_own(ledger.device(row.device)))
    };
    for reach in REACHES {
        let from = own_asks().nth(reach).map_or(0, |row| row.seq);
        let events = scan::events(journal, |event| {
            let is_recent = is_own(&event.id.device) && event.id.seq >= from;
            is_recent || event.what.is_undo_or_redo()
        })?;
        let steps = UndoStack::new(events, own_names, from, |event| is_purged(event, ledger));
        let next = match way {
            SearchRange::Back => steps.to_undo(),
            SearchRange::Again => steps.to_redo(),
        };
        match next {
            StackMove::Step(events) => return Ok(Some(events.to_vec())),
            StackMove::Nothing => return Ok(None),
            StackMove::FurtherBack => {}
        }
    }
    Ok(None)
}

/// Whether nothing is left of the ask that it is about.
fn is_purged(event: &Event<'_>, ledger: &Ledger) -> bool {
    let ask = match &event.what {
        what if what.is_made() => Some(&event.id),
        what => what.about(),
    };
    ask.and_then(|ask| ledger.key(ask))
        .is_some_and(|key| ledger.purged.contains(&key))
}

/// The text of the ask that an event is about; none where it is about no ask that is there.
fn text_of(event: &Event<'_>, journal: &mut Journal) -> anyhow::Result<Option<String>> {
    if let EventKind::Ask(asked) = &event.what {
        return Ok(Some(asked.text.to_string()));
    }
    let Journal { ledger, words, .. } = journal;
    let about = event
        .what
        .about()
        .and_then(|ask| ledger.key(ask))
        .map(|key| ledger.meant(key));
    if let Some(plan) = about.and_then(|key| ledger.plans.get(&key)) {
        return Ok(Some(plan.text.clone()));
    }
    let row = about.and_then(|key| ledger.get(key).copied());
    Ok(row
        .map(|row| words.ask(ledger, &row))
        .transpose()?
        .map(|ask| ask.text))
}

impl UndoneStep {
    fn first(&self) -> &str {
        self.told.first().map_or("a change", |told| &told.in_short)
    }

    fn text(&self, head: &str) -> String {
        let mut text = String::new();
        for told in self.told.iter().take(MOST_TOLD) {
            let line = escape::one_line(&format!("{head}: {}", told.in_short));
            text.extend([line.trim_end_matches('.'), ".\n"]);
        }
        let left = self.told.len().saturating_sub(MOST_TOLD);
        if left > 0 {
            text.push_str(&format!("And {left} more, all in one step.\n"));
        }
        text
    }

    fn json(&self, way: SearchRange) -> StepJson<'_> {
        let told = Some(self.told.as_slice());
        let (undone, redone) = match way {
            SearchRange::Back => (told, None),
            SearchRange::Again => (None, told),
        };
        StepJson {
            schema: "nos.undo/1",
            undone,
            redone,
        }
    }
}

#[derive(Serialize)]
struct StepJson<'a> {
    schema: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    undone: Option<&'a [UndoneEvent]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    redone: Option<&'a [UndoneEvent]>,
}
