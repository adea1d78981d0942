//! `nos remove`: asks are taken out, or erased for good.

use super::confirmation::{id_of, words};
use super::context::{Context, current_goal};
use super::plan::PlanName;
use super::plan_change;
use super::reference::{Among, AskNames, names_several, or_picked, resolve};
use crate::cli::change::RemoveArgs;
use crate::domain::ask::Ask;
use crate::domain::daily_counts::DailyCounts;
use crate::domain::ledger::{Ledger, Record};
use crate::error::{Code, Exit, Failure};
use crate::journal::event::EventKind;
use crate::journal::writer::Writer;
use crate::questions::{Questions, Typed};
use crate::render::json::{OneAsk, SeveralAsks};
use crate::render::style::{Ink, Style};
use crate::render::wrap::command;
use crate::render::{escape, format};

/// How many asks are taken out on a terminal without a question.
const FEW: usize = 10;

/// How many asks are listed one by one.
const MOST_TOLD: usize = 20;

/// Takes out the asks that were named.
///
/// # Errors
/// If they are not found, it was declined, or it cannot be written.
pub(crate) fn run(args: &RemoveArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    if args.refs.is_empty() {
        return Err(Failure::usage("which ask do you want to remove?")
            .hint("nos remove last")
            .into());
    }
    let plans: Option<Vec<PlanName>> = args.refs.iter().map(|word| PlanName::parse(word)).collect();
    if let Some(plans) = plans {
        return plan_change::remove(&plans, args, context);
    }
    or_picked(&args.refs, among(args), context, |refs, context| {
        let args = RemoveArgs {
            refs: refs.to_vec(),
            ..args.clone()
        };
        remove(&args, context)
    })
}

fn remove(args: &RemoveArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    if args.dry_run {
        return dry_run(args, context);
    }
    if !args.force && (args.purge || context.may_ask()) {
        confirm(args, context)?;
    }
    let mut writer = context.write()?;
    let rows = resolve(
        &args.refs,
        among(args),
        &mut writer.journal,
        context.today(),
    )?;
    let asks = words(&mut writer.journal, &rows)?;
    let removal = Removal {
        names: names(&rows, &writer.journal.ledger),
        asks,
        are_several: names_several(&args.refs),
    };
    let ledger = &writer.journal.ledger;
    let happened = rows
        .iter()
        .flat_map(|row| {
            if args.purge {
                purges(ledger, row)
            } else {
                let ask = id_of(ledger, row);
                vec![EventKind::Remove { ask }]
            }
        })
        .collect();
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
        erase(&mut writer)?
    } else {
        Vec::new()
    };
    removal.tell(head, &back, &writer.journal.ledger, context)?;
    for place in unreached {
        context.warn("purge", &place, None);
    }
    Ok(Exit::Done)
}

/// The purges that leave nothing of an ask: of itself, of the same row imported elsewhere, and of the
/// plan that it was made of, which has the same words.
fn purges(ledger: &Ledger, row: &Record) -> Vec<EventKind<'static>> {
    let mut purges = vec![EventKind::Purge {
        ask: id_of(ledger, row),
        number: row.number,
    }];
    let same = ledger.same_numbers.iter();
    let same = same.filter(|(_, key)| ledger.meant(*key) == row.key());
    purges.extend(same.map(|&(number, key)| EventKind::Purge {
        ask: ledger.event_id(key),
        number,
    }));
    purges.extend(ledger.plan_of(row.key()).map(|plan| EventKind::PurgePlan {
        plan: ledger.event_id(plan.key),
        number: plan.number,
    }));
    purges
}

/// Erases what the logs still hold, and says what is out of reach.
pub(super) fn erase(writer: &mut Writer) -> anyhow::Result<Vec<String>> {
    let mut unreached = writer.erase().map_err(|error| {
        Failure::new(
            Code::Io,
            format!("it no longer counts, but its words couldn't be erased yet: {error:#}"),
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

fn dry_run(args: &RemoveArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let mut journal = context.read()?;
    let rows = resolve(&args.refs, among(args), &mut journal, context.today())?;
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
    removal.tell(head, "", &journal.ledger, context)?;
    Ok(Exit::Done)
}

/// Asks whether to go on where there is much to lose: many asks, or what undo cannot bring back.
fn confirm(args: &RemoveArgs, context: &mut Context<'_>) -> anyhow::Result<()> {
    let mut journal = context.read()?;
    let rows = resolve(&args.refs, among(args), &mut journal, context.today())?;
    if !args.purge && rows.len() <= FEW {
        return Ok(());
    }
    let which = match words(&mut journal, &rows)?.as_slice() {
        [ask] => format!("#{} '{}'", ask.number, ask.text),
        asks => format!("these {}", format::asks(asks.len() as u64)),
    };
    let declined = |why: &str| Failure::new(Code::Declined, why);
    if !context.may_ask() {
        let line = args.refs.join(" ");
        return Err(
            declined("--purge can't be undone; without a terminal it needs --force")
                .hint(format!("nos remove {line} --purge --force"))
                .into(),
        );
    }
    let question = if args.purge {
        format!("Erase {which} for good? Undo can't bring this back. (yes or no)")
    } else {
        format!("Remove {which}? (yes or no)")
    };
    let said = Questions::new(context.system).said(&escape::one_line(&question))?;
    match said {
        Typed::Words(words) if ["y", "yes"].contains(&words.to_lowercase().as_str()) => Ok(()),
        _ => Err(declined("nothing was removed").into()),
    }
}

fn names(rows: &[Record], ledger: &Ledger) -> Vec<String> {
    let names = AskNames::of_ledger(ledger);
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
        context: &mut Context<'_>,
    ) -> anyhow::Result<()> {
        let goal = current_goal(ledger, &DailyCounts::from_ledger(ledger), context.today());
        let goal = goal.as_ref();
        let done = format!("{}: #{}", head.to_lowercase(), self.names.join(", #"));
        let text = |style: &Style| self.text(head, style) + back;
        match self.asks.as_slice() {
            [ask] if !self.are_several => {
                context.answer_change(&done, || OneAsk::new(ask, goal), text)
            }
            asks => context.answer_change(&done, || SeveralAsks::new(asks, goal), text),
        }
    }

    fn text(&self, head: &str, style: &Style) -> String {
        let mut text = String::new();
        for (ask, name) in self.asks.iter().zip(&self.names).take(MOST_TOLD) {
            let place = format!("#{name}");
            let taken = head.len() + place.len() + 2 * escape::width_cols(style.dot());
            let room = style.width_cols.saturating_sub(taken).max(20);
            let told = escape::fitted(&escape::one_line(&ask.text), room, style.cut_mark());
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
