//! What clap has against the words that were typed, told as nos tells it: what is wrong, and a
//! line that works.

use std::ffi::OsString;

use clap::ArgAction;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::nearest::nearest;
use super::{target, values, when};
use crate::failure::Failure;

/// Whether the person asked for this: the text of a help page or the version.
pub fn asked_for(error: &clap::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    )
}

/// Why the words that were typed cannot be meant.
pub fn of(error: &clap::Error, command: &clap::Command, args: &[OsString]) -> Failure {
    let line = Line::of(command, args);
    let failure = match error.kind() {
        ErrorKind::InvalidSubcommand | ErrorKind::UnknownArgument => line.unknown(error),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => line.value(error),
        ErrorKind::ArgumentConflict => line.conflict(error),
        ErrorKind::MissingRequiredArgument => line.missing(error),
        ErrorKind::MissingSubcommand => Failure::usage("a command is missing").hint(line.help()),
        ErrorKind::InvalidUtf8 => Failure::usage("an argument is not UTF-8").hint(line.help()),
        _ => Failure::usage(first_line(error)).hint(line.help()),
    };
    if line.takes_text() {
        failure.typed(vec![line.whole()])
    } else {
        failure
    }
}

fn first_line(error: &clap::Error) -> String {
    let told = error.to_string();
    let first = told.lines().next().unwrap_or_default();
    first.strip_prefix("error: ").unwrap_or(first).to_owned()
}

fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => texts.first().cloned(),
        _ => None,
    }
}

/// A name of an argument as clap tells it (`--fear <N>`), without the value it takes.
fn flag(told: &str) -> &str {
    told.split_whitespace().next().unwrap_or(told)
}

/// The line that was typed, and the command that it is about.
struct Line<'a> {
    root: &'a clap::Command,
    command: &'a clap::Command,
    /// The names of the command: `nos`, or `nos goal set`.
    path: Vec<String>,
    /// What was typed, the name of the program left out.
    args: Vec<String>,
}

impl<'a> Line<'a> {
    fn of(root: &'a clap::Command, args: &[OsString]) -> Self {
        let args: Vec<String> = args
            .iter()
            .skip(1)
            .map(|arg| arg.to_string_lossy().into_owned())
            .collect();
        let mut command = root;
        let mut path = vec!["nos".to_owned()];
        for arg in args.iter().filter(|arg| !arg.starts_with('-')) {
            let Some(next) = command.find_subcommand(arg) else {
                break;
            };
            path.push(next.get_name().to_owned());
            command = next;
        }
        Self {
            root,
            command,
            path,
            args,
        }
    }

    fn name(&self) -> &str {
        self.path.get(1).map_or("", String::as_str)
    }

    /// Whether the line has a text in it that the person would have to type again.
    fn takes_text(&self) -> bool {
        ["log", "no", "yes", "answer", "edit"].contains(&self.name())
    }

    fn whole(&self) -> String {
        let words = self.args.iter().map(|arg| quoted(arg));
        ["nos".to_owned()]
            .into_iter()
            .chain(words)
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn help(&self) -> String {
        format!("{} --help", self.path.join(" "))
    }

    fn unknown(&self, error: &clap::Error) -> Failure {
        let word = context(error, ContextKind::InvalidSubcommand)
            .or_else(|| context(error, ContextKind::InvalidArg))
            .unwrap_or_default();
        if word.starts_with('-') {
            return self.unknown_flag(error, flag(&word));
        }
        if self.path.len() == 1 {
            return self.unknown_command(&word);
        }
        if self.name() == "goal" && self.path.len() == 2 && target::parse(&word).is_ok() {
            return Failure::usage(format!("`nos goal` has no command `{word}`"))
                .hint(format!("nos goal set {}", quoted(&word)));
        }
        let failure = Failure::usage(format!("`{}` does not take `{word}`", self.path.join(" ")));
        let is_tag =
            |tag: &&str| values::tag(tag).is_ok() && self.flags().any(|flag| flag == "tag");
        if let Some(tag) = word.strip_prefix('+').filter(is_tag) {
            return failure.hint(self.with_flag(&word, &format!("--tag={tag}")));
        }
        match Self::nearest(&word, self.command) {
            Some(near) => failure.hint(self.with_flag(&word, &near)),
            None => failure.hint(self.help()),
        }
    }

    fn unknown_flag(&self, error: &clap::Error, word: &str) -> Failure {
        let mut pairs = self.args.iter().zip(self.args.iter().skip(1));
        let open = pairs
            .find(|(flag, value)| value.as_str() == word && self.takes_value(flag) == Some(true));
        if let Some((open, _)) = open {
            return self.value_missing(open);
        }
        let failure = Failure::usage(format!("`{}` has no flag {word}", self.path.join(" ")));
        if self.path == ["nos", "goal", "set"] && word == "--to" {
            return failure.hint(self.with_flag("--to", "--until"));
        }
        let near = context(error, ContextKind::SuggestedArg).or_else(|| {
            let near = nearest(word.strip_prefix("--")?, self.flags())?;
            Some(format!("--{near}"))
        });
        if ["log", "no", "yes"].contains(&self.name()) {
            let as_text = self.with_words_after_dashes();
            return failure.hint(match near {
                Some(near) => format!(
                    "did you mean {}? As part of the text: {as_text}",
                    flag(&near)
                ),
                None => as_text,
            });
        }
        match near {
            Some(near) => failure.hint(self.with_flag(word, flag(&near))),
            None => failure.hint(self.help()),
        }
    }

    fn unknown_command(&self, word: &str) -> Failure {
        let failure = Failure::usage(format!("there is no command `{word}`"));
        match Self::nearest(word, self.root) {
            Some(near) => {
                let rest = self.args.iter().map(|arg| {
                    if arg == word {
                        near.clone()
                    } else {
                        quoted(arg)
                    }
                });
                failure.hint(format!("nos {}", rest.collect::<Vec<_>>().join(" ")))
            }
            None if word.contains(' ') => failure.hint(format!("nos log {}", quoted(word))),
            None => failure.hint("nos --help"),
        }
    }

    /// The subcommand that is meant by a mistyped word, if one is near enough.
    fn nearest(word: &str, command: &clap::Command) -> Option<String> {
        let names = command
            .get_subcommands()
            .filter(|known| !known.is_hide_set())
            .flat_map(|known| {
                [known.get_name()]
                    .into_iter()
                    .chain(known.get_all_aliases())
            });
        nearest(word, names).map(str::to_owned)
    }

    fn value(&self, error: &clap::Error) -> Failure {
        let told = context(error, ContextKind::InvalidArg).unwrap_or_default();
        let value = context(error, ContextKind::InvalidValue).unwrap_or_default();
        let name = flag(&told).trim_matches(['<', '>', '[', ']', '.']);
        if value.is_empty() && error.kind() == ErrorKind::InvalidValue {
            return self.value_missing(name);
        }
        let choices = match error.get(ContextKind::ValidValue) {
            Some(ContextValue::Strings(choices)) if !choices.is_empty() => Some(choices),
            _ => None,
        };
        let reason = match choices {
            Some(choices) => format!("it is one of {}", choices.join(", ")),
            None => std::error::Error::source(error)
                .map_or_else(|| "it cannot be read".to_owned(), ToString::to_string),
        };
        let failure = Failure::usage(match value.as_str() {
            "" => format!("{name} is empty: {reason}"),
            value => format!("{name} {value}: {reason}"),
        });
        let near = context(error, ContextKind::SuggestedValue).or_else(|| {
            let choices = choices?.iter().map(String::as_str);
            nearest(&value, choices).map(str::to_owned)
        });
        match near {
            Some(near) => failure.hint(self.with_flag(&value, &near)),
            None => failure.hint(self.help()),
        }
    }

    /// A flag without its value, which perhaps begins with a dash and has to be attached.
    fn value_missing(&self, name: &str) -> Failure {
        let failure = Failure::usage(format!("{name} needs a value"));
        let attached = self.args.iter().position(|arg| arg == name).and_then(|at| {
            let (before, rest) = self.args.split_at_checked(at)?;
            let [name, value, rest @ ..] = rest else {
                return None;
            };
            let is_value = value.starts_with('-') && self.takes_value(value).is_none();
            let words = before.iter().chain(rest).map(|arg| quoted(arg));
            let mut words: Vec<String> = words.collect();
            words.insert(at, quoted(&format!("{name}={value}")));
            is_value.then(|| format!("nos {}", words.join(" ")))
        });
        failure.hint(attached.unwrap_or_else(|| self.help()))
    }

    fn conflict(&self, error: &clap::Error) -> Failure {
        let one = context(error, ContextKind::InvalidArg).unwrap_or_default();
        let other = context(error, ContextKind::PriorArg).unwrap_or_default();
        let (one, other) = (flag(&one), flag(&other));
        let message = if one == other {
            format!("{one} can be given once only")
        } else if other.is_empty() {
            format!("{one} cannot be used with the others")
        } else {
            format!("{one} and {other} cannot be used together")
        };
        Failure::usage(message).hint(self.help())
    }

    fn missing(&self, error: &clap::Error) -> Failure {
        let told = context(error, ContextKind::InvalidArg).unwrap_or_default();
        let failure = Failure::usage(format!("`{}` needs {told}", self.path.join(" ")));
        failure.hint(self.example().unwrap_or_else(|| self.help()))
    }

    /// The first of the examples on the help page of the command.
    fn example(&self) -> Option<String> {
        let after = self.command.get_after_help()?.to_string();
        let (_, examples) = after.split_once("Examples:\n")?;
        Some(examples.lines().next()?.trim().to_owned())
    }

    /// The names of the flags that the command takes.
    fn flags(&self) -> impl Iterator<Item = &str> {
        self.command
            .get_arguments()
            .chain(self.root.get_arguments())
            .filter_map(clap::Arg::get_long)
    }

    /// The line with one word in the place of another.
    fn with_flag(&self, old: &str, new: &str) -> String {
        let mut words = vec!["nos".to_owned()];
        for arg in &self.args {
            let (flag, value) = match arg.split_once('=') {
                Some((flag, value)) if flag.starts_with("--") => (flag, Some(value)),
                _ => (arg.as_str(), None),
            };
            let word = if flag == old { new } else { flag };
            let value = value.map(|value| if value == old { new } else { value });
            words.push(match value {
                Some(value) => quoted(&format!("{word}={value}")),
                None => quoted(word),
            });
        }
        words.join(" ")
    }

    /// The line that works for a text with words that begin with `-`: the flags first, then `--`,
    /// then the words of the text.
    fn with_words_after_dashes(&self) -> String {
        let mut flags = self.path.clone();
        let mut words = Vec::new();
        let mut args = self
            .args
            .iter()
            .skip_while(|arg| arg.as_str() != self.name())
            .skip(1);
        while let Some(arg) = args.next() {
            if arg == "--" {
                continue;
            }
            match self.takes_value(arg) {
                None => words.push(quoted(arg)),
                Some(takes_value) => {
                    flags.push(quoted(arg));
                    if takes_value {
                        flags.extend(args.next().map(|value| quoted(value)));
                    }
                }
            }
        }
        format!("{} -- {}", flags.join(" "), words.join(" "))
    }

    /// Whether a known flag takes the next word as its value; none if it is no known flag.
    fn takes_value(&self, word: &str) -> Option<bool> {
        let name = word.split_once('=').map_or(word, |(name, _)| name);
        let known = self
            .command
            .get_arguments()
            .chain(self.root.get_arguments())
            .find(|arg| {
                let long = arg
                    .get_long()
                    .is_some_and(|long| name == format!("--{long}"));
                let short = arg
                    .get_short()
                    .is_some_and(|short| name == format!("-{short}"));
                long || short
            })?;
        let takes = matches!(known.get_action(), ArgAction::Set | ArgAction::Append);
        Some(takes && !word.contains('='))
    }
}

/// A word as a shell takes it.
pub fn quoted(word: &str) -> String {
    let plain = |char: char| char.is_alphanumeric() || "-_./,:=@%+#".contains(char);
    let begins_plain = !word.starts_with('#');
    if !word.is_empty() && begins_plain && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// `list -n 5` filters by outcome and looks for a 5, where five asks were meant.
pub fn limit_meant(args: &[OsString], words: &[String]) -> Option<Failure> {
    let [word] = words else { return None };
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    let after_n = args
        .windows(2)
        .any(|pair| matches!(pair, [flag, value] if flag == "-n" && value == word.as_str()));
    (is_number && after_n).then(|| {
        Failure::usage("`-n` lists the nos; how many asks are listed is told by -L")
            .hint(format!("nos list -L {word}"))
    })
}

/// A person named like a day is mostly a day that was meant for `--until`.
pub fn until_meant(to: &str, command: &str, today: crate::domain::day::Day) -> Option<Failure> {
    when::parse(to, today, when::Toward::Past).ok()?;
    Some(
        Failure::usage(format!("--to is about a person, and `{to}` reads as a day"))
            .hint(format!("nos {command} --until {}", quoted(to))),
    )
}
