//! One run of a command: when and where it runs, how it answers, and the journal it works on.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono::Weekday;
use serde::Serialize;

use super::config::{self, Config};
use crate::cli::ParsedCommand;
use crate::cli::global::{Color, Global};
use crate::cli::settings::Settings;
use crate::cli::usage_error;
use crate::domain::daily_counts::DailyCounts;
use crate::domain::day::{Day, Period};
use crate::domain::ledger::Ledger;
use crate::domain::stats::Progress;
use crate::error::{Code, Failure};
use crate::journal::event::checked_device;
use crate::journal::folder::{self, Journal, Problem, ProblemKind};
use crate::journal::high_water;
use crate::journal::writer::Writer;
use crate::questions;
use crate::render::style::{Colours, Glyphs, OutputMedium, Pictures, Style};
use crate::render::wrap::for_reading;
use crate::render::{escape, json};
use crate::system::opener::NotOpened;
use crate::system::output::{OverwritePolicy, Readers, Sink, write_in_pieces};
use crate::system::{Folders, Moment, System};

/// How many lines about unreadable lines are said; `doctor` tells all.
const MOST_WARNINGS: usize = 100;

/// One run of a command.
pub(crate) struct Context<'s> {
    /// The machine.
    pub(crate) system: &'s mut System,
    /// What time it is.
    pub(crate) now: Moment,
    /// How to draw.
    pub(crate) style: Style,
    /// How many of the last words stood after a `--`.
    pub(crate) words_after_dashes: usize,
    /// The flags that every command takes.
    pub(crate) global: Global,
    /// The settings file.
    pub(crate) config: Config,
    places: Folders,
    /// Whether it was said what is wrong with the logs.
    has_warned: bool,
    /// What was typed, the name of the program first.
    args: &'s [OsString],
}

impl<'s> Context<'s> {
    /// The run of what was typed.
    ///
    /// # Errors
    /// If the clock or the folders cannot be shown.
    pub(crate) fn new(
        typed: &ParsedCommand,
        args: &'s [OsString],
        system: &'s mut System,
    ) -> anyhow::Result<Self> {
        let global = typed.cli.global.clone();
        let config = config::load(system);
        let settings = &config.settings;
        Ok(Self {
            now: system.now(settings.day_starts.unwrap_or(0))?,
            style: style(system, &global, settings),
            places: system.places(global.dir.as_deref(), settings.dir.as_deref())?,
            config,
            words_after_dashes: typed.words_after_dashes,
            has_warned: false,
            system,
            global,
            args,
        })
    }

    /// The local day.
    pub(crate) fn today(&self) -> Day {
        self.now.today()
    }

    /// The weekday that weeks begin on.
    pub(crate) fn week_start(&self) -> Weekday {
        self.config
            .settings
            .week_start
            .map_or(Weekday::Mon, Into::into)
    }

    /// Whether the answer is to be JSON.
    pub(crate) fn is_json(&self) -> bool {
        self.global.json
    }

    /// Whether nothing is to be said about what worked.
    pub(crate) fn is_quiet(&self) -> bool {
        self.global.quiet
    }

    /// Whether nothing is to be asked, whatever the terminal.
    pub(crate) fn is_silenced(&self) -> bool {
        self.global.no_input || self.global.json
    }

    /// Whether a question may be asked.
    pub(crate) fn may_ask(&self) -> bool {
        questions::allowed(self.system, self.is_silenced())
    }

    /// Whether it was said that nothing is to be asked.
    pub(crate) fn is_no_input(&self) -> bool {
        self.global.no_input
    }

    /// The folders.
    pub(crate) fn places(&self) -> &Folders {
        &self.places
    }

    /// Answers: as JSON if that was asked for, else as a text.
    pub(crate) fn answer<T: Serialize>(
        &mut self,
        json: impl FnOnce() -> T,
        text: impl FnOnce(&Style) -> String,
    ) -> anyhow::Result<()> {
        let answer = if self.global.json {
            json::line(&json())?
        } else {
            for_reading(&text(&self.style), &self.style)
        };
        self.system.print(answer.as_bytes())
    }

    /// Answers as [`Context::answer`] does; a text that is longer than the screen goes through the
    /// pager.
    pub(crate) fn answer_paged<T: Serialize>(
        &mut self,
        json: impl FnOnce() -> T,
        text: impl FnOnce(&Style) -> String,
    ) -> anyhow::Result<()> {
        if self.global.json {
            return self.answer(json, text);
        }
        self.page_drawn(text)
    }

    /// Prints a text for people in the style of the output, as [`Context::page`] does.
    pub(crate) fn page_drawn(&mut self, text: impl FnOnce(&Style) -> String) -> anyhow::Result<()> {
        let text = for_reading(&text(&self.style), &self.style);
        self.page(&text)
    }

    /// Prints a text for people: through the pager where it is longer than the screen.
    pub(crate) fn page(&mut self, text: &str) -> anyhow::Result<()> {
        if self.global.no_pager {
            return self.system.print(text.as_bytes());
        }
        let setting = self.config.settings.pager.as_deref();
        self.system.page(text.as_bytes(), setting)
    }

    /// Answers to a change that was made: not a word with `--quiet`. If it cannot be shown, what
    /// was `done` is said with the failure, since it is done all the same.
    pub(crate) fn answer_change<T: Serialize>(
        &mut self,
        done: &str,
        json: impl FnOnce() -> T,
        text: impl FnOnce(&Style) -> String,
    ) -> anyhow::Result<()> {
        if self.global.quiet && !self.global.json {
            return Ok(());
        }
        self.answer(json, text)
            .and_then(|()| self.system.flush())
            .map_err(|error| match Failure::from_error(error) {
                Failure::Refused(refusal) if refusal.code == Code::Io => Failure::new(
                    Code::Io,
                    format!("{done}, but the output couldn't be written"),
                )
                .into(),
                other => other.into(),
            })
    }

    /// The line that was typed, quoted for a shell.
    pub(crate) fn line(&self) -> String {
        usage_error::line(self.args)
    }

    /// Writes a file that was asked for.
    ///
    /// # Errors
    /// As [`write_whole`].
    pub(crate) fn write_file(
        &self,
        path: &Path,
        bytes: &[u8],
        existing: OverwritePolicy,
        readers: Readers,
    ) -> anyhow::Result<()> {
        self.write_file_in_pieces(path, |sink| sink(bytes), existing, readers)
    }

    /// The same, a piece at a time.
    pub(crate) fn write_file_in_pieces(
        &self,
        path: &Path,
        write: impl FnOnce(Sink<'_>) -> anyhow::Result<()>,
        existing: OverwritePolicy,
        readers: Readers,
    ) -> anyhow::Result<()> {
        let way_out = format!("{} --force", self.line());
        write_in_pieces(path, write, existing, readers, &way_out)
    }

    /// Shows a file that was written with the system's program for it.
    ///
    /// # Errors
    /// If there is none, or it failed; the file is written all the same, as the error says.
    pub(crate) fn open(&self, path: &Path) -> anyhow::Result<()> {
        let shown = path.display();
        let why = match self.system.open(path) {
            Ok(()) => return Ok(()),
            Err(NotOpened::Missing(program)) => {
                format!("there's no `{program}` here to open it with")
            }
            Err(NotOpened::Failed(program)) => format!("`{program}` couldn't open it"),
        };
        Err(Failure::new(Code::Io, format!("{shown} was written, but {why}")).into())
    }

    /// Says what to do next, unless that is not wanted.
    pub(crate) fn hint(&mut self, hint: &str) {
        if !self.global.quiet && !self.global.json {
            super::say(self.system, &super::hint_line(hint));
        }
    }

    /// Says a sentence beside the answer, unless that is not wanted.
    pub(crate) fn note(&mut self, note: &str) {
        if !self.global.quiet && !self.global.json {
            super::say(self.system, &format!("{}\n", escape::one_line(note)));
        }
    }

    /// Warns of what cannot be used in the settings file.
    pub(crate) fn warn_of_settings(&mut self) {
        for warning in std::mem::take(&mut self.config.warnings) {
            self.warn("usage", &warning, Some("nos config edit"));
        }
    }

    /// Warns of something that does not keep the command from going on.
    pub(crate) fn warn(&mut self, code: &str, message: &str, hint: Option<&str>) {
        super::warn(self.system, self.global.json, code, message, hint);
    }

    /// The device name given from outside, if one is.
    ///
    /// # Errors
    /// If `NOS_DEVICE` is no name that a device can have.
    pub(crate) fn device_given(&self) -> anyhow::Result<Option<String>> {
        let Some(name) = self.system.var_text("NOS_DEVICE") else {
            return Ok(None);
        };
        if checked_device(&name).is_none() {
            return Err(Failure::usage(format!(
                "NOS_DEVICE is `{name}`, which is not 1 to 32 lower-case letters and digits"
            ))
            .hint("NOS_DEVICE=laptop nos")
            .into());
        }
        Ok(Some(name))
    }

    /// The name of this device, if it has one.
    ///
    /// # Errors
    /// As [`Context::device_given`].
    pub(crate) fn device(&self) -> anyhow::Result<Option<String>> {
        let given = self.device_given()?;
        let state = self.places.state.as_deref();
        Ok(crate::journal::device::name(given.as_deref(), state))
    }

    /// The names whose events are this device's own: the one it has and those it had before.
    ///
    /// # Errors
    /// As [`Context::device_given`].
    pub(crate) fn own_names(&self) -> anyhow::Result<Vec<String>> {
        let given = self.device_given()?;
        let state = self.places.state.as_deref();
        Ok(crate::journal::device::own_names(given.as_deref(), state))
    }

    /// The journal as it is; what is wrong with it is warned of.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(crate) fn read(&mut self) -> anyhow::Result<Journal> {
        let mut journal = folder::read(&self.places.data, None)?;
        journal.tell_conflicts(self.places.state.as_deref());
        self.compare_with_mark(&mut journal)?;
        self.warn_of(&journal.problems);
        Ok(journal)
    }

    /// Adds to a journal what this device remembers of it: numbers that were given out, and that
    /// lines of its own log are missing.
    ///
    /// # Errors
    /// As [`Context::device_given`].
    pub(crate) fn compare_with_mark(&self, journal: &mut Journal) -> anyhow::Result<()> {
        let (Some(device), Some(state)) = (self.device()?, &self.places.state) else {
            return Ok(());
        };
        let (mark, missing) = high_water::shortfall(state, &self.places.data, &device);
        mark.raise(&mut journal.ledger);
        let missing = missing.map(|missing| missing.problem(mark.log(), state));
        journal.problems.extend(missing);
        Ok(())
    }

    /// The journal, held for a change.
    ///
    /// # Errors
    /// If another nos holds it, or it cannot be read.
    pub(crate) fn write(&mut self) -> anyhow::Result<Writer> {
        let mut writer = self.write_quietly()?;
        writer.journal.tell_conflicts(self.places.state.as_deref());
        self.warn_of(&writer.journal.problems);
        Ok(writer)
    }

    /// The journal, held for a change, without warnings about lines that cannot be read: for callers that
    /// tells of them in the answer.
    ///
    /// # Errors
    /// As [`Context::write`].
    pub(crate) fn write_quietly(&mut self) -> anyhow::Result<Writer> {
        let given = self.device_given()?;
        let state: PathBuf = self.places.state()?.to_path_buf();
        let writer = Writer::begin(&self.places.data, &state, given.as_deref())?;
        for warning in &writer.warnings {
            self.warn("io", warning, None);
        }
        Ok(writer)
    }

    /// Warns of what is wrong with the logs, once, however often a command reads them.
    fn warn_of(&mut self, problems: &[Problem]) {
        if std::mem::replace(&mut self.has_warned, true) {
            return;
        }
        let told = problems
            .iter()
            .filter(|problem| problem.kind != ProblemKind::NotUnderstood)
            .filter(|problem| problem.kind != ProblemKind::Conflict)
            .filter(|problem| problem.kind != ProblemKind::Permissions)
            .filter(|problem| problem.kind != ProblemKind::Nuls);
        for problem in told.clone().take(MOST_WARNINGS) {
            let message = located(problem);
            self.warn(problem.kind.name(), &message, None);
        }
        let left = told.count().saturating_sub(MOST_WARNINGS);
        if left > 0 {
            self.warn(
                "unreadable",
                &format!("{left} more lines"),
                Some("nos doctor"),
            );
        }
        self.warn_of_conflicts(problems);
        self.warn_of_newer(problems);
        self.warn_of_permissions(problems);
    }

    fn warn_of_conflicts(&mut self, problems: &[Problem]) {
        let kind = ProblemKind::Conflict;
        let conflicts = problems.iter().filter(|problem| problem.kind == kind);
        let message = match conflicts.clone().count() {
            0 => return,
            1 => conflicts.map(located).collect(),
            many => {
                format!("{many} ids are on several lines that differ; all of these lines count")
            }
        };
        self.warn(kind.name(), &message, Some("nos doctor --repair"));
    }

    fn warn_of_newer(&mut self, problems: &[Problem]) {
        let kind = ProblemKind::NotUnderstood;
        let newer = problems
            .iter()
            .filter(|problem| problem.kind == kind)
            .count();
        if newer > 0 {
            let lines = if newer == 1 {
                "1 line"
            } else {
                &format!("{newer} lines")
            };
            self.warn(
                kind.name(),
                &format!("{lines} not understood: a newer nos wrote it, and it's kept as it is"),
                Some("nos doctor"),
            );
        }
    }

    fn warn_of_permissions(&mut self, problems: &[Problem]) {
        let kind = ProblemKind::Permissions;
        if let Some(problem) = problems.iter().find(|problem| problem.kind == kind) {
            let path = problem.path.display();
            self.warn(
                kind.name(),
                &format!("{path}: {}", problem.reason),
                Some(&format!("chmod 600 {path}")),
            );
        }
    }
}

/// A problem as `file:line: reason`.
pub(crate) fn located(problem: &Problem) -> String {
    let path = problem.path.display();
    match problem.line {
        Some(line) => format!("{path}:{line}: {}", problem.reason),
        None => format!("{path}: {}", problem.reason),
    }
}

fn style(system: &System, global: &Global, settings: &Settings) -> Style {
    let terminal = system.terminal();
    Style {
        width_cols: system.width_cols(),
        colours: colours(system, global.color, settings.color),
        glyphs: glyphs(system, global.ascii, settings.ascii),
        pictures: if global.plain || is_dumb(system) || settings.plain == Some(true) {
            Pictures::InWords
        } else {
            Pictures::Drawn
        },
        medium: if terminal.stdout {
            OutputMedium::Terminal
        } else {
            OutputMedium::Pipe
        },
    }
}

/// Colour: the flag first, then the environment, then the settings, then whether it is a terminal.
/// A flag that leaves it to the environment and the terminal passes over the settings.
pub(crate) fn colours(system: &System, flag: Option<Color>, setting: Option<Color>) -> Colours {
    let of_color = |color| match color {
        Color::Always => Some(Colours::Ansi),
        Color::Never => Some(Colours::None),
        Color::Auto => None,
    };
    flag.and_then(of_color)
        .or_else(|| colours_of_environment(system))
        .or_else(|| setting.filter(|_| flag.is_none()).and_then(of_color))
        .unwrap_or(if system.terminal().stdout {
            Colours::Ansi
        } else {
            Colours::None
        })
}

/// What the environment says about colour, if it says anything.
pub(crate) fn colours_of_environment(system: &System) -> Option<Colours> {
    let is_set = |name: &str| system.var(name).is_some_and(|value| value != "0");
    if system.var("NO_COLOR").is_some() {
        Some(Colours::None)
    } else if is_set("FORCE_COLOR") || is_set("CLICOLOR_FORCE") {
        Some(Colours::Ansi)
    } else if system.var("CLICOLOR").is_some_and(|value| value == "0") || is_dumb(system) {
        Some(Colours::None)
    } else {
        None
    }
}

pub(crate) fn is_dumb(system: &System) -> bool {
    system.var("TERM").is_some_and(|term| term == "dumb")
}

/// Glyphs: the flag first, then the environment, then the settings.
fn glyphs(system: &System, ascii: bool, setting: Option<bool>) -> Glyphs {
    if ascii {
        return Glyphs::Ascii;
    }
    let setting = setting.map(|ascii| {
        if ascii {
            Glyphs::Ascii
        } else {
            Glyphs::Unicode
        }
    });
    glyphs_of_environment(system)
        .or(setting)
        .unwrap_or(Glyphs::Unicode)
}

/// ASCII on a dumb terminal, and where the locale is not UTF-8; the environment says nothing else.
/// A locale that is not set is taken to be UTF-8, as terminals now are.
pub(crate) fn glyphs_of_environment(system: &System) -> Option<Glyphs> {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| system.var_text(name));
    let is_utf8 = locale.is_none_or(|locale| {
        let locale = locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    });
    (is_dumb(system) || !is_utf8).then_some(Glyphs::Ascii)
}

/// How far the current goal has come.
pub(crate) fn current_goal(
    ledger: &Ledger,
    daily_counts: &DailyCounts,
    today: Day,
) -> Option<Progress> {
    ledger
        .goals
        .current(today)
        .map(|goal| Progress::new(goal, daily_counts, today))
}

/// The period that holds where none was named: the current goal's, else this calendar year.
pub(crate) fn usual_span(ledger: &Ledger, today: Day) -> Period {
    ledger.goals.current(today).map_or_else(
        || Period::year(today.year()).unwrap_or(Period::new(today, today)),
        |goal| goal.span,
    )
}
