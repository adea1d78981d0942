//! Text files of note lines: one that is named, or the inbox of the settings. They are read, never
//! written.

use std::path::{Path, PathBuf};

use super::add::{self, Kind};
use super::memory::Memory;
use super::source::{self, Source};
use super::summary::Origin;
use crate::cli::import_export::ImportArgs;
use crate::cli::usage_error::quoted;
use crate::commands::context::Context;
use crate::domain::outcome::Outcome;
use crate::error::{Code, Exit, Failure};
use crate::import::decode::decoded;
use crate::import::note_file::{self, Model, Notes};
use crate::import::problem::RefusedRows;
use crate::import::source::Sources;
use crate::import::table::RowPlace;
use crate::journal::folder::Journal;
use crate::system::input;

/// A file of note lines.
struct NoteFile {
    name: String,
    /// Where it is; none for standard input.
    path: Option<PathBuf>,
    /// Its lines, as far as they are ended.
    text: String,
    has_open_line: bool,
    sources: Sources,
    notes: Notes,
}

/// Takes the inbox in.
///
/// # Errors
/// If the settings name none, or it cannot be read or written down.
pub(super) fn run(
    args: &ImportArgs,
    memory: Memory,
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    if let Some(flag) = flag_of_sheets(args) {
        return Err(
            Failure::usage(format!("{flag} is about a file; which one?"))
                .hint("nos import --help")
                .into(),
        );
    }
    let paths = paths(context);
    if paths.is_empty() {
        return Err(Failure::usage(
            "name a file, or set the inbox in the settings and leave it out",
        )
        .hint("nos import --help")
        .into());
    }
    let mut files = Vec::new();
    for path in paths {
        // A phone may not have sent anything yet.
        if path.exists() {
            let bytes = input::read_whole(&path)?;
            let name = path.display().to_string();
            files.push(NoteFile::read(
                name,
                Some(path),
                &bytes,
                Outcome::Pending,
                &memory,
                context,
            )?);
        } else {
            context.note(&format!("{} isn't there yet.", path.display()));
        }
    }
    take(files, "the inbox", args, memory, context)
}

/// Takes one file in.
///
/// # Errors
/// If a flag is for sheets, or the file cannot be read or written down.
pub(super) fn run_file(
    source: &Source<'_>,
    memory: Memory,
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    if let Some(flag) = flag_of_sheets(source.args) {
        return Err(Failure::usage(format!(
            "{} is a list of note lines, which say themselves what is what; {flag} changes nothing",
            source.name
        ))
        .hint(format!(
            "nos import {} --format text",
            quoted(&source.file.to_string_lossy())
        ))
        .into());
    }
    let outcome = source.stated.outcome.unwrap_or(Outcome::Pending);
    let path = source.path().map(Path::to_path_buf);
    let file = NoteFile::read(
        source.name.clone(),
        path,
        &source.bytes,
        outcome,
        &memory,
        context,
    )?;
    take(vec![file], &source.name, source.args, memory, context)
}

/// A flag that says nothing of note lines.
fn flag_of_sheets(args: &ImportArgs) -> Option<&'static str> {
    let options = super::options::Options::new(args);
    let flag = options
        .flags()
        .into_iter()
        .find(|(flag, _)| *flag != "--outcome");
    flag.map(|(flag, _)| flag)
        .or(args.update.then_some("--update"))
}

/// How many lines wait in the inbox: those that an import would bring in. An inbox that cannot be
/// read is a matter of the import.
pub(crate) fn waiting(journal: &mut Journal, context: &Context<'_>) -> usize {
    let memory = Memory::read(context.places().state.as_deref());
    let mut incoming = Vec::new();
    for path in paths(context).into_iter().filter(|path| path.is_file()) {
        let Ok(bytes) = input::read_whole(&path) else {
            continue;
        };
        let name = path.display().to_string();
        let file = NoteFile::read(name, Some(path), &bytes, Outcome::Pending, &memory, context);
        incoming.extend(file.map(|file| file.notes.asks).unwrap_or_default());
    }
    if incoming.is_empty() {
        return 0;
    }
    add::outcome(incoming, journal, Kind::Notes, false).map_or(0, |outcome| outcome.fresh.len())
}

fn paths(context: &Context<'_>) -> Vec<PathBuf> {
    let paths = context.config.settings.inbox.iter();
    paths.map(|path| context.system.expand_home(path)).collect()
}

impl NoteFile {
    fn read(
        name: String,
        path: Option<PathBuf>,
        bytes: &[u8],
        outcome: Outcome,
        memory: &Memory,
        context: &Context<'_>,
    ) -> anyhow::Result<Self> {
        let text = if bytes.trim_ascii().is_empty() {
            String::new()
        } else {
            decoded(bytes)
                .map_err(|unusable| {
                    let reason = format!("{name}:{}: {}", unusable.line, unusable.reason);
                    Failure::new(Code::Unreadable, reason)
                })?
                .text
                .into_owned()
        };
        // What comes from standard input is whole; a file may still be growing.
        let ended = if path.is_some() {
            note_file::ended(&text)
        } else {
            &text
        };
        let has_open_line = ended.len() < text.len();
        let text = ended.to_owned();
        let mut sources = match &path {
            Some(path) => memory.sources(path, &text),
            None => Sources::default(),
        };
        let model = Model {
            today: context.today(),
            outcome,
            tags: &context.config.settings.tags,
        };
        let notes = note_file::read(&text, &model, &mut sources);
        Ok(Self {
            name,
            path,
            text,
            has_open_line,
            sources,
            notes,
        })
    }
}

fn take(
    mut files: Vec<NoteFile>,
    name: &str,
    args: &ImportArgs,
    mut memory: Memory,
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    if !args.skip_unreadable {
        refuse(&files)?;
    }
    let mut skipped: Vec<RefusedRows> = Vec::new();
    let mut incoming = Vec::new();
    for file in &mut files {
        let refused = std::mem::take(&mut file.notes.refused);
        super::warn_of_skipped(&refused, RowPlace::Line, &file.name, context);
        skipped.extend(refused);
        incoming.append(&mut file.notes.asks);
        if file.has_open_line {
            context.note(&format!(
                "The last line of {} isn't ended by a newline yet, so it waits for the next time.",
                file.name
            ));
        }
    }
    let origin = Origin {
        source: None,
        name,
        place: RowPlace::Line,
        skipped: &skipped,
        reading: None,
    };
    let exit = super::take(incoming, &origin, args, context)?;
    if let Some(state) = &context.places().state
        && !args.dry_run
    {
        for file in &files {
            if let Some(path) = &file.path {
                memory.note_text(path, &file.text, &file.sources);
            }
        }
        memory.write(state)?;
    }
    Ok(exit)
}

/// Refuses the files if a line of one cannot be an ask.
fn refuse(files: &[NoteFile]) -> Result<(), Failure> {
    let details: Vec<String> = files
        .iter()
        .flat_map(|file| {
            let refused = file.notes.refused.iter();
            refused.map(|refused| source::detail(&file.name, refused, RowPlace::Line))
        })
        .collect();
    let Some(first) = details.first() else {
        return Ok(());
    };
    let message = match details.len() {
        1 => format!("{first}; nothing was imported"),
        more => format!("{more} kinds of lines can't be asks; nothing was imported"),
    };
    let failure = if files.iter().any(|file| file.notes.is_ahead) {
        Failure::usage(message)
    } else {
        Failure::new(Code::Unreadable, message)
    };
    Err(if details.len() > 1 {
        failure.details(details)
    } else {
        failure
    })
}
