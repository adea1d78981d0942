//! The journal behind the screen: what is read for it, and the changes, which are made by the
//! commands themselves and said in their words.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use super::state::{Change, Facts, List, Row, State, View};
use super::year;
use crate::cli::commands::Command;
use crate::cli::{self, form};
use crate::commands::answer::Given;
use crate::commands::complete::{used_people, used_tags};
use crate::commands::context::{Context, current_goal};
use crate::commands::edit::in_editor::by_form;
use crate::commands::list::matching;
use crate::commands::log::lines::log_line;
use crate::commands::perform;
use crate::commands::reference::AskNames;
use crate::commands::show::with_shown;
use crate::domain::ask::Ask;
use crate::domain::daily_counts::DailyCounts;
use crate::domain::day::Day;
use crate::domain::ledger::{Key, Record};
use crate::domain::outcome::Outcome;
use crate::domain::plan::Plan;
use crate::error::{Code, ErrorReason, Failure};
use crate::journal::folder::{self, Journal};
use crate::render::escape;
use crate::render::format::percent;
use crate::render::pace::done_of_target;
use crate::render::style::{Glyphs, Style};
use crate::system::System;

/// A page holds no line that is longer.
const LONGEST_LINE_COLS: usize = 96;

/// The journal, and the machine that changes are made on.
pub(crate) struct Desk<'s> {
    system: &'s System,
    /// What every command is called with: the name of the program, and the folder of the logs.
    base: Vec<OsString>,
    folder: PathBuf,
    journal: Journal,
    /// The size and the time of each log when the journal was read.
    seen: Vec<LogTime>,
    /// What the pages were last made for.
    year_for: Option<MadeFor>,
    detail_for: Option<MadeFor>,
    /// The answer that a sting may be added to.
    given: Option<Given>,
    /// The plan that was just asked.
    plan_asked: Option<Key>,
}

/// A log, how long it is, and when it was last written.
type LogTime = (PathBuf, u64, Option<SystemTime>);

/// A page is made again for another size or another ask.
type MadeFor = ((u16, u16), Option<Key>);

impl<'s> Desk<'s> {
    /// The desk of a session whose screen is drawn in a style, with nothing read yet.
    pub(crate) fn new(session: &'s Context<'_>, style: &Style) -> Self {
        let folder = session.places().data.clone();
        let mut base: Vec<OsString> = ["nos", "--color=never", "--dir"].map(Into::into).into();
        base.push(folder.clone().into());
        if style.glyphs == Glyphs::Ascii {
            base.push("--ascii".into());
        }
        if !style.draws() {
            base.push("--plain".into());
        }
        Self {
            system: session.system,
            base,
            folder,
            journal: Journal::default(),
            seen: Vec::new(),
            year_for: None,
            detail_for: None,
            given: None,
            plan_asked: None,
        }
    }

    /// The first state of the screen.
    ///
    /// # Errors
    /// If the journal cannot be read.
    pub(crate) fn begin(&mut self, size: (u16, u16), style: Style) -> Result<State, ErrorReason> {
        let facts = Facts {
            today: self.today()?,
            goal: None,
            is_gentle: false,
            asks: 0,
            name_cols: 1,
            people_cols: 0,
            people: Vec::new(),
            tags: Vec::new(),
            has_dues: false,
        };
        let mut state = State::new(facts, size, style);
        state.status.text = self.read(&mut state)?;
        Ok(state)
    }

    /// What a command of these words writes to standard output.
    fn command(&self, words: &[&str], width_cols: usize) -> Result<String, ErrorReason> {
        let mut args = self.base.clone();
        args.extend(words.iter().map(OsString::from));
        let (mut system, out, _) = self.system.aside(width_cols);
        perform(&args, &mut system)
            .and_then(|_| system.flush())
            .map_err(refusal)?;
        Ok(out.text())
    }

    /// What comes of some work in a session of its own, with what it writes to standard output and
    /// to standard error.
    fn session<T>(
        &self,
        words: &[&str],
        width_cols: usize,
        work: impl FnOnce(&mut Context<'_>, &Command) -> anyhow::Result<T>,
    ) -> Result<(T, String, String), ErrorReason> {
        let mut args = self.base.clone();
        args.extend(words.iter().map(OsString::from));
        let (mut system, out, err) = self.system.aside(width_cols);
        let typed = cli::parse(&args, width_cols).map_err(|error| {
            let usage = cli::usage_error::from_clap(&error, &cli::command(width_cols), &args);
            refusal(usage.into())
        })?;
        let command = typed.cli.command.as_ref();
        let mut session = Context::new(&typed, &args, &mut system).map_err(refusal)?;
        let command = command.ok_or_else(|| refusal(Failure::usage("no command").into()))?;
        let done = work(&mut session, command);
        let flushed = system.flush();
        let done = done
            .and_then(|done| flushed.map(|()| done))
            .map_err(refusal)?;
        Ok((done, out.text(), err.text()))
    }

    /// What some work in a session of its own writes to standard output.
    fn said(
        &self,
        width_cols: usize,
        work: impl FnOnce(&mut Context<'_>) -> anyhow::Result<()>,
    ) -> Result<String, ErrorReason> {
        let ((), said, _) = self.session(&["open"], width_cols, |session, _| work(session))?;
        Ok(said)
    }

    fn today(&self) -> Result<Day, ErrorReason> {
        let (day, ..) = self.session(&["open"], 80, |session, _| Ok(session.today()))?;
        Ok(day)
    }

    /// Whether a log was written, or the day is another, since the journal was read.
    pub(crate) fn is_behind(&self, state: &State) -> bool {
        let is_another_day = |today| today != state.facts.today;
        log_times(&self.folder) != self.seen || self.today().is_ok_and(is_another_day)
    }

    /// Reads the journal; gives back what was warned of.
    ///
    /// # Errors
    /// If it cannot be read: the state is then as it was.
    pub(crate) fn read(&mut self, state: &mut State) -> Result<String, ErrorReason> {
        // The times are taken first, so that what is written meanwhile is read the next time.
        let seen = log_times(&self.folder);
        let read = |session: &mut Context<'_>, _: &Command| Ok((session.read()?, session.today()));
        let ((journal, today), _, warnings) = self.session(&["open"], 80, read)?;
        let before = std::mem::replace(&mut self.journal, journal);
        self.seen = seen;
        (self.year_for, self.detail_for) = (None, None);
        let ledger = &self.journal.ledger;
        let now = |key: Key| ledger.key(&before.ledger.event_id(key));
        let selected = [&state.waiting, &state.asks, &state.plans].map(List::selected);
        let selected = selected.map(|key| key.and_then(now));
        state.subject = state.subject.and_then(now);
        state.facts = self.facts(today, state.facts.is_gentle);
        state.waiting.keys = self.waiting(today);
        let plans = self.journal.ledger.open_plans();
        state.plans.keys = plans.into_iter().map(|plan| plan.key).collect();
        self.filter(state)?;
        let lists = [&mut state.waiting, &mut state.asks, &mut state.plans];
        for (list, key) in lists.into_iter().zip(selected) {
            let at = key.and_then(|key| list.keys.iter().position(|other| *other == key));
            list.at = at.unwrap_or(list.at);
        }
        state.settle();
        Ok(warnings
            .lines()
            .next()
            .map(escape::one_line)
            .unwrap_or_default())
    }

    fn facts(&self, today: Day, is_gentle: bool) -> Facts {
        let ledger = &self.journal.ledger;
        let daily_counts = DailyCounts::from_ledger(ledger);
        let goal = current_goal(ledger, &daily_counts, today);
        let owned =
            |used: Vec<(&str, u64)>| used.iter().map(|(name, _)| (*name).to_owned()).collect();
        let cols = |name| escape::width_cols(&escape::on_one_line(name));
        let are_shared = !ledger.shared_numbers().is_empty();
        Facts {
            today,
            goal: goal.map(|goal| (done_of_target(&goal), percent(goal.fraction()))),
            is_gentle,
            asks: ledger.asks().count(),
            name_cols: (number_cols(ledger.highest_number) + if are_shared { 7 } else { 0 })
                .max(1 + number_cols(ledger.highest_plan)),
            people_cols: ledger.people.iter().map(cols).max().unwrap_or(0),
            people: owned(used_people(ledger, ledger.asks())),
            tags: owned(used_tags(ledger, ledger.asks())),
            has_dues: !ledger.dues().is_empty(),
        }
    }

    /// What waits: what is due by today first, then the oldest first.
    fn waiting(&self, today: Day) -> Vec<Key> {
        let ledger = &self.journal.ledger;
        let due = |row: &Record| ledger.due_of(row.key()).filter(|due| *due <= today);
        let mut rows: Vec<&Record> = ledger.pending().collect();
        rows.sort_by_key(|row| {
            let due = due(row);
            (due.is_none(), due, row.asked_on, row.key())
        });
        rows.into_iter().map(Record::key).collect()
    }

    /// Finds the asks that match the filter, the latest first.
    ///
    /// # Errors
    /// If the filter is not one that `list` takes: those that were found before stay.
    pub(crate) fn filter(&mut self, state: &mut State) -> Result<(), ErrorReason> {
        let mut words = vec!["list"];
        words.extend(state.filter.split_whitespace());
        let mut journal = std::mem::take(&mut self.journal);
        let found = self.session(&words, 80, |session, command| match command {
            Command::List(args) => matching(args, &mut journal, session),
            _ => Ok(Vec::new()),
        });
        self.journal = journal;
        let (mut keys, ..) = found?;
        keys.reverse();
        state.asks.keys = keys;
        state.settle();
        Ok(())
    }

    /// Reads the words of what is seen.
    ///
    /// # Errors
    /// If a log cannot be read again.
    pub(crate) fn fill(&mut self, state: &mut State) -> Result<(), ErrorReason> {
        let made_for = (state.size, state.subject);
        let lines = state.list_lines();
        let style = Style {
            width_cols: usize::from(state.size.0).saturating_sub(2 * super::draw::MARGIN_COLS),
            ..state.style
        };
        match state.view {
            View::Year if self.year_for != Some(made_for) => {
                let made = self.session(&["open"], 80, |session, _| {
                    Ok(year::draw(
                        &self.journal.ledger,
                        session.today(),
                        session.week_start(),
                        &style,
                    ))
                });
                state.year.text = made?.0;
                self.year_for = Some(made_for);
            }
            View::Detail if self.detail_for != Some(made_for) => {
                state.detail.text = self.detail(state.subject, state.facts.today, &style)?;
                self.detail_for = Some(made_for);
            }
            View::Year | View::Detail => {}
            View::Waiting | View::Asks | View::Plans => {
                if let Some(list) = state.list_mut() {
                    list.rows = self.rows(list, lines)?;
                }
            }
        }
        state.settle();
        Ok(())
    }

    fn rows(&mut self, list: &List, lines: usize) -> Result<Vec<Row>, ErrorReason> {
        let Journal { ledger, words, .. } = &mut self.journal;
        let names = AskNames::of_ledger(ledger);
        let seen = list.keys.iter().skip(list.top).take(lines);
        let row = |key: &Key| {
            if let Some(plan) = ledger.plans.get(key) {
                return Some(Ok(row_of_plan(plan)));
            }
            let record = ledger.get(*key)?;
            let ask = words.ask(ledger, record).map_err(refusal);
            Some(ask.map(|ask| Row {
                name: names.of(record),
                ask,
            }))
        };
        seen.filter_map(row).collect()
    }

    fn detail(
        &mut self,
        key: Option<Key>,
        today: Day,
        style: &Style,
    ) -> Result<String, ErrorReason> {
        let style = &Style {
            width_cols: style.width_cols.min(LONGEST_LINE_COLS),
            ..*style
        };
        let row = key.and_then(|key| self.journal.ledger.get(key)).copied();
        let Some(row) = row else {
            return Ok(String::new());
        };
        with_shown(&row, &mut self.journal, today, |shown| shown.draw(style)).map_err(refusal)
    }

    /// The form of an ask.
    ///
    /// # Errors
    /// If its log cannot be read again.
    pub(crate) fn form(&mut self, key: Key) -> Result<String, ErrorReason> {
        let Journal { ledger, words, .. } = &mut self.journal;
        let row = ledger.get(key).ok_or_else(gone)?;
        let ask = words.ask(ledger, row).map_err(refusal)?;
        let name = AskNames::of_ledger(ledger).of(row);
        Ok(form::written(&ask, &name, 80))
    }

    /// Makes a change and reads what came of it; gives back what the command says.
    ///
    /// # Errors
    /// If it could not be made: nothing is changed then.
    pub(crate) fn change(
        &mut self,
        change: &Change,
        state: &mut State,
    ) -> Result<String, ErrorReason> {
        let width = usize::from(state.size.0).saturating_sub(2 * super::draw::MARGIN_COLS);
        let said = match change {
            Change::Answer(key, outcome) => self.answer(*key, *outcome, width)?,
            Change::Sting(sting) => {
                let mut given = self.given.take().ok_or_else(gone)?;
                let said = self.said(width, |session| given.add_sting(*sting, session))?;
                if sting.hurts() {
                    said
                } else {
                    format!(
                        "{}{}sting {}",
                        first_line(&said),
                        state.style.dot(),
                        sting.get()
                    )
                }
            }
            Change::Log(line) => first_line(&self.said(width, |session| log_line(line, session))?),
            Change::Again(key) => {
                first_line(&self.command(&["again", &self.reference(*key)], width)?)
            }
            Change::Step(key, step) => {
                let step = step.trim();
                self.command(&["step", &self.reference(*key), "--", step], width)?
            }
            Change::Due(key, day) => {
                let due = format!("--due={}", day.trim());
                self.command(&["step", &self.reference(*key), "follow-up", &due], width)?
            }
            Change::Rest => self.command(&["rest", "today"], width)?,
            Change::Remove(key) => {
                first_line(&self.command(&["remove", &self.reference(*key)], width)?)
            }
            Change::Form(key, base, text) => {
                let id = self.reference(*key);
                self.said(width, |session| by_form(id, base, text, session))?
            }
            Change::Editor(key) => {
                self.command(&["edit", &self.reference(*key), "--editor"], width)?
            }
            Change::Undo => first_line(&self.command(&["undo"], width)?),
            Change::Redo => first_line(&self.command(&["redo"], width)?),
        };
        self.read(state)?;
        let plan_asked = self.plan_asked.take();
        if let Some(ask) = plan_asked.and_then(|plan| self.journal.ledger.ask_of(plan)) {
            self.given = Some(Given::earlier(self.journal.ledger.id(ask.key())));
        }
        Ok(said.trim_end().to_owned())
    }

    fn answer(&mut self, key: Key, outcome: Outcome, width: usize) -> Result<String, ErrorReason> {
        if self.journal.ledger.plans.contains_key(&key) {
            return self.ask_plan(key, outcome, width);
        }
        let row = self.journal.ledger.get(key).ok_or_else(gone)?;
        if (row.outcome, outcome) == (Outcome::Pending, Outcome::Pending) {
            return Ok("It's still waiting.".to_owned());
        }
        let id = self.reference(key);
        let (given, said, _) = self.session(&["open"], width, |session, _| {
            Given::give(id, outcome, session)
        })?;
        self.given = Some(given);
        Ok(said)
    }

    /// Asks a plan; a sting may follow.
    fn ask_plan(
        &mut self,
        key: Key,
        outcome: Outcome,
        width: usize,
    ) -> Result<String, ErrorReason> {
        let flag = format!("--{}", outcome.name());
        let said = self.command(&["log", &self.reference(key), &flag], width)?;
        self.plan_asked = Some(key);
        Ok(first_line(&said))
    }

    /// What commands call an ask or a plan by, whatever else has its number.
    fn reference(&self, key: Key) -> String {
        let ledger = &self.journal.ledger;
        match ledger.plans.get(&key) {
            Some(plan) => format!("p{}@{}", plan.number, ledger.device(key.device)),
            None => ledger.id(key),
        }
    }
}

/// A plan in the columns of asks; its due day is the one by which it is to be asked.
fn row_of_plan(plan: &Plan) -> Row {
    Row {
        name: format!("p{}", plan.number),
        ask: Ask {
            number: plan.number,
            id: String::new(),
            text: plan.text.clone(),
            outcome: Outcome::Pending,
            asked_on: plan.by.unwrap_or(Day::LAST),
            answered_on: None,
            to: plan.to.clone(),
            tags: plan.tags.clone(),
            note: plan.note.clone(),
            fear: plan.fear,
            odds: plan.odds,
            sting: None,
            pull: plan.pull,
            logged_at: plan.logged_at.clone(),
            plan: None,
            steps: Vec::new(),
            due: plan.by,
        },
    }
}

fn refusal(error: anyhow::Error) -> ErrorReason {
    match Failure::from_error(error) {
        Failure::Refused(refusal) => refusal,
        other => ErrorReason {
            code: Code::Io,
            message: other.to_string(),
            hint: None,
            details: Vec::new(),
            typed: Vec::new(),
        },
    }
}

fn gone() -> ErrorReason {
    refusal(Failure::new(Code::NotFound, "that ask is gone").into())
}

fn first_line(said: &str) -> String {
    said.lines().next().unwrap_or_default().to_owned()
}

fn number_cols(number: u64) -> usize {
    number.to_string().len()
}

/// The size and the time of each log; nothing where the folder cannot be read.
fn log_times(folder: &std::path::Path) -> Vec<LogTime> {
    let logs = folder::log_paths(folder).unwrap_or_default();
    let time = |path: PathBuf| {
        let metadata = fs::metadata(&path).ok();
        let length = metadata.as_ref().map_or(0, fs::Metadata::len);
        (path, length, metadata.and_then(|data| data.modified().ok()))
    };
    logs.into_iter().map(time).collect()
}
