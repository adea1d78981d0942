//! `nos remove`: asks are taken out, or erased for good.

use super::ask::{id_of, words};
use super::reference::{Among, Names, names_several, or_picked, resolve};
use super::session::{Session, current_goal};
use crate::cli::change::RemoveArgs;
use crate::domain::ask::Ask;
use crate::domain::ledger::{Ledger, Row};
use crate::domain::tally::Tally;
use crate::failure::{Code, Exit, Failure};
use crate::journal::event::What;
use crate::journal::writer::Writer;
use crate::questions::{Questions, Said};
use crate::render::json::{OneAsk, SeveralAsks};
use crate::render::paragraph::command;
use crate::render::style::{Ink, Style};
use crate::render::{safe, wording};

/// How many asks are taken out on a terminal without a question.
const FEW: usize = 10;

/// How many asks are listed one by one.
const MOST_TOLD: usize = 20;

/// Takes out the asks that were named.
///
/// # Errors
/// If they are not found, it was declined, or it cannot be written.
pub(crate) fn run(args: &RemoveArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    if args.refs.is_empty() {
        return Err(Failure::usage("which ask is to be removed?")
            .hint("nos remove last")
            .into());
    }
    or_picked(&args.refs, among(args), session, |refs, session| {
        let args = RemoveArgs {
            refs: refs.to_vec(),
            ..args.clone()
        };
        remove(&args, session)
    })
}

fn remove(args: &RemoveArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    if args.dry_run {
        return dry_run(args, session);
    }
    if !args.force && (args.purge || session.may_ask()) {
        confirm(args, session)?;
    }
    let mut writer = session.write()?;
    let rows = resolve(
        &args.refs,
        among(args),
        &mut writer.journal,
        session.today(),
    )?;
    let asks = words(&mut writer.journal, &rows)?;
    let removal = Removal {
        names: names(&rows, &writer.journal.ledger),
        asks,
        are_several: names_several(&args.refs),
    };
    let happened = rows
        .iter()
        .map(|row| {
            let ask = id_of(&writer.journal.ledger, row);
            if args.purge {
                What::Purge {
                    ask,
                    number: row.number,
                }
            } else {
                What::Remove { ask }
            }
        })
        .collect();
    writer.commit(&session.now.stamp(), happened)?;
    let (head, back) = if args.purge {
        ("Erased for good", String::new())
    } else {
        (
            "Removed",
            format!("To have it back: {}\n", command("nos undo")),
        )
    };
    let unreached = if args.purge {
        erase(&mut writer)?
    } else {
        Vec::new()
    };
    removal.tell(head, &back, &writer.journal.ledger, session)?;
    for place in unreached {
        session.warn("purge", &place, None);
    }
    Ok(Exit::Done)
}

/// Erases what the logs still hold, and says what is out of reach.
fn erase(writer: &mut Writer) -> anyhow::Result<Vec<String>> {
    let mut unreached = writer.erase().map_err(|error| {
        Failure::new(
            Code::Io,
            format!("it counts no more, but its words could not be erased yet: {error:#}"),
        )
        .hint("nos doctor --repair")
    })?;
    unreached
        .push("copies in backups and in the history of a sync tool are out of reach".to_owned());
    Ok(unreached)
}

/// Removed asks can still be erased, and so can those whose logging was undone.
fn among(args: &RemoveArgs) -> Among {
    if args.purge {
        Among::Erasable
    } else {
        Among::Standing
    }
}

fn dry_run(args: &RemoveArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let mut journal = session.read()?;
    let rows = resolve(&args.refs, among(args), &mut journal, session.today())?;
    let removal = Removal {
        names: names(&rows, &journal.ledger),
        asks: words(&mut journal, &rows)?,
        are_several: names_several(&args.refs),
    };
    let head = if args.purge {
        "Would be erased for good"
    } else {
        "Would be removed"
    };
    removal.tell(head, "", &journal.ledger, session)?;
    Ok(Exit::Done)
}

/// Asks whether to go on where there is much to lose: many asks, or what undo cannot bring back.
fn confirm(args: &RemoveArgs, session: &mut Session<'_>) -> anyhow::Result<()> {
    let mut journal = session.read()?;
    let rows = resolve(&args.refs, among(args), &mut journal, session.today())?;
    if !args.purge && rows.len() <= FEW {
        return Ok(());
    }
    let which = match words(&mut journal, &rows)?.as_slice() {
        [ask] => format!("#{} '{}'", ask.number, ask.text),
        asks => format!("these {}", wording::asks(asks.len() as u64)),
    };
    let declined = |why: &str| Failure::new(Code::Declined, why);
    if !session.may_ask() {
        let line = args.refs.join(" ");
        return Err(
            declined("erasing cannot be undone, and nobody is here to be asked")
                .hint(format!("nos remove {line} --purge --force"))
                .into(),
        );
    }
    let question = if args.purge {
        format!("Erase {which} for good? Undo cannot bring this back. (yes or no)")
    } else {
        format!("Remove {which}? (yes or no)")
    };
    let said = Questions::new(session.system).said(&safe::one_line(&question))?;
    match said {
        Said::Words(words) if ["y", "yes"].contains(&words.to_lowercase().as_str()) => Ok(()),
        _ => Err(declined("nothing was removed").into()),
    }
}

fn names(rows: &[Row], ledger: &Ledger) -> Vec<String> {
    let names = Names::of_ledger(ledger);
    rows.iter().map(|row| names.of(row)).collect()
}

/// The asks as they were before they were taken out.
struct Removal {
    asks: Vec<Ask>,
    names: Vec<String>,
    are_several: bool,
}

impl Removal {
    fn tell(
        &self,
        head: &str,
        back: &str,
        ledger: &Ledger,
        session: &mut Session<'_>,
    ) -> anyhow::Result<()> {
        let goal = current_goal(ledger, &Tally::of(ledger.asks()), session.today());
        let goal = goal.as_ref();
        let done = format!("{}: #{}", head.to_lowercase(), self.names.join(", #"));
        let text = |style: &Style| self.text(head, style) + back;
        match self.asks.as_slice() {
            [ask] if !self.are_several => {
                session.answer_change(&done, || OneAsk::of(ask, goal), text)
            }
            asks => session.answer_change(&done, || SeveralAsks::of(asks, goal), text),
        }
    }

    fn text(&self, head: &str, style: &Style) -> String {
        let mut text = String::new();
        for (ask, name) in self.asks.iter().zip(&self.names).take(MOST_TOLD) {
            let place = format!("#{name}");
            let taken = head.len() + place.len() + 2 * safe::width_cols(style.dot());
            let room = style.width_cols.saturating_sub(taken).max(20);
            let told = safe::fitted(&safe::one_line(&ask.text), room, style.cut_mark());
            let parts = [head.to_owned(), told, style.ink(Ink::Soft, &place)];
            text.push_str(&parts.join(style.dot()));
            text.push('\n');
        }
        let left = self.asks.len().saturating_sub(MOST_TOLD);
        if left > 0 {
            text.push_str(&format!("and {left} more\n"));
        }
        text
    }
}
