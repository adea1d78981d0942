//! What could be completed at the cursor: a half-typed command line, read for the completions.
//!
//! Pure, and made from the same clap types that read the line in earnest, so no flag is ever
//! missing. It says what kind of word is wanted; the words that live in the journal are found by
//! `commands::complete`. It never judges: a line that makes no sense wants nothing.

use clap::{Arg, ArgAction, Command};

/// A word that can be put in, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What is typed.
    pub value: String,
    /// A line about it; empty if it speaks for itself.
    pub about: String,
}

impl Candidate {
    /// A word with its meaning.
    pub fn new(value: impl Into<String>, about: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            about: about.into(),
        }
    }
}

/// The kind of word that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Candidates {
    /// One of these, whatever the journal says.
    Words(Vec<Candidate>),
    /// A number of an ask that waits for its answer; not one that is on the line already.
    Pending(Vec<String>),
    /// A number of any ask; not one that is on the line already.
    Asks(Vec<String>),
    /// A tag.
    Tags,
    /// Somebody who was asked.
    People,
    /// A year in which something was asked or answered.
    Years,
    /// A file.
    Files,
    /// A folder.
    Folders,
}

/// What is wanted at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompletionRequest {
    /// What the word at the cursor already has before the value itself: `--to=`, `-t`, `+`.
    pub lead: String,
    /// The kind of value.
    pub kind: Candidates,
    /// The folder of the journal, if the line names one with `--dir`.
    pub dir: Option<String>,
}

/// What is wanted at a word of which `at` is typed, after the words `before` it (without the
/// program's own name). The command must have been built, so that global flags are everywhere.
pub fn wanted(nos: &Command, before: &[String], at: &str) -> CompletionRequest {
    let line = HalfTypedLine::read(nos, before);
    let (lead, kind) = line.wants(at);
    CompletionRequest {
        lead,
        kind,
        dir: line.dir,
    }
}

/// The name of the command that the words are about, the innermost; empty if they name none.
pub fn command_named(nos: &Command, words: &[String]) -> String {
    let line = HalfTypedLine::read(nos, words);
    if line.is_root {
        String::new()
    } else {
        line.command.get_name().to_owned()
    }
}

/// The words before the cursor, as they were understood.
struct HalfTypedLine<'a> {
    nos: &'a Command,
    command: &'a Command,
    /// Whether only the program's name was typed so far.
    is_root: bool,
    /// The flag whose value comes next.
    open: Option<&'a Arg>,
    /// Whether `--` ended the flags.
    flags_are_over: bool,
    used: Vec<&'a Arg>,
    words: Vec<String>,
    dir: Option<String>,
}

impl<'a> HalfTypedLine<'a> {
    fn read(nos: &'a Command, before: &[String]) -> Self {
        let mut line = Self {
            nos,
            command: nos,
            is_root: true,
            open: None,
            flags_are_over: false,
            used: Vec::new(),
            words: Vec::new(),
            dir: None,
        };
        for word in before {
            line.take(word);
        }
        line
    }

    fn take(&mut self, word: &str) {
        if let Some(flag) = self.open.take() {
            self.value_given(flag, word);
        } else if self.flags_are_over {
            self.words.push(word.to_owned());
        } else if word == "--" {
            self.flags_are_over = true;
        } else if let Some(name) = word.strip_prefix("--") {
            let (name, value) = match name.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (name, None),
            };
            if let Some(flag) = long_flag(self.command, name) {
                self.flag_given(flag, value);
            }
        } else if let Some(cluster) = word.strip_prefix('-').filter(|rest| !rest.is_empty()) {
            if let Some((flag, _, value)) = last_of_cluster(self.command, cluster) {
                self.flag_given(flag, value);
            }
        } else if let Some(command) = self.subcommand(word) {
            self.command = command;
            self.is_root = false;
        } else {
            self.words.push(word.to_owned());
        }
    }

    /// A subcommand comes before any other word.
    fn subcommand(&self, word: &str) -> Option<&'a Command> {
        if self.words.is_empty() {
            self.command.find_subcommand(word)
        } else {
            None
        }
    }

    fn flag_given(&mut self, flag: &'a Arg, value: Option<&str>) {
        self.used.push(flag);
        match value {
            Some(value) => self.value_given(flag, value),
            None if flag.get_action().takes_values() => self.open = Some(flag),
            None => {}
        }
    }

    fn value_given(&mut self, flag: &Arg, value: &str) {
        if flag.get_long() == Some("dir") {
            self.dir = Some(value.to_owned());
        }
    }

    fn wants(&self, at: &str) -> (String, Candidates) {
        if let Some(flag) = self.open {
            return (String::new(), self.value_of(flag));
        }
        if !self.flags_are_over {
            if let Some((name, _)) = at.strip_prefix("--").and_then(|long| long.split_once('=')) {
                let kind = long_flag(self.command, name).map(|flag| self.value_of(flag));
                return (format!("--{name}="), kind.unwrap_or(nothing()));
            }
            if let Some(cluster) = at.strip_prefix('-') {
                return match last_of_cluster(self.command, cluster) {
                    Some((flag, lead, Some(_))) => (format!("-{lead}"), self.value_of(flag)),
                    _ => (String::new(), self.flags()),
                };
            }
            if at.starts_with('+') && long_flag(self.command, "tag").is_some() {
                return ("+".to_owned(), Candidates::Tags);
            }
            if at.starts_with('@') && long_flag(self.command, "to").is_some() {
                return ("@".to_owned(), Candidates::People);
            }
        }
        (String::new(), self.positional())
    }

    /// The flags of this command, without those that were given and go only once.
    fn flags(&self) -> Candidates {
        let given_once = |flag: &Arg| {
            let again = matches!(flag.get_action(), ArgAction::Append | ArgAction::Count);
            !again && self.used.iter().any(|used| used.get_id() == flag.get_id())
        };
        let flags = self
            .command
            .get_arguments()
            .filter(|flag| !flag.is_hide_set() && !given_once(flag));
        Candidates::Words(
            flags
                .filter_map(|flag| {
                    let about = flag.get_help().map(ToString::to_string).unwrap_or_default();
                    Some(Candidate::new(format!("--{}", flag.get_long()?), about))
                })
                .collect(),
        )
    }

    fn value_of(&self, flag: &Arg) -> Candidates {
        match flag.get_long() {
            Some("tag" | "untag") => Candidates::Tags,
            Some("to") => Candidates::People,
            Some("year") => Candidates::Years,
            Some("on" | "answered" | "since" | "until" | "from") => Candidates::Words(day_words()),
            Some("output") if self.command.get_name() == "man" => Candidates::Folders,
            Some("output") => Candidates::Files,
            Some("dir") => Candidates::Folders,
            _ => possible_values(flag),
        }
    }

    fn positional(&self) -> Candidates {
        match self.command.get_name() {
            "answer" => Candidates::Pending(self.words.clone()),
            "remove" => Candidates::Asks(self.words.clone()),
            // They take one ask.
            "show" | "edit" if self.words.is_empty() => Candidates::Asks(Vec::new()),
            "import" => Candidates::Files,
            "help" => {
                let topic = HalfTypedLine::read(self.nos, &self.words);
                let is_known = topic.words.is_empty();
                Candidates::Words(if is_known {
                    subcommands(topic.command)
                } else {
                    Vec::new()
                })
            }
            _ if self.words.is_empty() && self.command.has_subcommands() => {
                Candidates::Words(subcommands(self.command))
            }
            _ => self
                .command
                .get_positionals()
                .next()
                .filter(|_| self.words.is_empty())
                .map_or(nothing(), possible_values),
        }
    }
}

fn subcommands(command: &Command) -> Vec<Candidate> {
    command
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
        .map(|command| {
            let about = command.get_about().map(ToString::to_string);
            Candidate::new(command.get_name(), about.unwrap_or_default())
        })
        .collect()
}

fn nothing() -> Candidates {
    Candidates::Words(Vec::new())
}

fn long_flag<'a>(command: &'a Command, name: &str) -> Option<&'a Arg> {
    command.get_arguments().find(|flag| {
        flag.get_long() == Some(name)
            || flag
                .get_all_aliases()
                .is_some_and(|aliases| aliases.contains(&name))
    })
}

/// The last flag of a cluster of short ones such as `nt` or `tshop`, with the letters up to it
/// and, if it takes a value that is attached, that value.
fn last_of_cluster<'a, 'w>(
    command: &'a Command,
    cluster: &'w str,
) -> Option<(&'a Arg, &'w str, Option<&'w str>)> {
    let mut last = None;
    for (start, letter) in cluster.char_indices() {
        let flag = command
            .get_arguments()
            .find(|flag| flag.get_short() == Some(letter))?;
        let (lead, rest) = cluster.split_at_checked(start + letter.len_utf8())?;
        if flag.get_action().takes_values() {
            return Some((flag, lead, (!rest.is_empty()).then_some(rest)));
        }
        last = Some((flag, lead, None));
    }
    last
}

fn possible_values(flag: &Arg) -> Candidates {
    Candidates::Words(
        flag.get_possible_values()
            .iter()
            .filter(|value| !value.is_hide_set())
            .map(|value| {
                let about = value.get_help().map(ToString::to_string);
                Candidate::new(value.get_name(), about.unwrap_or_default())
            })
            .collect(),
    )
}

/// Words for days, the likely ones first.
fn day_words() -> Vec<Candidate> {
    [
        ("today", ""),
        ("yesterday", ""),
        ("monday", "the latest one"),
        ("tuesday", "the latest one"),
        ("wednesday", "the latest one"),
        ("thursday", "the latest one"),
        ("friday", "the latest one"),
        ("saturday", "the latest one"),
        ("sunday", "the latest one"),
        ("3d", "three days ago"),
        ("1w", "a week ago"),
    ]
    .map(|(value, about)| Candidate::new(value, about))
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nos() -> Command {
        let tag = || {
            Arg::new("tag")
                .short('t')
                .long("tag")
                .action(ArgAction::Append)
                .help("a tag")
        };
        let mut nos = Command::new("nos")
            .arg(Arg::new("dir").long("dir").global(true))
            .subcommand(
                Command::new("log")
                    .about("Log an ask")
                    .arg(Arg::new("ask").num_args(0..))
                    .arg(
                        Arg::new("no")
                            .short('n')
                            .long("no")
                            .action(ArgAction::SetTrue),
                    )
                    .arg(Arg::new("to").long("to"))
                    .arg(tag()),
            )
            .subcommand(
                Command::new("answer")
                    .alias("resolve")
                    .arg(Arg::new("ref").num_args(0..)),
            )
            .subcommand(Command::new("show").arg(Arg::new("ref").num_args(1..)))
            .subcommand(
                Command::new("stats")
                    .arg(Arg::new("by").long("by").value_parser(["tag", "who"]))
                    .arg(Arg::new("year").long("year")),
            )
            .subcommand(Command::new("goal").subcommand(Command::new("set")))
            .subcommand(Command::new("__complete").hide(true));
        nos.build();
        nos
    }

    fn at(line: &str) -> (String, Candidates) {
        let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        let last = words.pop().unwrap();
        let CompletionRequest { lead, kind, .. } = wanted(&nos(), &words, &last);
        (lead, kind)
    }

    fn values(line: &str) -> Vec<String> {
        match at(line).1 {
            Candidates::Words(words) => words.into_iter().map(|word| word.value).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_first_word_is_a_command_and_a_hidden_one_is_not_shown() {
        assert_eq!(
            values(""),
            ["log", "answer", "show", "stats", "goal", "help"]
        );
        assert_eq!(values("goal "), ["set", "help"]);
    }

    #[test]
    fn an_answer_wants_asks_that_wait_and_none_twice() {
        assert_eq!(at("answer ").1, Candidates::Pending(vec![]));
        assert_eq!(
            at("resolve 3 ").1,
            Candidates::Pending(vec!["3".to_owned()])
        );
        assert_eq!(at("show 1").1, Candidates::Asks(vec![]));
    }

    #[test]
    fn one_ask_is_wanted_where_one_is_taken() {
        assert_eq!(at("show ").1, Candidates::Asks(vec![]));
        assert_eq!(values("show 3 "), [""; 0]);
    }

    #[test]
    fn help_wants_a_command_and_then_one_of_its_own() {
        assert!(values("help ").contains(&"stats".to_owned()));
        assert_eq!(values("help goal "), ["set"]);
        assert_eq!(values("help dates "), [""; 0]);
    }

    #[test]
    fn a_value_is_wanted_after_its_flag_and_attached_to_it() {
        let lead = |lead: &str, kind| (lead.to_owned(), kind);
        assert_eq!(at("log x --to "), lead("", Candidates::People));
        assert_eq!(at("log --to=an"), lead("--to=", Candidates::People));
        assert_eq!(at("log -t "), lead("", Candidates::Tags));
        assert_eq!(at("log -tsh"), lead("-t", Candidates::Tags));
        assert_eq!(at("log -ntsh"), lead("-nt", Candidates::Tags));
        assert_eq!(at("log x +sh"), lead("+", Candidates::Tags));
        assert_eq!(at("stats --year "), lead("", Candidates::Years));
        assert_eq!(values("stats --by="), ["tag", "who"]);
        assert_eq!(values("stats --by "), ["tag", "who"]);
    }

    #[test]
    fn after_two_dashes_everything_is_text() {
        assert_eq!(values("log -- -"), [""; 0]);
        assert_eq!(values("log -- +"), [""; 0]);
        assert_eq!(values("log -- --to "), [""; 0]);
    }

    #[test]
    fn a_flag_that_goes_once_is_not_offered_twice() {
        let flags = values("log --no -t a -");
        assert!(!flags.contains(&"--no".to_owned()), "{flags:?}");
        assert!(flags.contains(&"--tag".to_owned()), "{flags:?}");
        assert!(flags.contains(&"--dir".to_owned()), "{flags:?}");
    }

    #[test]
    fn the_folder_on_the_line_is_the_one_that_is_read() {
        let words = ["--dir", "/a b", "answer"].map(str::to_owned);
        let wanted = wanted(&nos(), &words, "");
        assert_eq!(wanted.dir.as_deref(), Some("/a b"));
        assert_eq!(wanted.kind, Candidates::Pending(vec![]));
    }

    #[test]
    fn a_line_that_makes_no_sense_wants_nothing() {
        assert_eq!(values("log --nonsense=a"), [""; 0]);
        assert_eq!(values("nonsense "), [""; 0]);
        assert_eq!(values("log asked for it "), [""; 0]);
    }
}
