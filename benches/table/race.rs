//! Whole processes, run in turns, each timed from start to end.
//!
//! In turns, so that a machine that is busy for a while is busy for all of them; and the middle
//! of the times is taken, so that one bad moment does not count.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

/// As much as is in a pipe.
const PIPE_BYTES: usize = 1 << 16;

/// Something that is run.
pub(crate) struct Runner {
    /// What the table calls it.
    pub(crate) name: &'static str,
    program: PathBuf,
    args: Vec<String>,
    env: Vec<(&'static str, PathBuf)>,
    grows: Option<PathBuf>,
}

impl Runner {
    /// A program and what it is shown.
    pub(crate) fn new(name: &'static str, program: impl Into<PathBuf>, args: &[&str]) -> Self {
        Self {
            name,
            program: program.into(),
            args: args.iter().map(|&arg| arg.to_owned()).collect(),
            env: Vec::new(),
            grows: None,
        }
    }

    /// The same with a variable of the environment, which is empty but for those set here.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<PathBuf>) -> Self {
        self.env.push((name, value.into()));
        self
    }

    /// The same, writing to the end of a file that is cut back after each run.
    pub(crate) fn growing(mut self, path: impl Into<PathBuf>) -> Self {
        self.grows = Some(path.into());
        self
    }

    fn command(&self, program: &OsStr) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .envs(self.env.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Runs it once; says how long it took.
    fn run(&self) -> anyhow::Result<Duration> {
        let length = self.grown_length()?;
        let mut command = self.command(self.program.as_os_str());
        command.args(&self.args);
        // Read to the end by another thread, as it would be in a pipe, and not kept: that would
        // cost more than to read it.
        command.stdout(Stdio::piped());
        let begun = Instant::now();
        let mut child = command
            .spawn()
            .with_context(|| format!("cannot run {}", self.program.display()))?;
        let mut pipe = child.stdout.take().context("there is no pipe")?;
        let mut read = vec![0; PIPE_BYTES];
        while pipe.read(&mut read)? > 0 {}
        let status = child.wait()?;
        let took = begun.elapsed();
        if !status.success() {
            bail!("{} ended with {status}", self.name);
        }
        self.cut_back(length)?;
        Ok(took)
    }

    /// The most memory it has at once, in KiB, where GNU time is there to tell.
    pub(crate) fn peak_memory(&self) -> anyhow::Result<Option<u32>> {
        let time = Path::new("/usr/bin/time");
        if !time.exists() {
            return Ok(None);
        }
        let length = self.grown_length()?;
        let told = Path::new(env!("CARGO_TARGET_TMPDIR")).join("memory");
        let mut command = self.command(time.as_os_str());
        command.arg("-f%M").arg("-o").arg(&told).arg(&self.program);
        let status = command.args(&self.args).stdout(Stdio::null()).status()?;
        self.cut_back(length)?;
        let kibibytes = fs::read_to_string(&told)?.trim().parse().ok();
        Ok(kibibytes.filter(|_| status.success()))
    }

    fn grown_length(&self) -> anyhow::Result<u64> {
        let grows = self.grows.as_ref();
        Ok(grows
            .map(fs::metadata)
            .transpose()?
            .map_or(0, |file| file.len()))
    }

    fn cut_back(&self, length: u64) -> anyhow::Result<()> {
        if let Some(path) = &self.grows {
            let file = File::options().write(true).open(path)?;
            if file.metadata()?.len() == length {
                bail!("{} has written nothing", self.name);
            }
            file.set_len(length)?;
            file.sync_all()?;
        }
        Ok(())
    }
}

/// The middle of the times that each of them took, run in turns, after a first turn that does
/// not count; none for one that fails.
pub(crate) fn race(runners: &[Runner], rounds: usize) -> Vec<anyhow::Result<Duration>> {
    let mut times: Vec<anyhow::Result<Vec<Duration>>> =
        runners.iter().map(|_| Ok(Vec::new())).collect();
    for round in 0..=rounds {
        for (runner, result) in runners.iter().zip(&mut times) {
            let Ok(times) = result else { continue };
            match runner.run() {
                Ok(took) if round > 0 => times.push(took),
                Ok(_) => {}
                Err(error) => *result = Err(error),
            }
        }
    }
    times.into_iter().map(|times| times.map(median)).collect()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The program of that name, if it is installed.
pub(crate) fn installed(name: &str) -> Option<PathBuf> {
    let found = Command::new("which").arg(name).output().ok()?;
    let path = String::from_utf8(found.stdout).ok()?;
    found.status.success().then(|| PathBuf::from(path.trim()))
}

/// Runs a program once, untimed, with something for it to read; it must succeed.
pub(crate) fn prepare(program: &Path, args: &[&OsStr], input: &str) -> anyhow::Result<()> {
    let mut file = tempfile::tempfile()?;
    file.write_all(input.as_bytes())?;
    file.seek(SeekFrom::Start(0))?;
    let status = Command::new(program).args(args).stdin(file).status();
    match status.with_context(|| format!("cannot run {}", program.display()))? {
        status if status.success() => Ok(()),
        status => bail!("{} ended with {status}", program.display()),
    }
}
