//! `nos sweep`: the asks that nobody ever answered, one by one or all at once.

mod walk;

use super::ask::{Before, Told, id_of, words};
use super::list::{known_person, told_of_unknown_tag};
use super::marks::{Marked, marked};
use super::reference::Names;
use super::search;
use super::session::{Session, current_goal};
use crate::cli::change::SweepArgs;
use crate::domain::ask::Ask;
use crate::domain::day::Day;
use crate::domain::filter::Filter;
use crate::domain::ledger::{Key, Ledger, Row};
use crate::domain::outcome::Outcome;
use crate::domain::tally::Tally;
use crate::failure::{Exit, Failure};
use crate::journal::event::{Answered, What};
use crate::journal::folder::Journal;
use crate::render::json::SeveralAsks;
use crate::render::style::Ink;
use crate::render::table::{Align, Cell, Table};
use crate::render::{safe, wording};

/// Goes through the asks that have waited for too long.
///
/// # Errors
/// If nobody is there to be asked, or it cannot be written.
pub(crate) fn run(args: &SweepArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let mut typed = marked(&args.words, session.words_after_dashes, args.to.as_deref())?;
    typed.tags.extend_from_slice(&args.tags);
    let which = Which { args, typed };
    if args.ghosted && !args.dry_run {
        return which.mark_ghosted(session);
    }
    let mut journal = session.read()?;
    let to = which.typed.to.as_deref();
    known_person(to, "sweep", &journal.ledger, session)?;
    let rows = which.silent(&mut journal, session)?;
    if args.dry_run || rows.is_empty() {
        which.list(&rows, &mut journal, session)?;
        return Ok(Exit::Done);
    }
    if !session.may_ask() {
        let waiting = wording::asks(rows.len() as u64);
        return Err(Failure::usage(format!(
            "sweep asks about {waiting} one by one, which takes a terminal"
        ))
        .hint("nos sweep --dry-run")
        .into());
    }
    walk::walk(&rows, journal, session)
}

/// Which asks are swept.
struct Which<'a> {
    args: &'a SweepArgs,
    /// The words, tags and person that all of them have.
    typed: Marked,
}

impl Which<'_> {
    /// The asks that have waited for too long, oldest first.
    fn silent(&self, journal: &mut Journal, session: &Session<'_>) -> anyhow::Result<Vec<Row>> {
        let (today, wait) = (session.today(), &session.config.settings.wait);
        let Journal { ledger, words, .. } = journal;
        let filter = Filter {
            outcomes: vec![Outcome::Pending],
            tags: self.typed.tags.clone(),
            to: self.typed.to.clone(),
            asked_in: None,
        };
        let sieve = filter.on(ledger);
        let is_silent = |row: &&Row| {
            let of_tags = || wait.days(ledger.tags.names(row.tags));
            let wait_days = self.args.older_than.unwrap_or_else(of_tags);
            sieve.lets_through(row) && today.days_since(row.asked_on) > i64::from(wait_days)
        };
        let rows = ledger.pending().filter(is_silent).collect();
        let sought = search::sought_in(&self.typed.text());
        let found = search::found(rows, &sought, ledger, words)?;
        let mut rows: Vec<Row> = found.into_iter().copied().collect();
        rows.sort_by_key(|row| (row.asked_on, row.key()));
        Ok(rows)
    }

    /// Marks all of them, in one go.
    fn mark_ghosted(&self, session: &mut Session<'_>) -> anyhow::Result<Exit> {
        let mut writer = session.write()?;
        known_person(
            self.typed.to.as_deref(),
            "sweep",
            &writer.journal.ledger,
            session,
        )?;
        let rows = self.silent(&mut writer.journal, session)?;
        if rows.is_empty() {
            self.list(&[], &mut writer.journal, session)?;
            return Ok(Exit::Done);
        }
        let before = Before::of(&writer.journal.ledger, session);
        let today = session.today();
        let happened = rows
            .iter()
            .map(|row| answer(&writer.journal.ledger, row, Outcome::Ghosted, today))
            .collect();
        writer.commit(&session.now.stamp(), happened)?;
        let keys: Vec<Key> = rows.iter().map(Row::key).collect();
        tell(&keys, before, &mut writer.journal, session)?;
        Ok(Exit::Done)
    }

    /// Lists what would be swept.
    fn list(
        &self,
        rows: &[Row],
        journal: &mut Journal,
        session: &mut Session<'_>,
    ) -> anyhow::Result<()> {
        let asks = words(journal, rows)?;
        let ledger = &journal.ledger;
        let today = session.today();
        let usual_wait = session.config.settings.wait.days([]);
        let goal = current_goal(ledger, &Tally::of(ledger.asks()), today);
        let names = Names::of_ledger(ledger);
        let listed = asks.iter().zip(rows.iter().map(|row| names.of(row)));
        session.answer(
            || SeveralAsks::of(&asks, goal.as_ref()),
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
            told_of_unknown_tag(&self.typed.tags, "sweep", &journal.ledger, session);
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
        let days = wording::days(self.args.older_than.unwrap_or(usual_wait_days));
        format!("{what} has been waiting for more than {days}.\n")
    }
}

fn cells(ask: &Ask, name: String, today: Day) -> Vec<Cell> {
    let days = u64::try_from(today.days_since(ask.asked_on)).unwrap_or(0);
    let tags: Vec<String> = ask.tags.iter().map(|tag| format!("+{tag}")).collect();
    vec![
        Cell::inked(Ink::Soft, name),
        Cell::inked(Ink::Waiting, wording::days(days)),
        Cell::new(safe::one_line(&ask.text)),
        Cell::inked(
            Ink::Soft,
            safe::one_line(ask.to.as_deref().unwrap_or_default()),
        ),
        Cell::inked(Ink::Soft, safe::one_line(&tags.join(" "))),
    ]
}

fn answer(ledger: &Ledger, row: &Row, outcome: Outcome, on: Day) -> What<'static> {
    What::Answer(Answered {
        ask: id_of(ledger, row),
        outcome,
        on: on.max(row.asked_on),
        note: None,
        sting: None,
    })
}

fn tell(
    keys: &[Key],
    before: Before,
    journal: &mut Journal,
    session: &mut Session<'_>,
) -> anyhow::Result<()> {
    let told = Told {
        keys,
        before,
        replaced: Vec::new(),
        is_answer: true,
        are_several: true,
    };
    told.answer(session, journal)
}
