//! `nos doctor`: where the logs are, and what is wrong with them.

use serde::Serialize;

use super::context::{Context, located};
use crate::cli::doctor::DoctorArgs;
use crate::error::Exit;
use crate::journal::device::Device;
use crate::journal::folder::{self, Journal, Problem, ProblemKind};
use crate::journal::repair::Repaired;
use crate::journal::writer::log_of;
use crate::render::escape;
use crate::render::format;
use crate::render::style::{Ink, Style};
use crate::render::table::{Align, Table, TableCell};

/// Checks every log, after a repair if one is wanted.
///
/// # Errors
/// If the folder or a log cannot be read at all, or the repair cannot be written.
pub(crate) fn run(args: &DoctorArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    context.device_given()?;
    let repaired = args.repair.then(|| repair(context)).transpose()?;
    let device = context.device()?;
    let mut journal = folder::read(&context.places().data, device.as_deref())?;
    journal.tell_conflicts(context.places().state.as_deref());
    context.compare_with_mark(&mut journal)?;
    tell_of_the_mark(&journal, context)?;
    let folders = FoldersJson {
        data: context.places().data.display().to_string(),
        state: context
            .places()
            .state
            .as_deref()
            .map(|path| path.display().to_string()),
        device,
    };
    context.answer(
        || DoctorJson::new(&journal, repaired.as_ref()),
        |style| text(&journal, &folders, repaired.as_ref(), style),
    )?;
    let mut problems = journal.problems.iter();
    if problems.any(|problem| problem.kind.is_fault()) {
        return Ok(Exit::Unwell);
    }
    Ok(Exit::Done)
}

/// Moves the lines that cannot be read out of this device's own log.
fn repair(context: &mut Context<'_>) -> anyhow::Result<Repaired> {
    let stamp = context.now.stamp();
    let mut writer = context.write_quietly()?;
    writer.repair(&stamp)
}

/// Warns of a home that was copied, and of logs that may be from a backup.
fn tell_of_the_mark(journal: &Journal, context: &mut Context<'_>) -> anyhow::Result<()> {
    let given = context.device_given()?;
    let Some(state) = context.places().state.clone() else {
        return Ok(());
    };
    if context.device()?.is_none() {
        return Ok(());
    }
    let device = Device::new(given.as_deref(), &state);
    let is_missing = |problem: &Problem| problem.kind == ProblemKind::Missing;
    if journal.problems.iter().any(is_missing) {
        return Ok(());
    }
    if journal.is_emptied() {
        let (name, seq) = (&device.name, journal.ledger.highest_seq);
        let told = format!(
            "{name}-{seq} was given out, and the log {name}.jsonl has nothing: a change didn't come to its end, or the log was lost; put it back from your backup if you have one"
        );
        context.warn("device", &told, None);
        return Ok(());
    }
    let own_log = log_of(&context.places().data, &device.name);
    let proof = device.proof_of_another(journal, &own_log);
    let told = match proof {
        Some(proof) => Some(proof.told(&device.name)),
        None => device.told_by_the_mark(journal.ledger.highest_own_seq),
    };
    if let Some(told) = told {
        context.warn("device", &told, None);
    }
    Ok(())
}

struct FoldersJson {
    data: String,
    state: Option<String>,
    device: Option<String>,
}

fn text(
    journal: &Journal,
    folders: &FoldersJson,
    repaired: Option<&Repaired>,
    style: &Style,
) -> String {
    let problems: String = journal
        .problems
        .iter()
        .map(|problem| {
            let kind = style.ink(Ink::Waiting, problem.kind.name());
            format!("{kind}  {}\n", escape::one_line(&located(problem)))
        })
        .collect();
    let parts = [
        places(folders, style),
        logs(journal, style),
        repaired.map(told).unwrap_or_default(),
        verdict(journal, !problems.is_empty(), repaired).to_owned(),
    ];
    let [places, logs, repaired, verdict] = parts;
    let parts = [places, logs, repaired, problems, verdict];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

fn verdict(journal: &Journal, are_problems: bool, repaired: Option<&Repaired>) -> &'static str {
    match (journal.logs.is_empty(), are_problems, repaired) {
        (true, false, _) => "There's no log yet; nothing is wrong.\n",
        (true, true, _) => "There's no log to read. Nothing was changed.\n",
        (false, false, _) => "All is well: every line can be read.\n",
        (false, true, None) if is_all_of_conflicts(journal) => {
            "Every line counts. Nothing was changed.\n"
        }
        (false, true, None) => "Every other line counts. Nothing was changed.\n",
        (false, true, Some(_)) => {
            "Every other line counts. The rest can only be repaired on the device that wrote it.\n"
        }
    }
}

/// Whether the problems are lines that share an id, all of which count, and nothing else.
fn is_all_of_conflicts(journal: &Journal) -> bool {
    let mut problems = journal.problems.iter();
    problems.all(|problem| problem.kind == ProblemKind::Conflict)
}

/// What a repair did, in words.
fn told(repaired: &Repaired) -> String {
    let mut text = String::new();
    if repaired.moved > 0 {
        let moved = format::counted(repaired.moved as u64, "line", "lines");
        let side_file = escape::one_line(&repaired.side_file.display().to_string());
        text.push_str(&format!("{moved} moved to {side_file}\n"));
    }
    if repaired.saved > 0 {
        let saved = format::counted(repaired.saved as u64, "whole event", "whole events");
        text.push_str(&format!("{saved} on them saved into the log\n"));
    }
    if repaired.freed > 0 {
        let freed = format::counted(repaired.freed as u64, "line", "lines");
        text.push_str(&format!("NULs removed from {freed}\n"));
    }
    for backup in &repaired.backups {
        let backup = escape::one_line(&backup.display().to_string());
        text.push_str(&format!("The log as it was is in {backup}\n"));
    }
    if let Some(accepted) = repaired.accepted {
        let is = format::counted(accepted.is.unwrap_or(0), "byte", "bytes");
        text.push_str(&format!(
            "The log was accepted as it is, with {is} of at least {}.\n",
            format::grouped(accepted.was)
        ));
    }
    if repaired.accepted_ids > 0 {
        let ids = format::counted(repaired.accepted_ids as u64, "id", "ids");
        text.push_str(&format!(
            "{ids} on several lines: all of the lines count, and that's settled now.\n"
        ));
    }
    if text.is_empty() {
        text.push_str("There was nothing to repair in this device's log.\n");
    }
    text
}

fn places(folders: &FoldersJson, style: &Style) -> String {
    let mut places = Table::new().column("", Align::Left).column("", Align::Left);
    let mut place = |label: &str, value: &str| {
        places.row(vec![
            TableCell::inked(Ink::Soft, label),
            TableCell::new(escape::one_line(value)),
        ]);
    };
    place("Logs", &folders.data);
    place("State", folders.state.as_deref().unwrap_or("none"));
    place(
        "Device",
        folders
            .device
            .as_deref()
            .unwrap_or("gets its name with the first ask"),
    );
    places.aligned(style)
}

fn logs(journal: &Journal, style: &Style) -> String {
    let mut logs = Table::new()
        .column("", Align::Left)
        .column("", Align::Right)
        .column("", Align::Right);
    for log in journal.logs.iter().filter(|log| log.is_open) {
        let name = log.path.file_name().unwrap_or_default().to_string_lossy();
        logs.row(vec![
            TableCell::new(escape::one_line(&name)),
            TableCell::new(format::counted(log.events, "event", "events")),
            TableCell::new(format::counted(log.bytes, "byte", "bytes")),
        ]);
    }
    logs.aligned(style)
}

#[derive(Serialize)]
struct DoctorJson {
    schema: &'static str,
    logs: Vec<LogJson>,
    problems: Vec<ProblemJson>,
    repaired: Option<RepairedJson>,
}

#[derive(Serialize)]
struct RepairedJson {
    moved: usize,
    saved: usize,
    freed: usize,
    accepted_ids: usize,
    side_file: String,
    backups: Vec<String>,
    accepted: Option<AcceptedJson>,
}

/// A log that was shorter than it had been, and is taken for whole from now on.
#[derive(Serialize)]
struct AcceptedJson {
    bytes: u64,
    bytes_before: u64,
}

#[derive(Serialize)]
struct LogJson {
    path: String,
    device: String,
    events: u64,
    bytes: u64,
}

#[derive(Serialize)]
struct ProblemJson {
    path: String,
    line: Option<u64>,
    kind: &'static str,
    reason: String,
}

impl DoctorJson {
    fn new(journal: &Journal, repaired: Option<&Repaired>) -> Self {
        let logs = journal.logs.iter().filter(|log| log.is_open);
        let logs = logs.map(|log| LogJson {
            path: log.path.display().to_string(),
            device: log.device.clone(),
            events: log.events,
            bytes: log.bytes,
        });
        let problems = journal.problems.iter().map(|problem| ProblemJson {
            path: problem.path.display().to_string(),
            line: problem.line,
            kind: problem.kind.name(),
            reason: problem.reason.clone(),
        });
        Self {
            schema: "nos.doctor/1",
            logs: logs.collect(),
            problems: problems.collect(),
            repaired: repaired.map(|repaired| RepairedJson {
                moved: repaired.moved,
                saved: repaired.saved,
                freed: repaired.freed,
                accepted_ids: repaired.accepted_ids,
                side_file: repaired.side_file.display().to_string(),
                backups: repaired
                    .backups
                    .iter()
                    .map(|path| path.display().to_string())
                    .collect(),
                accepted: repaired.accepted.map(|shortfall| AcceptedJson {
                    bytes: shortfall.is.unwrap_or(0),
                    bytes_before: shortfall.was,
                }),
            }),
        }
    }
}
