//! The one impure room: clock, environment, terminal, standard streams, folders.
//!
//! Everything that depends on where and when nos runs comes in here and is handed on as a value.
//! Tests make a [`System`] of their own: a fixed clock, an empty environment, streams in memory.

mod editor;
mod home;
pub mod input;
mod keyboard;
mod line_editor;
pub mod opener;
pub mod output;
mod pager;

use std::cell::RefCell;
use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::Context;
use chrono::{DateTime, FixedOffset, Local, SecondsFormat, TimeDelta};

use home::Home;
use keyboard::Keyboard;
pub use line_editor::Offer;
use line_editor::{LineEditor, without_controls};

use crate::domain::day::Day;
use crate::error::Failure;

/// Which of the standard streams are terminals, and how wide the terminal is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terminal {
    /// A person can type.
    pub stdin: bool,
    /// A person sees the answer.
    pub stdout: bool,
    /// A person sees what is said beside it.
    pub stderr: bool,
    /// Its width in columns, if it tells.
    pub width_cols: Option<usize>,
    /// Its height in lines, if it tells.
    pub height_lines: Option<usize>,
}

/// Where and when nos runs.
pub struct System {
    environment: Environment,
    terminal: Terminal,
    stdin: Box<dyn BufRead>,
    stdout: Box<dyn Write>,
    stderr: Box<dyn Write>,
    keyboard: Typing,
    /// Whether the terminal alone says how wide it is, whatever `COLUMNS` says.
    goes_by_terminal: bool,
}

/// What was written to a stream that is kept in memory.
#[derive(Clone, Default)]
pub struct Kept(Rc<RefCell<Vec<u8>>>);

impl Kept {
    /// All of it; what is not UTF-8 in it is replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.borrow()).into_owned()
    }
}

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where the variables of the environment are found.
#[derive(Clone)]
enum Environment {
    /// With the machine: a command asks for a handful, and most machines have dozens.
    OfTheMachine,
    /// With a test, which made them up.
    MadeUp(HashMap<OsString, OsString>),
}

/// Where a line comes from that answers a question.
enum Typing {
    /// Standard input, as a test made it up.
    MadeUp,
    /// The terminal, at which nothing was asked yet.
    Unattended,
    /// The terminal, where it has no cursor.
    At(Keyboard),
    /// The terminal, where lines can be edited.
    Edited(Box<LineEditor>),
}

impl System {
    /// The machine that the program runs on.
    pub fn real() -> Self {
        let stdout = io::stdout();
        let size = terminal_size::terminal_size();
        Self {
            environment: Environment::OfTheMachine,
            terminal: Terminal {
                stdin: io::stdin().is_terminal(),
                stdout: stdout.is_terminal(),
                stderr: io::stderr().is_terminal(),
                width_cols: size.map(|(width, _)| usize::from(width.0)),
                height_lines: size.map(|(_, height)| usize::from(height.0)),
            },
            stdin: Box::new(BufReader::new(io::stdin())),
            stdout: Box::new(BufWriter::with_capacity(1 << 16, stdout)),
            stderr: Box::new(io::stderr()),
            keyboard: Typing::Unattended,
            goes_by_terminal: false,
        }
    }

    /// A machine made up for a test.
    pub fn made_up<K: Into<OsString>, V: Into<OsString>>(
        environment: impl IntoIterator<Item = (K, V)>,
        terminal: Terminal,
        stdin: impl BufRead + 'static,
        stdout: impl Write + 'static,
        stderr: impl Write + 'static,
    ) -> Self {
        let environment = environment
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()))
            .collect();
        Self {
            environment: Environment::MadeUp(environment),
            terminal,
            stdin: Box::new(stdin),
            stdout: Box::new(stdout),
            stderr: Box::new(stderr),
            keyboard: Typing::MadeUp,
            goes_by_terminal: false,
        }
    }

    /// The same machine for a command that a program runs which draws the terminal itself: nothing
    /// to read, no terminal, a line of at most so many columns; with what it writes to standard
    /// output and to standard error.
    pub fn aside(&self, width_cols: usize) -> (Self, Kept, Kept) {
        let (out, err) = (Kept::default(), Kept::default());
        let system = Self {
            environment: self.environment.clone(),
            terminal: Terminal {
                width_cols: Some(width_cols),
                ..Terminal::default()
            },
            stdin: Box::new(io::empty()),
            stdout: Box::new(out.clone()),
            stderr: Box::new(err.clone()),
            keyboard: Typing::MadeUp,
            goes_by_terminal: true,
        };
        (system, out, err)
    }

    /// A variable of the environment; one that is set to nothing counts as not set.
    pub fn var(&self, name: &str) -> Option<OsString> {
        self.raw_var(name).filter(|value| !value.is_empty())
    }

    /// A variable of the environment, even if it is set to nothing.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one room that reads the environment"
    )]
    fn raw_var(&self, name: &str) -> Option<OsString> {
        match &self.environment {
            Environment::OfTheMachine => std::env::var_os(name),
            Environment::MadeUp(environment) => environment.get(OsStr::new(name)).cloned(),
        }
    }

    /// A variable of the environment as text; what is not UTF-8 in it is replaced.
    pub fn var_text(&self, name: &str) -> Option<String> {
        self.var(name)
            .map(|value| value.to_string_lossy().into_owned())
    }

    /// What the standard streams are.
    pub fn terminal(&self) -> Terminal {
        self.terminal
    }

    /// How wide a line may be: as `COLUMNS` says, else the terminal, else 80 columns.
    pub fn width_cols(&self) -> usize {
        let columns = self
            .var_text("COLUMNS")
            .and_then(|columns| columns.trim().parse().ok())
            .filter(|&columns: &usize| columns > 0 && !self.goes_by_terminal);
        columns.or(self.terminal.width_cols).unwrap_or(80)
    }

    /// What is typed or piped in.
    pub fn stdin(&mut self) -> &mut dyn BufRead {
        &mut *self.stdin
    }

    /// Shows a question and gives the line that the person types after it. Asking is the business
    /// of [`crate::questions`].
    ///
    /// # Errors
    /// [`Failure::Interrupted`] on Ctrl-C; if it is not UTF-8 or nothing can be read.
    pub fn typed_line(&mut self, question: &str, offer: &Offer) -> anyhow::Result<TypedLine> {
        if matches!(self.keyboard, Typing::Unattended) {
            let keyboard = Keyboard::attend()?;
            let editor = self.has_cursor().then(LineEditor::open).flatten();
            self.keyboard = editor.map_or(Typing::At(keyboard), |editor| {
                Typing::Edited(Box::new(editor))
            });
        }
        if !matches!(self.keyboard, Typing::Edited(_)) {
            self.print(question.as_bytes())?;
        }
        self.flush()?;
        let line = match &mut self.keyboard {
            Typing::Edited(editor) => {
                return Ok(match editor.line(question, offer)? {
                    Some(line) => TypedLine::Whole(without_controls(&line)),
                    None => TypedLine::End,
                });
            }
            Typing::At(keyboard) => keyboard.line(),
            Typing::MadeUp | Typing::Unattended => {
                let mut line = Vec::new();
                let read = self.stdin.read_until(b'\n', &mut line);
                read.map(|_| line).map_err(Into::into)
            }
        };
        if !matches!(&line, Ok(line) if line.ends_with(b"\n")) {
            // The cursor is still behind the question.
            let _ = self.print(b"\n");
            let _ = self.flush();
        }
        let line = line?;
        if line.is_empty() {
            return Ok(TypedLine::End);
        }
        if line.trim_ascii_end().len() >= LONGEST_LINE_BYTES {
            return Ok(TypedLine::Cut);
        }
        String::from_utf8(line)
            .map(|line| TypedLine::Whole(without_controls(&line)))
            .map_err(|_| Failure::usage("what was typed isn't UTF-8").into())
    }

    /// Whether the terminal says that its cursor can be moved.
    fn has_cursor(&self) -> bool {
        self.var_text("TERM")
            .is_some_and(|term| !["dumb", "cons25", "emacs"].contains(&term.as_str()))
    }

    /// What time it is: `NOS_NOW` if it is set, else the clock, in local time. A day runs from
    /// `day_starts` hours after midnight.
    ///
    /// # Errors
    /// If `NOS_NOW` is not a time as RFC 3339 has it, or the year is not one of 1 to 9999.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one room that knows what time it is"
    )]
    pub fn now(&self, day_starts: u8) -> anyhow::Result<Moment> {
        let at = match self.var_text("NOS_NOW") {
            None => Local::now().fixed_offset(),
            Some(text) => DateTime::parse_from_rfc3339(&text).map_err(|_| {
                Failure::usage(format!(
                    "NOS_NOW is `{text}`, which isn't a time with an offset"
                ))
                .hint("NOS_NOW=2026-03-04T12:30:05+01:00 nos")
            })?,
        };
        Moment::new(at, day_starts)
            .with_context(|| format!("the clock says {at}, which has no calendar day"))
    }

    /// The zone in which moments have their local day: that of `NOS_NOW`, else the machine's.
    ///
    /// # Errors
    /// As [`System::now`].
    pub fn zone(&self) -> anyhow::Result<Zone> {
        Ok(match self.var("NOS_NOW") {
            Some(_) => Zone::Fixed(*self.now(0)?.at.offset()),
            None => Zone::OfTheMachine,
        })
    }

    /// The settings file, whether or not it is there: the one that `NOS_CONFIG` names, else
    /// `config.toml` in the folder for configuration. None without a home folder.
    pub fn config_file(&self) -> Option<PathBuf> {
        if let Some(path) = self.var("NOS_CONFIG") {
            return Some(PathBuf::from(path));
        }
        let folder = self
            .xdg("XDG_CONFIG_HOME")
            .or_else(|| match self.environment {
                Environment::OfTheMachine => Some(Home::find(self.var("HOME").as_deref())?.config),
                Environment::MadeUp(_) => None,
            })?;
        Some(folder.join("config.toml"))
    }

    /// A path of the settings file, with a leading `~` as the home folder.
    pub fn expand_home(&self, path: &Path) -> PathBuf {
        match (path.strip_prefix("~"), self.home()) {
            (Ok(below), Some(home)) => home.join(below),
            _ => path.to_path_buf(),
        }
    }

    /// The home folder, if there is one.
    pub fn home(&self) -> Option<PathBuf> {
        home::folder(self.var("HOME").as_deref())
    }

    /// Where the logs are kept and where the device keeps what is its own. The folder of the logs
    /// is that of the flag, else of the environment, else of the settings.
    ///
    /// # Errors
    /// If there is no home folder to find them from.
    pub fn places(&self, flag: Option<&Path>, setting: Option<&Path>) -> anyhow::Result<Folders> {
        let given = flag
            .map(Path::to_path_buf)
            .or_else(|| self.var("NOS_DIR").map(PathBuf::from))
            .or_else(|| setting.map(|path| self.expand_home(path)));
        let home = Home::find(self.var("HOME").as_deref());
        let data = given
            .or_else(|| self.xdg("XDG_DATA_HOME"))
            .or_else(|| Some(home.as_ref()?.data.clone()))
            .context("there's no home folder to keep the logs in; give one with --dir")?;
        let state = self
            .var("NOS_STATE_DIR")
            .map(PathBuf::from)
            .or_else(|| self.xdg("XDG_STATE_HOME"))
            .or_else(|| Some(home?.state));
        Ok(Folders { data, state })
    }

    fn xdg(&self, name: &str) -> Option<PathBuf> {
        let base = PathBuf::from(self.var(name)?);
        base.is_absolute().then(|| base.join("nos"))
    }

    /// Writes to standard output.
    ///
    /// # Errors
    /// [`Failure::ClosedPipe`] if the reader has closed the pipe, else why it could not be written.
    pub fn print(&mut self, text: &[u8]) -> anyhow::Result<()> {
        told(self.stdout.write_all(text))
    }

    /// Sees that what was printed has arrived.
    ///
    /// # Errors
    /// As [`System::print`].
    pub fn flush(&mut self) -> anyhow::Result<()> {
        told(self.stdout.flush())
    }

    /// Says something beside the answer, on standard error. That it cannot be printed is no failure.
    pub fn say(&mut self, text: &str) {
        // Flushes what was printed before, so that the order on a terminal is kept.
        let _ = self.stdout.flush();
        let _ = self.stderr.write_all(text.as_bytes());
        let _ = self.stderr.flush();
    }
}

/// What came of typing a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypedLine {
    /// The line, with its end.
    Whole(String),
    /// One that has as many bytes as a terminal takes, so that its end may be missing.
    Cut,
    /// Nothing more will be typed (Ctrl-D).
    End,
}

/// A terminal drops, with no more than a bell, whatever a line has beyond this.
pub const LONGEST_LINE_BYTES: usize = if cfg!(target_os = "linux") {
    4095
} else if cfg!(unix) {
    1023
} else {
    usize::MAX
};

fn told(result: io::Result<()>) -> anyhow::Result<()> {
    result.map_err(|error| {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Failure::ClosedPipe.into()
        } else {
            anyhow::Error::new(error).context("the output couldn't be written")
        }
    })
}

/// A path with its links followed, as far as it is there already.
fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    path.ancestors()
        .find_map(|there| {
            let real = std::fs::canonicalize(there).ok()?;
            Some(real.join(path.strip_prefix(there).ok()?))
        })
        .unwrap_or_else(|| path.clone())
}

/// The folders that nos uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// The logs of all devices: what people synchronise.
    pub data: PathBuf,
    /// What this device keeps for itself: its name and mark, the lock, drafts, backups.
    pub state: Option<PathBuf>,
}

impl Folders {
    /// The folder of this device.
    ///
    /// # Errors
    /// If there is none, or if it is the folder of the logs or inside it, where it would be
    /// synchronised.
    pub fn state(&self) -> anyhow::Result<&Path> {
        let state = self
            .state
            .as_deref()
            .context("there's no home folder to keep the device's name in; set NOS_STATE_DIR")?;
        if resolved(state).starts_with(resolved(&self.data)) {
            return Err(Failure::usage(format!(
                "the state folder {} is inside the folder of the logs, {}; set NOS_STATE_DIR to another",
                state.display(),
                self.data.display()
            ))
            .into());
        }
        Ok(state)
    }
}

/// How far local time is from that of Greenwich.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// Always as far.
    Fixed(FixedOffset),
    /// As the machine has it, summer time and all.
    OfTheMachine,
}

impl Zone {
    /// The local day of a number of seconds since 1970; none outside the years 1 to 9999.
    pub fn day_of(self, seconds: i64) -> Option<Day> {
        let moment = DateTime::from_timestamp(seconds, 0)?;
        Day::from_date(match self {
            Self::Fixed(offset) => moment.with_timezone(&offset).date_naive(),
            Self::OfTheMachine => moment.with_timezone(&Local).date_naive(),
        })
    }
}

/// A moment, with the local time there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    at: DateTime<FixedOffset>,
    today: Day,
}

impl Moment {
    /// The moment, on a day that began `day_starts` hours after midnight; none outside the years
    /// 1 to 9999.
    pub fn new(at: DateTime<FixedOffset>, day_starts: u8) -> Option<Self> {
        let began = at.naive_local() - TimeDelta::hours(i64::from(day_starts));
        let today = Day::from_date(began.date())?;
        Some(Self { at, today })
    }

    /// The local day.
    pub fn today(&self) -> Day {
        self.today
    }

    /// Seconds since 1970, 0 before that: what turns round while the day stays the same.
    pub fn seconds(&self) -> u64 {
        u64::try_from(self.at.timestamp()).unwrap_or(0)
    }

    /// As the log has it: RFC 3339 with the local offset, to the second.
    pub fn stamp(&self) -> String {
        self.at.to_rfc3339_opts(SecondsFormat::Secs, false)
    }
}
