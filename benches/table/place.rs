//! What is built and laid out before anything is timed: the programs, the journals, the
//! databases that hold the same.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use super::race::{Runner, installed, prepare};
use super::years;

/// The day on which everything is shown, shortly after the last event.
const NOW: &str = "2026-11-23T12:00:00+01:00";

/// The groups that databases and jq are asked for: how many asks and answers of which sort in
/// which month.
const GROUPS: &str = "select substr(day, 1, 7), outcome, count(*) from event group by 1, 2";

/// The programs, and the folder that everything is in.
pub(crate) struct Place {
    /// The program as it is released.
    pub(crate) nos: PathBuf,
    hello: PathBuf,
    folder: PathBuf,
}

impl Place {
    /// Builds nos as it is released, and a program that says hello and nothing else.
    pub(crate) fn build() -> anyhow::Result<Self> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("table");
        fs::create_dir_all(&folder)?;
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--release", "--locked", "--quiet", "--bin", "nos"]);
        run(cargo.current_dir(root))?;
        let source = folder.join("hello.rs");
        fs::write(&source, "fn main() { println!(\"hello\"); }\n")?;
        let hello = folder.join("hello");
        let mut rustc = Command::new("rustc");
        run(rustc
            .args(["-O", "-Cstrip=symbols", "-o"])
            .arg(&hello)
            .arg(&source))?;
        let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .parent()
            .context("no target folder")?;
        let nos = target
            .join("release")
            .join(format!("nos{}", std::env::consts::EXE_SUFFIX));
        Ok(Self { nos, hello, folder })
    }

    /// The least that a program can be.
    pub(crate) fn hello(&self) -> Runner {
        Runner::new("hello", &self.hello, &[])
    }

    /// A journal of so many events on so many devices, and the folders around it.
    pub(crate) fn journal(&self, events: usize, devices: usize) -> anyhow::Result<Journal> {
        let folder = self.folder.join(format!("{events}-{devices}"));
        let (logs, state) = (folder.join("logs"), folder.join("state"));
        fs::create_dir_all(&logs)?;
        fs::create_dir_all(&state)?;
        for (device, log) in years::logs(events, devices)? {
            let path = logs.join(format!("{device}.jsonl"));
            fs::write(&path, log)?;
            keep_private(&path)?;
        }
        fs::write(state.join("device"), "k3f9x0\n")?;
        fs::write(state.join("mark"), format!("{:016}\n", events * 2))?;
        Ok(Journal {
            nos: self.nos.clone(),
            own_log: logs.join("k3f9x0.jsonl"),
            folder,
        })
    }
}

/// A journal on the disk.
pub(crate) struct Journal {
    nos: PathBuf,
    folder: PathBuf,
    /// The log of the device that writes.
    pub(crate) own_log: PathBuf,
}

impl Journal {
    /// A command over this journal.
    pub(crate) fn nos(&self, name: &'static str, args: &[&str]) -> Runner {
        Runner::new(name, &self.nos, args)
            .with("HOME", &self.folder)
            .with("NOS_DIR", self.folder.join("logs"))
            .with("NOS_STATE_DIR", self.folder.join("state"))
            .with("NOS_NOW", NOW)
    }

    /// grep, counting the nos.
    pub(crate) fn grep(&self) -> Option<Runner> {
        let args = ["-c", "\"outcome\":\"no\"", self.own_log.to_str()?];
        Some(Runner::new("grep", installed("grep")?, &args).with("LC_ALL", "C"))
    }

    /// jq, grouping by month and outcome.
    pub(crate) fn jq(&self) -> Option<Runner> {
        let groups =
            "reduce inputs as $e ({}; .[\"\\($e.on // \"\" | .[:7]) \\($e.outcome)\"] += 1)";
        let args = ["-n", groups, self.own_log.to_str()?];
        Some(Runner::new("jq, by month", installed("jq")?, &args))
    }

    /// duckdb, grouping by month and outcome, from the same log.
    pub(crate) fn duckdb(&self) -> Option<Runner> {
        let log = self.own_log.to_str()?;
        let columns = "{'on': 'varchar', outcome: 'varchar'}";
        let event = format!(
            "(select \"on\" as day, outcome from read_json('{log}', format = 'newline_delimited', columns = {columns})) as event"
        );
        let query = GROUPS.replace("event", &event);
        Some(Runner::new(
            "duckdb group by",
            installed("duckdb")?,
            &["-csv", "-c", &query],
        ))
    }

    /// A sqlite3 database that holds the same events, each field in a column; none
    /// without sqlite3.
    pub(crate) fn sqlite3_database(&self) -> anyhow::Result<Option<Database>> {
        let (Some(sqlite3), path) = (installed("sqlite3"), self.folder.join("events.db")) else {
            return Ok(None);
        };
        if path.exists() {
            fs::remove_file(&path)?;
        }
        let log = self.own_log.display();
        let script = format!(
            "create table line(json text);\n\
             .mode ascii\n.separator \"\\037\" \"\\n\"\n\
             .import {log} line\n\
             create table event as select json->>'id' as id, json->>'at' as at,\n\
             json->>'kind' as kind, json->>'n' as n, json->>'ask' as ask, json->>'text' as text,\n\
             json->>'on' as day, json->>'to' as who, json->>'tags' as tags, json->>'fear' as fear,\n\
             json->>'outcome' as outcome, json->>'sting' as sting from line;\n\
             drop table line;\nvacuum;\n"
        );
        prepare(&sqlite3, &[OsStr::new("-bail"), path.as_os_str()], &script)?;
        Ok(Some(Database { sqlite3, path }))
    }
}

/// A database on the disk.
pub(crate) struct Database {
    sqlite3: PathBuf,
    path: PathBuf,
}

impl Database {
    fn runner(&self, name: &'static str, statement: &str) -> Runner {
        let path = self.path.to_string_lossy();
        Runner::new(name, &self.sqlite3, &[&path, statement])
    }

    /// How many events of which sort in which month.
    pub(crate) fn group_by(&self) -> Runner {
        self.runner("sqlite3 group by", GROUPS)
    }

    /// One more event, with its sync.
    pub(crate) fn insert(&self) -> Runner {
        self.runner(
            "sqlite3 insert",
            "insert into event(id, at, kind, n, text, day, outcome) values ('k3f9x0-9999999', \
             '2026-11-23T12:00:00+01:00', 'ask', 9999999, 'asked for a discount', '2026-11-23', 'no')",
        )
    }
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    let program = command.get_program().to_owned();
    let cannot = || format!("cannot run {}", program.display());
    let status = command.status().with_context(cannot)?;
    if !status.success() {
        bail!("{} ended with {status}", program.display());
    }
    Ok(())
}

/// For the owner alone, as nos writes its logs: it warns of others.
fn keep_private(path: &Path) -> anyhow::Result<()> {
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(())
}
