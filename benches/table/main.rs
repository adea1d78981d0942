//! How fast nos is, as whole processes beside what else is installed.
//!
//! `cargo bench --bench table` builds nos as it is released, makes up logs of ten years, times
//! each command in turns with grep, sqlite3, jq and duckdb (those that are there), and tells for
//! each promise whether it is kept. `-- --rounds 21` takes more turns than the usual 9.

mod place;
mod race;
mod years;

use std::fmt::Display;
use std::io::{self, Write};
use std::time::Duration;

use anyhow::Context;

use place::Place;
use race::{Runner, race};

/// What the whole journal may cost at most, in greps over the same bytes.
const GREPS: f64 = 5.0;

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let mut table = Table {
        rounds: 9,
        missed: Vec::new(),
    };
    if !args.iter().any(|arg| arg == "--bench") {
        return tell("this is run by `cargo bench --bench table`");
    }
    if let Some(at) = args.iter().position(|arg| arg == "--rounds") {
        let rounds = args.get(at + 1).context("--rounds is how many?")?;
        table.rounds = rounds.parse().context("--rounds is not a number")?;
    }
    let place = Place::build()?;
    start_up(&place, &mut table)?;
    ten_thousand(&place, &mut table)?;
    a_million(&place, &mut table)?;
    table.close()
}

fn start_up(place: &Place, table: &mut Table) -> anyhow::Result<()> {
    let contest = table.contest(
        "Starting",
        &[
            place.hello(),
            Runner::new("nos --version", &place.nos, &["--version"]),
        ],
    )?;
    table.judge(&contest, "nos --version", 1.5, "hello")
}

fn ten_thousand(place: &Place, table: &mut Table) -> anyhow::Result<()> {
    let journal = place.journal(10_000, 1)?;
    let mut runners = vec![
        place.hello(),
        journal.nos("nos prompt", &["prompt"]),
        journal.nos("nos stats", &["stats"]),
        journal
            .nos("nos log", &["log", "asked for a discount", "--no"])
            .growing(&journal.own_log),
    ];
    runners.extend(journal.jq());
    if let Some(database) = journal.sqlite3_database()? {
        runners.extend([database.group_by(), database.insert()]);
    }
    let contest = table.contest("10,000 events", &runners)?;
    table.judge(&contest, "nos prompt", 5.0, "hello")?;
    table.judge(&contest, "nos stats", 5.0, "hello")?;
    table.judge(&contest, "nos log", 0.9, "sqlite3 insert")
}

fn a_million(place: &Place, table: &mut Table) -> anyhow::Result<()> {
    let tenth = place.journal(100_000, 1)?;
    let journal = place.journal(1_000_000, 1)?;
    let apart = place.journal(1_000_000, 3)?;
    let commands = [
        journal.nos("nos stats --all", &["stats", "--all"]),
        journal.nos("nos", &[]),
        journal.nos("nos prompt", &["prompt"]),
        journal
            .nos("nos log", &["log", "asked for a discount", "--no"])
            .growing(&journal.own_log),
        journal
            .nos("nos answer last", &["answer", "last", "--yes"])
            .growing(&journal.own_log),
        journal.nos("nos list", &["list"]),
        journal.nos("nos list -L 20", &["list", "-L", "20"]),
        journal.nos("nos list WORD", &["list", "passport"]),
        apart.nos("nos stats, three devices", &["stats", "--all"]),
        tenth.nos("nos stats, a tenth of it", &["stats", "--all"]),
    ];
    let mut memory = Vec::new();
    for command in &commands {
        memory.push((command.name, command.peak_memory()?));
    }
    let mut runners = Vec::from(commands);
    runners.extend(journal.grep());
    runners.extend(journal.duckdb());
    runners.extend(
        journal
            .sqlite3_database()?
            .map(|database| database.group_by()),
    );
    let contest = table.contest("1,000,000 events", &runners)?;
    for name in [
        "nos stats --all",
        "nos",
        "nos log",
        "nos answer last",
        "nos list",
        "nos list -L 20",
    ] {
        table.judge(&contest, name, GREPS, "grep")?;
    }
    table.judge(&contest, "nos stats --all", 0.6, "sqlite3 group by")?;
    if let (Some(small), Some(large)) = (
        contest.seconds("nos stats, a tenth of it"),
        contest.seconds("nos stats --all"),
    ) {
        table.promise("growth of stats, exponent", (large / small).log10(), 1.02)?;
    }
    for (name, kibibytes) in memory {
        if let Some(kibibytes) = kibibytes {
            let mebibytes = f64::from(kibibytes) / 1024.0;
            table.promise(&format!("MiB of {name}"), mebibytes, 128.0)?;
        }
    }
    Ok(())
}

fn tell(line: impl Display) -> anyhow::Result<()> {
    Ok(writeln!(io::stdout(), "{line}")?)
}

/// The times of some runners.
struct Contest(Vec<(&'static str, Duration)>);

impl Contest {
    fn seconds(&self, name: &str) -> Option<f64> {
        let found = self.0.iter().find(|(other, _)| *other == name);
        found.map(|(_, time)| time.as_secs_f64())
    }
}

/// What is printed, and what was missed in it.
struct Table {
    rounds: usize,
    missed: Vec<String>,
}

impl Table {
    /// Times the runners and tells their times.
    fn contest(&self, title: &str, runners: &[Runner]) -> anyhow::Result<Contest> {
        tell(format_args!(
            "\n{title}, the middle of {} turns:",
            self.rounds
        ))?;
        let mut contest = Contest(Vec::new());
        for (runner, result) in runners.iter().zip(race(runners, self.rounds)) {
            match result {
                Ok(time) => {
                    let milliseconds = time.as_secs_f64() * 1000.0;
                    tell(format_args!("  {:<26} {milliseconds:>9.2} ms", runner.name))?;
                    contest.0.push((runner.name, time));
                }
                Err(error) => tell(format_args!("  {:<26} {error:#}", runner.name))?,
            }
        }
        Ok(contest)
    }

    /// Tells whether one took at most so many times as long as another, if both were there.
    fn judge(
        &mut self,
        contest: &Contest,
        name: &str,
        limit: f64,
        other: &str,
    ) -> anyhow::Result<()> {
        match (contest.seconds(name), contest.seconds(other)) {
            (Some(one), Some(two)) => self.promise(&format!("{name} ÷ {other}"), one / two, limit),
            _ => tell(format_args!("  {name} ÷ {other}: not measured")),
        }
    }

    fn promise(&mut self, what: &str, value: f64, limit: f64) -> anyhow::Result<()> {
        let verdict = if value <= limit { "kept" } else { "MISSED" };
        tell(format_args!(
            "  {what:<38} {value:>7.2}  at most {limit:>6.2}  {verdict}"
        ))?;
        if value > limit {
            self.missed.push(what.to_owned());
        }
        Ok(())
    }

    fn close(&self) -> anyhow::Result<()> {
        match self.missed.as_slice() {
            [] => tell("\nEverything is as fast as promised."),
            missed => tell(format_args!("\nMissed: {}.", missed.join("; "))),
        }
    }
}
