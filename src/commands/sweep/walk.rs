//! The walk through silent asks at a terminal. Each answer is written as it is given, all as one
//! batch, so that whatever ends the walk, none is lost, and one undo takes them back.

use super::{answer, tell};
use crate::cli::date_expression::{self, Bias};
use crate::cli::values;
use crate::commands::answer::stung;
use crate::commands::confirmation::{EarlierState, id_of, words};
use crate::commands::context::Context;
use crate::commands::log::interactive::sting_question;
use crate::commands::pick::tell_choice;
use crate::commands::reference::AskNames;
use crate::domain::ask::{Ask, Rating};
use crate::domain::day::Day;
use crate::domain::ledger::{Key, Record};
use crate::domain::outcome::Outcome;
use crate::error::{Exit, with_unsaved_input};
use crate::journal::event::{EventKind, Id};
use crate::journal::folder::Journal;
use crate::journal::writer::Writer;
use crate::questions::{Questions, Typed};
use crate::render::{escape, format};

/// Asks about one ask after the other, and tells at the end what was answered.
///
/// # Errors
/// Interrupted on Ctrl-C, else if an answer cannot be written. The answers before it
/// are kept, and shown.
pub(super) fn walk(
    rows: &[Record],
    mut journal: Journal,
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    let before = EarlierState::new(&journal.ledger, context);
    let mut walk = SweepWalk::through(rows, &mut journal)?;
    // The journal is read again for each answer; two of ten years take twice the memory.
    drop(journal);
    let ended = walk.go(context);
    let keys = walk.answered();
    if keys.is_empty() {
        if ended.is_ok() {
            context.system.print(b"Nothing was changed.\n")?;
        }
    } else {
        tell(&keys, before, &mut context.read()?, context)?;
    }
    ended.map(|()| Exit::Done)
}

/// One ask of the walk.
struct SweepStep {
    key: Key,
    name: String,
    ask: Ask,
    /// What was written about it so far.
    written: Vec<Id<'static>>,
}

struct SweepWalk {
    stops: Vec<SweepStep>,
    /// The first event of the walk.
    batch: Option<Id<'static>>,
}

/// What is said to the question about an ask.
enum Reply {
    Answer(Outcome, Day),
    Waits,
    Back,
    Quit,
}

/// Where the walk goes from an ask.
enum SweepMove {
    On,
    Back,
    Again,
    End,
}

impl SweepWalk {
    fn through(rows: &[Record], journal: &mut Journal) -> anyhow::Result<Self> {
        let asks = words(journal, rows)?;
        let names = AskNames::of_ledger(&journal.ledger);
        let stops = rows.iter().zip(asks).map(|(row, ask)| SweepStep {
            key: row.key(),
            name: names.of(row),
            ask,
            written: Vec::new(),
        });
        Ok(Self {
            stops: stops.collect(),
            batch: None,
        })
    }

    fn answered(&self) -> Vec<Key> {
        let answered = self.stops.iter().filter(|stop| !stop.written.is_empty());
        answered.map(|stop| stop.key).collect()
    }

    fn go(&mut self, context: &mut Context<'_>) -> anyhow::Result<()> {
        let count = self.stops.len();
        let waiting = format::counted(count as u64, "ask is", "asks are");
        Questions::new(context.system).tell(&format!(
            "{waiting} still waiting. For each: no, yes or ghosted (n, y, g), with a day if it \
             wasn't today. Enter leaves it waiting, b goes back, q stops. Each answer is kept as \
             you give it."
        ))?;
        let mut index = 0;
        while let Some(stop) = self.stops.get_mut(index) {
            let place = format!("{} of {count}", index + 1);
            match stop.visit(&place, &mut self.batch, context)? {
                SweepMove::On => index += 1,
                SweepMove::Again => {}
                SweepMove::End => break,
                SweepMove::Back if index == 0 => {
                    Questions::new(context.system).tell("This is the first one.")?;
                }
                SweepMove::Back => {
                    index -= 1;
                    if let Some(stop) = self.stops.get_mut(index) {
                        stop.take_back(&mut self.batch, context)?;
                    }
                }
            }
        }
        Ok(())
    }
}

impl SweepStep {
    /// Asks about it, and writes the answer down.
    fn visit(
        &mut self,
        place: &str,
        batch: &mut Option<Id<'static>>,
        context: &mut Context<'_>,
    ) -> anyhow::Result<SweepMove> {
        Questions::new(context.system).tell(&format!("\n{place}"))?;
        tell_choice("#", &self.ask, &self.name, context)?;
        let (typed, reply) = self.ask_for_reply(context)?;
        match reply {
            Reply::Quit => Ok(SweepMove::End),
            Reply::Back => Ok(SweepMove::Back),
            Reply::Waits => Ok(SweepMove::On),
            Reply::Answer(outcome, on) => {
                let kept = self.keep(outcome, on, batch, context);
                let is_kept = with_unsaved_input(kept, || vec![typed])?;
                if is_kept && outcome == Outcome::No {
                    return self.ask_for_sting(batch, context);
                }
                Ok(SweepMove::On)
            }
        }
    }

    fn ask_for_reply(&self, context: &mut Context<'_>) -> anyhow::Result<(String, Reply)> {
        let today = context.today();
        let mut questions = Questions::new(context.system);
        loop {
            let typed = match questions.said("No, yes, ghosted, or Enter?")? {
                Typed::Nothing => return Ok((String::new(), Reply::Waits)),
                Typed::End => return Ok((String::new(), Reply::Quit)),
                Typed::Words(typed) => typed,
            };
            match reply(&typed, self.ask.asked_on, today) {
                Ok(reply) => return Ok((typed, reply)),
                Err(why) => questions.tell(&escape::one_line(&format::sentence(&why)))?,
            }
        }
    }

    /// Asks how much a no hurt. It is written down already, so whatever ends this loses nothing.
    fn ask_for_sting(
        &mut self,
        batch: &mut Option<Id<'static>>,
        context: &mut Context<'_>,
    ) -> anyhow::Result<SweepMove> {
        let question = sting_question(&context.style);
        let mut questions = Questions::new(context.system);
        let sting = loop {
            match questions.said(&question)? {
                Typed::Nothing => return Ok(SweepMove::On),
                Typed::End => return Ok(SweepMove::End),
                Typed::Words(typed) => match typed.as_str() {
                    "b" | "back" => {
                        self.take_back(batch, context)?;
                        return Ok(SweepMove::Again);
                    }
                    "q" | "quit" | "stop" => return Ok(SweepMove::End),
                    typed => match values::rating(typed) {
                        Ok(sting) => break sting,
                        Err(why) => questions.tell(&format::sentence(&format!("{why}.")))?,
                    },
                },
            }
        };
        self.keep_sting(sting, batch, context)?;
        Ok(SweepMove::On)
    }

    /// Writes the answer down, unless the ask was answered meanwhile; whether it was.
    fn keep(
        &mut self,
        outcome: Outcome,
        on: Day,
        batch: &mut Option<Id<'static>>,
        context: &mut Context<'_>,
    ) -> anyhow::Result<bool> {
        let mut writer = context.write()?;
        let ledger = &writer.journal.ledger;
        let row = ledger.pending().find(|row| row.key() == self.key).copied();
        let Some(row) = row else {
            let name = &self.name;
            let told = format!("#{name} isn't waiting any more; it was left as it is.");
            drop(writer);
            Questions::new(context.system).tell(&told)?;
            return Ok(false);
        };
        let happened = answer(ledger, &row, outcome, on);
        self.write(happened, &mut writer, batch, context)?;
        Ok(true)
    }

    fn keep_sting(
        &mut self,
        sting: Rating,
        batch: &mut Option<Id<'static>>,
        context: &mut Context<'_>,
    ) -> anyhow::Result<()> {
        let mut writer = context.write()?;
        let Some(row) = writer.journal.ledger.get(self.key).copied() else {
            return Ok(());
        };
        let edited = stung(id_of(&writer.journal.ledger, &row), sting);
        self.write(edited, &mut writer, batch, context)
    }

    /// Takes back what was written about it, if anything was.
    fn take_back(
        &mut self,
        batch: &mut Option<Id<'static>>,
        context: &mut Context<'_>,
    ) -> anyhow::Result<()> {
        if self.written.is_empty() {
            return Ok(());
        }
        let of = self.written.clone();
        let mut writer = context.write()?;
        writer.commit_part(
            &context.system.now(0)?.stamp(),
            vec![EventKind::Undo { of }],
            batch,
        )?;
        self.written.clear();
        Ok(())
    }

    fn write(
        &mut self,
        happened: EventKind<'static>,
        writer: &mut Writer,
        batch: &mut Option<Id<'static>>,
        context: &mut Context<'_>,
    ) -> anyhow::Result<()> {
        let stamp = context.system.now(0)?.stamp();
        let events = writer.commit_part(&stamp, vec![happened], batch)?;
        self.written
            .extend(events.into_iter().map(|event| event.id));
        Ok(())
    }
}

/// What is meant by `no`, `y friday`, `ghosted`, `b`, `q`.
fn reply(typed: &str, asked_on: Day, today: Day) -> Result<Reply, String> {
    let (first, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let outcome = match first.to_lowercase().as_str() {
        "n" | "no" => Outcome::No,
        "y" | "yes" => Outcome::Yes,
        "g" | "ghosted" => Outcome::Ghosted,
        "p" | "pending" | "w" | "waiting" if rest.is_empty() => return Ok(Reply::Waits),
        "b" | "back" if rest.is_empty() => return Ok(Reply::Back),
        "q" | "quit" | "stop" if rest.is_empty() => return Ok(Reply::Quit),
        _ => return Err("type no, yes or ghosted, b to go back, or q to stop.".to_owned()),
    };
    if rest.trim().is_empty() {
        return Ok(Reply::Answer(outcome, today.max(asked_on)));
    }
    let day =
        date_expression::parse(rest.trim(), today, Bias::Past).map_err(|why| format!("{why}."))?;
    if day > today {
        return Err(format!("{} is in the future.", format::day(day, today)));
    }
    if day < asked_on {
        let (day, asked_on) = (format::day(day, today), format::day(asked_on, today));
        return Err(format!("{day} is before the ask, which was on {asked_on}."));
    }
    Ok(Reply::Answer(outcome, day))
}
