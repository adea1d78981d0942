//! `nos doctor`: where the logs are, and what is wrong with them.

use serde::Serialize;

use super::session::{Session, located};
use crate::cli::DoctorArgs;
use crate::failure::Exit;
use crate::journal::folder::{self, Journal, Trouble};
use crate::render::safe;
use crate::render::style::{Ink, Style};
use crate::render::table::{Align, Cell, Table};
use crate::render::wording;

/// Checks every log.
///
/// # Errors
/// If the folder or a log cannot be read at all.
pub(crate) fn run(_args: &DoctorArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    session.device_given()?;
    let journal = folder::read(&session.places().data, None)?;
    let device = session.device()?;
    let folders = Folders {
        data: session.places().data.display().to_string(),
        state: session
            .places()
            .state
            .as_deref()
            .map(|path| path.display().to_string()),
        device,
    };
    session.answer(
        || DoctorJson::of(&journal),
        |style| text(&journal, &folders, style),
    )?;
    let is_unwell = |kind: Trouble| {
        matches!(
            kind,
            Trouble::Unreadable | Trouble::Incomplete | Trouble::Conflict
        )
    };
    if journal
        .problems
        .iter()
        .any(|problem| is_unwell(problem.kind))
    {
        return Ok(Exit::Unwell);
    }
    Ok(Exit::Done)
}

struct Folders {
    data: String,
    state: Option<String>,
    device: Option<String>,
}

fn text(journal: &Journal, folders: &Folders, style: &Style) -> String {
    let mut places = Table::new().column("", Align::Left).column("", Align::Left);
    let mut place = |label: &str, value: &str| {
        places.row(vec![
            Cell::inked(Ink::Soft, label),
            Cell::new(safe::one_line(value)),
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
    let mut logs = Table::new()
        .column("", Align::Left)
        .column("", Align::Right)
        .column("", Align::Right);
    for log in &journal.logs {
        let name = log.path.file_name().unwrap_or_default().to_string_lossy();
        logs.row(vec![
            Cell::new(safe::one_line(&name)),
            Cell::new(wording::counted(log.events, "event", "events")),
            Cell::new(wording::counted(log.bytes, "byte", "bytes")),
        ]);
    }
    let problems: String = journal
        .problems
        .iter()
        .map(|problem| {
            let kind = style.ink(Ink::Waiting, problem.kind.name());
            format!("{kind}  {}\n", safe::one_line(&located(problem)))
        })
        .collect();
    let verdict = match (journal.logs.is_empty(), problems.is_empty()) {
        (true, _) => "There is no log yet; nothing is wrong.\n",
        (false, true) => "All is well: every line can be read.\n",
        (false, false) => "Every other line counts. Nothing was changed.\n",
    };
    let mut text = places.aligned(style);
    for part in [logs.aligned(style), problems, verdict.to_owned()] {
        if !part.is_empty() {
            text.push('\n');
            text.push_str(&part);
        }
    }
    text
}

#[derive(Serialize)]
struct DoctorJson {
    schema: &'static str,
    logs: Vec<LogJson>,
    problems: Vec<ProblemJson>,
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
    fn of(journal: &Journal) -> Self {
        let logs = journal.logs.iter().map(|log| LogJson {
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
        }
    }
}
