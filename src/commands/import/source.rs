//! The file and how it was asked for.

use std::path::{Path, PathBuf};

use super::options::Options;
use super::stated::{self, Stated};
use crate::cli::import_export::ImportArgs;
use crate::cli::usage_error::quoted;
use crate::commands::context::Context;
use crate::error::{Code, Failure};
use crate::import::problem::{Fault, Flag, RefusedRows, Remedy, UnusableFile};
use crate::import::table::RowPlace;
use crate::render::format;
use crate::system::input;

/// How many reasons for refused rows are listed.
const MOST_REASONS: usize = 40;

/// How many lines are listed that have one reason.
const MOST_LINES: usize = 8;

/// The file and how it was asked for.
pub(super) struct Source<'a> {
    pub(super) args: &'a ImportArgs,
    /// The file, as it was named; `-` for standard input.
    pub(super) file: PathBuf,
    /// How it is meant: what the flags say, else what is said beside it, else what was last time.
    pub(super) options: Options,
    /// The same, checked.
    pub(super) stated: Stated,
    /// What the file is called where something is shown about it.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

impl<'a> Source<'a> {
    pub(super) fn read(
        args: &'a ImportArgs,
        file: &Path,
        options: Options,
        context: &mut Context<'_>,
    ) -> anyhow::Result<Self> {
        let stated = stated::checked(&options, file)?;
        let (name, bytes) = if file == Path::new("-") {
            let name = "standard input";
            let stdin = &mut context.system.stdin();
            (name.to_owned(), input::bounded(stdin, name)?)
        } else {
            (file.display().to_string(), input::read_whole(file)?)
        };
        Ok(Self {
            args,
            file: file.to_path_buf(),
            options,
            stated,
            name,
            bytes,
        })
    }

    /// Where the file is; none for standard input.
    pub(super) fn path(&self) -> Option<&Path> {
        (self.file != Path::new("-")).then_some(&*self.file)
    }

    /// Takes the rest of how it is meant from what was said before.
    ///
    /// # Errors
    /// If something of it cannot be meant.
    pub(super) fn complete(&mut self, before: Options) -> Result<(), Failure> {
        self.options = std::mem::take(&mut self.options).or(before);
        self.stated = stated::checked(&self.options, &self.file)?;
        Ok(())
    }

    /// The command that was typed, with more flags.
    pub(super) fn command_with(&self, flags: &[Flag], skip_unreadable: bool) -> String {
        let mut command = format!("nos import {}", quoted(&self.file.to_string_lossy()));
        let mut add = |flag: &str, value: &str| {
            command.push_str(&format!(" {flag} {}", quoted(value)));
        };
        if let Some(format) = self.args.format {
            add("--format", stated::meant(format).name());
        }
        for (flag, value) in Options::new(self.args).flags() {
            add(flag, value);
        }
        for flag in flags {
            add(flag.name, &flag.value);
        }
        for (flag, is_said) in [
            ("--update", self.args.update),
            (
                "--skip-unreadable",
                skip_unreadable || self.args.skip_unreadable,
            ),
            ("--dry-run", self.args.dry_run),
        ] {
            if is_said {
                command.push_str(&format!(" {flag}"));
            }
        }
        command
    }

    pub(super) fn unusable(&self, unusable: UnusableFile) -> Failure {
        let advice = match &unusable.way_out {
            Some(Remedy::Advice(advice)) => format!("; {advice}"),
            _ => String::new(),
        };
        let failure = match unusable.fault {
            Fault::Flag => Failure::usage(unusable.reason),
            Fault::File => Failure::new(
                Code::Unreadable,
                format!(
                    "{}:{}: {}{advice}",
                    self.name, unusable.line, unusable.reason
                ),
            ),
        };
        match unusable.way_out {
            Some(Remedy::Flags(flags)) => failure.hint(self.command_with(&flags, false)),
            _ => failure,
        }
    }

    /// Refuses the file if a row of it cannot be read, unless such rows are to be left out.
    pub(super) fn refuse_unreadable(
        &self,
        refused: &[RefusedRows],
        place: RowPlace,
        is_any_left: bool,
    ) -> anyhow::Result<()> {
        if refused.is_empty() || self.args.skip_unreadable {
            return Ok(());
        }
        let mut details: Vec<String> = refused
            .iter()
            .take(MOST_REASONS)
            .map(|refused| detail(&self.name, refused, place))
            .collect();
        match refused.len().saturating_sub(MOST_REASONS) {
            0 => {}
            1 => details.push("and 1 more reason".to_owned()),
            more => details.push(format!("and {} more reasons", format::grouped(more as u64))),
        }
        let rows: usize = refused.iter().map(|refused| refused.lines.len()).sum();
        let message = format!(
            "{} of {} can't be read; nothing was imported",
            format::counted(rows as u64, "row", "rows"),
            self.name
        );
        let mut flags: Vec<Flag> = Vec::new();
        for flag in refused.iter().filter_map(|refused| refused.remedy.as_ref()) {
            if !flags.contains(flag) {
                flags.push(flag.clone());
            }
        }
        if flags.iter().any(|flag| flag.value.ends_with("=OUTCOME")) {
            details.push(
                "OUTCOME is no, yes, ghosted, pending, plan or step; ignore leaves such rows out"
                    .to_owned(),
            );
        }
        let is_beyond_flags = refused.iter().any(|refused| refused.remedy.is_none());
        let failure = Failure::new(Code::Unreadable, message).details(details);
        // Where nothing would be left, leaving rows out is no way out.
        Err(match (flags.is_empty(), is_any_left) {
            (true, false) => failure,
            _ => failure.hint(self.command_with(&flags, is_beyond_flags)),
        }
        .into())
    }
}

/// A line of a file, or a row where lines say nothing.
pub(super) fn at(name: &str, place: RowPlace, line: u64) -> String {
    match place {
        RowPlace::Line => format!("{name}:{line}"),
        RowPlace::Row => format!("{name}, row {line}"),
    }
}

/// One reason, and the lines that have it.
pub(super) fn detail(name: &str, refused: &RefusedRows, place: RowPlace) -> String {
    let first = refused.lines.first().copied().unwrap_or(1);
    let told = format!("{}: {}", at(name, place, first), refused.reason);
    if refused.lines.len() < 2 {
        return told;
    }
    let lines: Vec<String> = refused
        .lines
        .iter()
        .take(MOST_LINES)
        .map(ToString::to_string)
        .collect();
    let more = match refused.lines.len().saturating_sub(MOST_LINES) {
        0 => String::new(),
        more => format!(" and {} more", format::grouped(more as u64)),
    };
    let word = match place {
        RowPlace::Line => "lines",
        RowPlace::Row => "rows",
    };
    format!("{told} ({word} {}{more})", lines.join(", "))
}
