//! `nos sweep`: the asks that were never answered, one by one or all at once.

mod walk;

use super::confirmation::{Confirmation, EarlierState, id_of, words};
use super::context::{Context, current_goal};
use super::list::{known_person, told_of_unknown_tag};
use super::marks::{TaggedWords, marked};
use super::reference::AskNames;
use super::search;
use crate::cli::change::SweepArgs;
use crate::domain::ask::Ask;
use crate::domain::daily_counts::DailyCounts;
use crate::domain::day::Day;
use crate::domain::filter::Filter;
use crate::domain::ledger::{Key, Ledger, Record};
use crate::domain::outcome::Outcome;
use crate::error::{Exit, Failure};
use crate::journal::event::{Answered, EventKind};
use crate::journal::folder::Journal;
use crate::render::json::SeveralAsks;
use crate::render::style::Ink;
use crate::render::table::{Align, Table, TableCell};
use crate::render::{escape, format};

/// Goes through the asks that have waited for too long.
///
/// # Errors
/// If there is no terminal to ask on, or it cannot be written.
pub(crate) fn run(args: &SweepArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let mut typed = marked(&args.words, context.words_after_dashes, args.to.as_deref())?;
    typed.tags.extend_from_slice(&args.tags);
    let which = SweepFilter { args, typed };
    if args.ghosted && !args.dry_run {
        return which.mark_ghosted(context);
    }
    let mut journal = context.read()?;
    let to = which.typed.to.as_deref();
    known_person(to, "sweep", &journal.ledger, context)?;
    let rows = which.silent(&mut journal, context)?;
    if args.dry_run || rows.is_empty() {
        which.list(&rows, &mut journal, context)?;
        return Ok(Exit::Done);
    }
    if !context.may_ask() {
        let waiting = format::asks(rows.len() as u64);
        return Err(Failure::usage(format!(
            "sweep asks about {waiting} one by one, which takes a terminal"
        ))
        .hint("nos sweep --dry-run")
        .into());
    }
    walk::walk(&rows, journal, context)
}

/// Which asks are swept.
struct SweepFilter<'a> {
    args: &'a SweepArgs,
    /// The words, tags and person that all of them have.
    typed: TaggedWords,
}

impl SweepFilter<'_> {
    /// The asks that have waited for too long, oldest first.
    fn silent(&self, journal: &mut Journal, context: &Context<'_>) -> anyhow::Result<Vec<Record>> {
        let (today, wait) = (context.today(), &context.config.settings.wait);
        let Journal { ledger, words, .. } = journal;
        let filter = Filter {
            outcomes: vec![Outcome::Pending],
            tags: self.typed.tags.clone(),
            to: self.typed.to.clone(),
            asked_in: None,
        };
        let matcher = filter.on(ledger);
        let is_silent = |row: &&Record| {
            let of_tags = || wait.days(ledger.tags.names(row.tags));
            let wait_days = self.args.older_than.unwrap_or_else(of_tags);
            matcher.matches(row) && today.days_since(row.asked_on) > i64::from(wait_days)
        };
        let rows = ledger.pending().filter(is_silent).collect();
        let sought = search::sought_in(&self.typed.text());
        let found = search::found(rows, &sought, ledger, words)?;
        let mut rows: Vec<Record> = found.into_iter().copied().collect();
        rows.sort_by_key(|row| (row.asked_on, row.key()));
        Ok(rows)
    }

    /// Marks all of them, in one go.
    fn mark_ghosted(&self, context: &mut Context<'_>) -> anyhow::Result<Exit> {
        let mut writer = context.write()?;
        known_person(
            self.typed.to.as_deref(),
            "sweep",
            &writer.journal.ledger,
            context,
        )?;
        let rows = self.silent(&mut writer.journal, context)?;
        if rows.is_empty() {
            self.list(&[], &mut writer.journal, context)?;
            return Ok(Exit::Done);
        }
        let before = EarlierState::new(&writer.journal.ledger, context);
        let today = context.today();
        let happened = rows
            .iter()
            .map(|row| answer(&writer.journal.ledger, row, Outcome::Ghosted, today))
            .collect();
        writer.commit(&context.now.stamp(), happened)?;
        let keys: Vec<Key> = rows.iter().map(Record::key).collect();
        tell(&keys, before, &mut writer.journal, context)?;
        Ok(Exit::Done)
    }

    /// Lists what would be swept.
    fn list(
        &self,
        rows: &[Record],
        journal: &mut Journal,
        context: &mut Context<'_>,
    ) -> anyhow::Result<()> {
        let asks = words(journal, rows)?;
        let ledger = &journal.ledger;
        let today = context.today();
        let usual_wait = context.config.settings.wait.days([]);
        let goal = current_goal(ledger, &DailyCounts::from_ledger(ledger), today);
        let names = AskNames::of_ledger(ledger);
        let listed = asks.iter().zip(rows.iter().map(|row| names.of(row)));
        context.answer(
            || SeveralAsks::new(&asks, goal.as_ref()),
            |style| {
                if asks.is_empty() {
                    return self.nothing(usual_wait);
                }
                let mut table = Table::new()
                    .column("#", Align::Right)
                    .column("Waiting for", Align::Right)
                    .cut_column("Ask", 20)
                    .cut_column("Who", 8)
                    .cut_column("Tags", 8);
                for (ask, name) in listed {
                    table.row(cells(ask, name, today));
                }
                table.draw(style)
            },
        )?;
        if asks.is_empty() {
            told_of_unknown_tag(&self.typed.tags, "sweep", &journal.ledger, context);
        }
        Ok(())
    }

    fn nothing(&self, usual_wait_days: u32) -> String {
        let typed = &self.typed;
        let is_filtered = !typed.words.is_empty() || !typed.tags.is_empty() || typed.to.is_some();
        let what = if is_filtered {
            "Nothing that matches"
        } else {
            "Nothing"
        };
        let days = format::days(self.args.older_than.unwrap_or(usual_wait_days));
        format!("{what} has been waiting for more than {days}.\n")
    }
}

fn cells(ask: &Ask, name: String, today: Day) -> Vec<TableCell> {
    let days = u64::try_from(today.days_since(ask.asked_on)).unwrap_or(0);
    let tags: Vec<String> = ask.tags.iter().map(|tag| format!("+{tag}")).collect();
    vec![
        TableCell::inked(Ink::Soft, name),
        TableCell::inked(Ink::Waiting, format::days(days)),
        TableCell::new(escape::one_line(&ask.text)),
        TableCell::inked(
            Ink::Soft,
            escape::one_line(ask.to.as_deref().unwrap_or_default()),
        ),
        TableCell::inked(Ink::Soft, escape::one_line(&tags.join(" "))),
    ]
}

fn answer(ledger: &Ledger, row: &Record, outcome: Outcome, on: Day) -> EventKind<'static> {
    EventKind::Answer(Answered {
        ask: id_of(ledger, row),
        outcome,
        on: on.max(row.asked_on),
        note: None,
        sting: None,
    })
}

fn tell(
    keys: &[Key],
    before: EarlierState,
    journal: &mut Journal,
    context: &mut Context<'_>,
) -> anyhow::Result<()> {
    let told = Confirmation {
        keys,
        before,
        replaced: Vec::new(),
        is_answer: true,
        are_several: true,
    };
    told.answer(context, journal)
}
