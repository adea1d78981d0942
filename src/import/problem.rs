//! Why a file, or a row of it, does not come in, and what would help.

/// A line that does not come in, and why, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusalReason {
    /// The line of the file, from 1.
    pub line: u64,
    /// Why, in the style of an error: lower case, no full stop.
    pub reason: String,
}

impl RefusalReason {
    /// The refusal of a line.
    pub fn new(line: u64, reason: impl Into<String>) -> Self {
        Self {
            line,
            reason: reason.into(),
        }
    }
}

/// Rows that do not come in for one and the same reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRows {
    /// Why.
    pub reason: String,
    /// Their lines, in order.
    pub lines: Vec<u64>,
    /// The flag that would help, if one would.
    pub remedy: Option<Flag>,
}

/// Refused rows by their reason, in the order in which the reasons first come.
#[derive(Clone, Debug, Default)]
pub struct Reasons {
    found: Vec<RefusedRows>,
    places: std::collections::HashMap<String, usize>,
}

impl Reasons {
    /// Takes note of a row.
    pub fn add(&mut self, line: u64, reason: String, remedy: Option<Flag>) {
        let at = *self.places.entry(reason).or_insert_with_key(|reason| {
            self.found.push(RefusedRows {
                reason: reason.clone(),
                lines: Vec::new(),
                remedy,
            });
            self.found.len() - 1
        });
        if let Some(refused) = self.found.get_mut(at) {
            refused.lines.push(line);
        }
    }

    /// All of them.
    pub fn into_vec(self) -> Vec<RefusedRows> {
        self.found
    }
}

/// A row each, by line.
pub fn by_line(refused: &[RefusedRows]) -> Vec<RefusalReason> {
    let mut rows: Vec<RefusalReason> = refused
        .iter()
        .flat_map(|refused| {
            refused
                .lines
                .iter()
                .map(|&line| RefusalReason::new(line, refused.reason.clone()))
        })
        .collect();
    rows.sort_by_key(|refusal| refusal.line);
    rows
}

/// Why a whole file, or what was said about it, cannot be used. Skipping lines does not help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusableFile {
    /// What is at fault.
    pub fault: Fault,
    /// The line that shows it, from 1.
    pub line: u64,
    /// Why, in the style of an error.
    pub reason: String,
    /// What would help.
    pub way_out: Option<Remedy>,
}

/// What is at fault when a whole file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file.
    File,
    /// A flag that names what the file has not, or says two things at once.
    Flag,
}

/// What would help with a file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// The same import with these flags more.
    Flags(Vec<Flag>),
    /// Something to do to the file first.
    Advice(String),
}

/// A flag of `nos import`, its value not yet quoted for a shell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// The flag: `--map`.
    pub name: &'static str,
    /// Its value: `Status:Blocked=OUTCOME`.
    pub value: String,
}

impl Flag {
    /// Any flag.
    pub fn new(name: &'static str, value: impl Into<String>) -> Self {
        Self {
            name,
            value: value.into(),
        }
    }

    /// A `--map`.
    pub fn map(value: impl Into<String>) -> Self {
        Self::new("--map", value)
    }

    /// A `--date-order`.
    pub fn date_order(value: impl Into<String>) -> Self {
        Self::new("--date-order", value)
    }
}

impl UnusableFile {
    /// A file that cannot be used, as a line of it shows.
    pub fn file(line: u64, reason: impl Into<String>) -> Self {
        Self {
            fault: Fault::File,
            line,
            reason: reason.into(),
            way_out: None,
        }
    }

    /// A flag that does not fit the file.
    pub fn flag(reason: impl Into<String>) -> Self {
        Self {
            fault: Fault::Flag,
            ..Self::file(1, reason)
        }
    }

    /// The same, with a flag that would help.
    #[must_use]
    pub fn try_flag(self, flag: Flag) -> Self {
        self.try_flags(vec![flag])
    }

    /// The same, with flags that would help.
    #[must_use]
    pub fn try_flags(mut self, flags: Vec<Flag>) -> Self {
        self.way_out = Some(Remedy::Flags(flags));
        self
    }

    /// The same, with advice.
    #[must_use]
    pub fn advise(mut self, advice: impl Into<String>) -> Self {
        self.way_out = Some(Remedy::Advice(advice.into()));
        self
    }
}
