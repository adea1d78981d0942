//! The walk through silent asks at a terminal. Each answer is written as it is given, all as one
//! batch, so that whatever ends the walk, none is lost, and one undo takes them back.

use super::{answer, tell};
use crate::cli::values;
use crate::cli::when::{self, Toward};
use crate::commands::answer::conversation::sting_question;
use crate::commands::ask::{Before, id_of, words};
use crate::commands::pick::tell_choice;
use crate::commands::reference::Names;
use crate::commands::session::Session;
use crate::domain::ask::{Ask, Rating};
use crate::domain::day::Day;
use crate::domain::ledger::{Key, Row};
use crate::domain::outcome::Outcome;
use crate::failure::{Exit, giving_back};
use crate::journal::event::{Changes, Edited, Id, What};
use crate::journal::folder::Journal;
use crate::journal::writer::Writer;
use crate::questions::{Questions, Said};
use crate::render::{safe, wording};

/// Asks about one ask after the other, and tells at the end what was answered.
///
/// # Errors
/// Interrupted on Ctrl-C, else if an answer cannot be written. The answers before it
/// are kept, and told.
pub(super) fn walk(
    rows: &[Row],
    mut journal: Journal,
    session: &mut Session<'_>,
) -> anyhow::Result<Exit> {
    let before = Before::of(&journal.ledger, session);
    let mut walk = Walk::through(rows, &mut journal)?;
    // The journal is read again for each answer; two of ten years take twice the memory.
    drop(journal);
    let ended = walk.go(session);
    let keys = walk.answered();
    if keys.is_empty() {
        if ended.is_ok() {
            session.system.print(b"Nothing was changed.\n")?;
        }
    } else {
        tell(&keys, before, &mut session.read()?, session)?;
    }
    ended.map(|()| Exit::Done)
}

/// One ask of the walk.
struct Stop {
    key: Key,
    name: String,
    ask: Ask,
    /// What was written about it so far.
    written: Vec<Id<'static>>,
}

struct Walk {
    stops: Vec<Stop>,
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
enum Next {
    On,
    Back,
    Again,
    End,
}

impl Walk {
    fn through(rows: &[Row], journal: &mut Journal) -> anyhow::Result<Self> {
        let asks = words(journal, rows)?;
        let names = Names::of_ledger(&journal.ledger);
        let stops = rows.iter().zip(asks).map(|(row, ask)| Stop {
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

    fn go(&mut self, session: &mut Session<'_>) -> anyhow::Result<()> {
        let count = self.stops.len();
        let waiting = wording::counted(count as u64, "ask is", "asks are");
        Questions::new(session.system).tell(&format!(
            "{waiting} still waiting. For each: no, yes or ghosted (n, y, g), with a day if it \
             wasn't today. Enter leaves it waiting, b goes back, q stops. Each answer is kept as \
             you give it."
        ))?;
        let mut index = 0;
        while let Some(stop) = self.stops.get_mut(index) {
            let place = format!("{} of {count}", index + 1);
            match stop.visit(&place, &mut self.batch, session)? {
                Next::On => index += 1,
                Next::Again => {}
                Next::End => break,
                Next::Back if index == 0 => {
                    Questions::new(session.system).tell("This is the first one.")?;
                }
                Next::Back => {
                    index -= 1;
                    if let Some(stop) = self.stops.get_mut(index) {
                        stop.take_back(&mut self.batch, session)?;
                    }
                }
            }
        }
        Ok(())
    }
}

impl Stop {
    /// Asks about it, and writes the answer down.
    fn visit(
        &mut self,
        place: &str,
        batch: &mut Option<Id<'static>>,
        session: &mut Session<'_>,
    ) -> anyhow::Result<Next> {
        Questions::new(session.system).tell(&format!("\n{place}"))?;
        tell_choice("#", &self.ask, &self.name, session)?;
        let (typed, reply) = self.ask_for_reply(session)?;
        match reply {
            Reply::Quit => Ok(Next::End),
            Reply::Back => Ok(Next::Back),
            Reply::Waits => Ok(Next::On),
            Reply::Answer(outcome, on) => {
                let kept = self.keep(outcome, on, batch, session);
                let is_kept = giving_back(kept, || vec![typed])?;
                if is_kept && outcome == Outcome::No {
                    return self.ask_for_sting(batch, session);
                }
                Ok(Next::On)
            }
        }
    }

    fn ask_for_reply(&self, session: &mut Session<'_>) -> anyhow::Result<(String, Reply)> {
        let today = session.today();
        let mut questions = Questions::new(session.system);
        loop {
            let typed = match questions.said("No, yes, ghosted, or Enter?")? {
                Said::Nothing => return Ok((String::new(), Reply::Waits)),
                Said::End => return Ok((String::new(), Reply::Quit)),
                Said::Words(typed) => typed,
            };
            match reply(&typed, self.ask.asked_on, today) {
                Ok(reply) => return Ok((typed, reply)),
                Err(why) => questions.tell(&safe::one_line(&wording::sentence(&why)))?,
            }
        }
    }

    /// Asks how much a no hurt. It is written down already, so whatever ends this loses nothing.
    fn ask_for_sting(
        &mut self,
        batch: &mut Option<Id<'static>>,
        session: &mut Session<'_>,
    ) -> anyhow::Result<Next> {
        let question = sting_question(&session.style);
        let mut questions = Questions::new(session.system);
        let sting = loop {
            match questions.said(&question)? {
                Said::Nothing => return Ok(Next::On),
                Said::End => return Ok(Next::End),
                Said::Words(typed) => match typed.as_str() {
                    "b" | "back" => {
                        self.take_back(batch, session)?;
                        return Ok(Next::Again);
                    }
                    "q" | "quit" | "stop" => return Ok(Next::End),
                    typed => match values::rating(typed) {
                        Ok(sting) => break sting,
                        Err(why) => questions.tell(&wording::sentence(&format!("{why}.")))?,
                    },
                },
            }
        };
        self.keep_sting(sting, batch, session)?;
        Ok(Next::On)
    }

    /// Writes the answer down, unless the ask was answered meanwhile; whether it was.
    fn keep(
        &mut self,
        outcome: Outcome,
        on: Day,
        batch: &mut Option<Id<'static>>,
        session: &mut Session<'_>,
    ) -> anyhow::Result<bool> {
        let mut writer = session.write()?;
        let ledger = &writer.journal.ledger;
        let row = ledger.pending().find(|row| row.key() == self.key).copied();
        let Some(row) = row else {
            let name = &self.name;
            let told = format!("#{name} isn't waiting any more; it was left as it is.");
            drop(writer);
            Questions::new(session.system).tell(&told)?;
            return Ok(false);
        };
        let happened = answer(ledger, &row, outcome, on);
        self.write(happened, &mut writer, batch, session)?;
        Ok(true)
    }

    fn keep_sting(
        &mut self,
        sting: Rating,
        batch: &mut Option<Id<'static>>,
        session: &mut Session<'_>,
    ) -> anyhow::Result<()> {
        let mut writer = session.write()?;
        let Some(row) = writer.journal.ledger.get(self.key).copied() else {
            return Ok(());
        };
        let edited = What::Edit(Edited {
            ask: id_of(&writer.journal.ledger, &row),
            set: Changes {
                sting: Some(Some(sting)),
                ..Changes::default()
            },
        });
        self.write(edited, &mut writer, batch, session)
    }

    /// Takes back what was written about it, if anything was.
    fn take_back(
        &mut self,
        batch: &mut Option<Id<'static>>,
        session: &mut Session<'_>,
    ) -> anyhow::Result<()> {
        if self.written.is_empty() {
            return Ok(());
        }
        let of = self.written.clone();
        let mut writer = session.write()?;
        writer.commit_part(
            &session.system.now(0)?.stamp(),
            vec![What::Undo { of }],
            batch,
        )?;
        self.written.clear();
        Ok(())
    }

    fn write(
        &mut self,
        happened: What<'static>,
        writer: &mut Writer,
        batch: &mut Option<Id<'static>>,
        session: &mut Session<'_>,
    ) -> anyhow::Result<()> {
        let stamp = session.system.now(0)?.stamp();
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
    let day = when::parse(rest.trim(), today, Toward::Past).map_err(|why| format!("{why}."))?;
    if day > today {
        return Err(format!("{} is in the future.", wording::day(day, today)));
    }
    if day < asked_on {
        let (day, asked_on) = (wording::day(day, today), wording::day(asked_on, today));
        return Err(format!(
            "{day} lies before the ask, which was on {asked_on}."
        ));
    }
    Ok(Reply::Answer(outcome, day))
}
