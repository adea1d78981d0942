//! A home in which nos runs inside the test: a clock that is active where it is set, an environment
//! of its own, streams in memory. Quick, so that most tests can be of this kind.

use std::cell::RefCell;
use std::ffi::OsString;
use std::io::{self, Cursor, Write};
use std::path::PathBuf;
use std::rc::Rc;

use nos::system::{System, Terminal};
use tempfile::TempDir;

/// A folder of its own, a clock and an environment.
pub(crate) struct TestEnv {
    folder: TempDir,
    env: Vec<(String, String)>,
    /// What the streams are.
    pub(crate) terminal: Terminal,
}

/// What a command came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CommandOutput {
    pub(crate) status: u8,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl TestEnv {
    /// A fresh home at this moment, RFC 3339 with an offset.
    pub(crate) fn at(now: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let path = |name: &str| folder.path().join(name).display().to_string();
        let env = [
            ("NOS_DIR", path("data")),
            ("NOS_STATE_DIR", path("state")),
            ("NOS_DEVICE", "test".to_owned()),
            ("NOS_NOW", now.to_owned()),
        ];
        Self {
            env: env.map(|(name, value)| (name.to_owned(), value)).into(),
            folder,
            terminal: Terminal::default(),
        }
    }

    /// Sets a variable of the environment; `NOS_NOW` sets the clock.
    pub(crate) fn set(&mut self, name: &str, value: &str) -> &mut Self {
        self.env.retain(|(other, _)| other != name);
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.folder.path().to_path_buf()
    }

    pub(crate) fn run(&self, args: &[&str]) -> CommandOutput {
        self.run_with(args, "")
    }

    /// Runs a command with this on its standard input.
    pub(crate) fn run_with(&self, args: &[&str], stdin: &str) -> CommandOutput {
        let (out, err) = (Stream::default(), Stream::default());
        let mut system = System::made_up(
            self.env.clone(),
            self.terminal,
            Cursor::new(stdin.to_owned()),
            out.clone(),
            err.clone(),
        );
        let args: Vec<OsString> = ["nos"].iter().chain(args).map(OsString::from).collect();
        let status = nos::run(&args, &mut system);
        CommandOutput {
            status,
            out: out.text(),
            err: err.text(),
        }
    }

    /// Runs a line as a shell would split it: blanks and double quotes, nothing else.
    pub(crate) fn line(&self, line: &str) -> CommandOutput {
        let words = words(line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(words.first(), Some(&"nos"), "{line}");
        self.run(&words[1..])
    }
}

/// The words of a line, as a shell has them.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut in_quotes = false;
    for char in line.chars() {
        match char {
            '"' => {
                in_quotes = !in_quotes;
                word.get_or_insert_default();
            }
            ' ' if !in_quotes => words.extend(word.take()),
            char => word.get_or_insert_default().push(char),
        }
    }
    words.extend(word);
    words
}

/// A stream that is kept.
#[derive(Clone, Default)]
struct Stream(Rc<RefCell<Vec<u8>>>);

impl Stream {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
