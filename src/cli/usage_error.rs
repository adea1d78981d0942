//! Converts clap errors to our error and hint: what is wrong, and a
//! line that works.

mod line;
mod synonyms;

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::suggest::nearest;
use super::{date_expression, target, values};
use crate::error::Failure;
use line::{TypedArguments, is_tag};

/// The commands whose words are a text, or words of one.
const TAKING_TEXT: [&str; 8] = [
    "log", "no", "yes", "again", "answer", "list", "plan", "step",
];

/// Whether the person asked for this: the text of a help page or the version.
pub fn asked_for(error: &clap::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    )
}

/// Why the words that were typed cannot be meant.
pub fn from_clap(error: &clap::Error, command: &clap::Command, args: &[OsString]) -> Failure {
    let line = TypedArguments::new(command, args);
    let failure = match error.kind() {
        ErrorKind::InvalidSubcommand | ErrorKind::UnknownArgument => line.unknown(error),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => line.value(error),
        ErrorKind::ArgumentConflict => line.conflict(error),
        ErrorKind::MissingRequiredArgument => line.missing(error),
        ErrorKind::MissingSubcommand => Failure::usage("a command is missing").hint(line.help()),
        ErrorKind::InvalidUtf8 => Failure::usage("an argument isn't UTF-8").hint(line.help()),
        _ => Failure::usage(first_line(error)).hint(line.help()),
    };
    failure.typed(line.text())
}

/// The line that was typed, as a shell takes it.
pub fn line(args: &[OsString]) -> String {
    line::typed(&line::words_of(args))
}

/// What a line has in it that would otherwise have to be typed again: all of it, or nothing.
pub fn text_in(args: &[OsString]) -> Vec<String> {
    TypedArguments::new(&super::command(80), args).text()
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

impl TypedArguments<'_> {
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
        let failure = Failure::usage(format!("`{}` doesn't take `{word}`", self.path.join(" ")));
        if self.takes_tags() && is_tag(&word) {
            let tag = word.trim_start_matches('+');
            return failure.hint(self.with_flag(&word, &format!("--tag={tag}")));
        }
        if let Some(line) = self.with_period(&word) {
            return failure.hint(line);
        }
        match Self::nearest(&word, self.command) {
            Some(near) => failure.hint(self.with_flag(&word, &near)),
            None => failure.hint(self.help()),
        }
    }

    fn unknown_flag(&self, error: &clap::Error, word: &str) -> Failure {
        if self.name() == "list"
            && let Some(limit) = self.args.iter().find_map(|arg| attached_limit(arg))
        {
            return limit_not_outcome(limit);
        }
        if let Some(failure) = self.not_attached(word) {
            return failure;
        }
        let mut message = format!("`{}` has no flag {word}", self.path.join(" "));
        if self.path == ["nos", "goal", "set"] && word == "--to" {
            return Failure::usage(message).hint(self.with_flag("--to", "--until"));
        }
        let name = word.strip_prefix("--").unwrap_or_default();
        let takes = |flag: &str| self.flags().any(|known| known == flag);
        if let Some(meant) = synonyms::flag(name, takes) {
            return Failure::usage(message).hint(self.with_flag(word, &format!("--{meant}")));
        }
        let near = context(error, ContextKind::SuggestedArg).or_else(|| {
            let near = nearest(word.strip_prefix("--")?, self.flags())?;
            Some(format!("--{near}"))
        });
        if near.is_some() && self.is_text() {
            message.push_str(" (if it's part of the text, put -- before the text)");
        }
        Failure::usage(message).hint(match near {
            Some(near) => self.with_flag(word, flag(&near)),
            None if self.is_text() => self.with_words_after_dashes(),
            None => self.help(),
        })
    }

    /// Why a word that follows a flag is not its value, if it begins with a `-`.
    fn not_attached(&self, word: &str) -> Option<Failure> {
        let (flag, value) = self.loose_value(word)?;
        let failure = Failure::usage(format!(
            "{flag} {value}: a value that begins with - is attached"
        ));
        Some(failure.hint(if self.has_strange_words() {
            self.with_words_after_dashes()
        } else {
            self.with_values_attached()
        }))
    }

    fn unknown_command(&self, word: &str) -> Failure {
        let failure = Failure::usage(format!("there's no command `{word}`"));
        let place = self.args.iter().position(|arg| arg == word).unwrap_or(0);
        let (before, after) = self.args.split_at(place);
        let after = after.get(1..).unwrap_or_default();
        let line = |command: &str, words: &[String]| {
            let mut line = vec!["nos".to_owned()];
            line.extend(before.iter().map(|arg| quoted(arg)));
            line.push(command.to_owned());
            line.extend(words.iter().map(|arg| quoted(arg)));
            line.retain(|word| !word.is_empty());
            line.join(" ")
        };
        if let Some((command, words)) = synonyms::command(word, after) {
            return failure.hint(line(&command, words));
        }
        let words = after.iter().take_while(|arg| !arg.starts_with('-')).count();
        let near = Self::nearest(word, self.root);
        match near.filter(|near| words < 4 || TAKING_TEXT.contains(&near.as_str())) {
            Some(near) => failure.hint(line(&near, after)),
            None if words > 1 || word.contains(' ') => {
                let text = self.args.get(place..).unwrap_or_default();
                failure.hint(line("log", text))
            }
            None => failure.hint("nos --help"),
        }
    }

    /// The line with a flag in place of a word that names a period: `nos stats 2025`.
    fn with_period(&self, word: &str) -> Option<String> {
        self.flags().find(|flag| *flag == "year")?;
        let place = self.args.iter().position(|arg| arg == word)?;
        let (before, after) = self.args.split_at(place);
        let (flag, takes) = synonyms::period(after)?;
        let quoted_words = |words: &[String]| words.iter().map(|word| quoted(word)).collect();
        let mut words: Vec<String> = quoted_words(before);
        words.push(flag);
        words.extend::<Vec<String>>(quoted_words(after.get(takes..).unwrap_or_default()));
        Some(format!("nos {}", words.join(" ")))
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
            // `-m -foo` reads as `-f oo`, and leaves `-m` without a value.
            let mut read_as_flags = self.args.iter().filter(|arg| self.attaches_value(arg));
            if let Some(failure) = read_as_flags.find_map(|word| self.not_attached(word)) {
                return failure;
            }
            return Failure::usage(format!(
                "{name} needs a value (one that begins with - is attached: {name}=-x)"
            ))
            .hint(self.help());
        }
        let choices = match error.get(ContextKind::ValidValue) {
            Some(ContextValue::Strings(choices)) if !choices.is_empty() => Some(choices),
            _ => None,
        };
        let reason = match choices {
            Some(choices) => format!("choose one of {}", choices.join(", ")),
            None => std::error::Error::source(error)
                .map_or_else(|| "it can't be read".to_owned(), ToString::to_string),
        };
        let failure = Failure::usage(match value.as_str() {
            "" => format!("{name} is empty: {reason}"),
            value => format!("{name} {value}: {reason}"),
        });
        let near = context(error, ContextKind::SuggestedValue).or_else(|| {
            let choices = choices?.iter().map(String::as_str);
            nearest(&value, choices).map(str::to_owned)
        });
        let near = near.or_else(|| {
            let is_year = name == "--year";
            is_year
                .then(|| values::year_of_two_digits(&value))
                .flatten()
        });
        match near {
            Some(near) => failure.hint(self.with_flag(&value, &near)),
            None => failure.hint(self.help()),
        }
    }

    fn conflict(&self, error: &clap::Error) -> Failure {
        let one = context(error, ContextKind::InvalidArg).unwrap_or_default();
        let other = context(error, ContextKind::PriorArg).unwrap_or_default();
        let (one, other) = (flag(&one), flag(&other));
        let message = if one == other {
            format!("{one} can be given only once")
        } else if other.is_empty() {
            format!("{one} can't be used with the others")
        } else {
            format!("{one} and {other} can't be used together")
        };
        Failure::usage(message).hint(self.help())
    }

    fn missing(&self, error: &clap::Error) -> Failure {
        let told = context(error, ContextKind::InvalidArg).unwrap_or_default();
        let failure = Failure::usage(format!("`{}` needs {told}", self.path.join(" ")));
        failure.hint(self.example().unwrap_or_else(|| self.help()))
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
    (is_number && after_n).then(|| limit_not_outcome(word))
}

/// The number in `-n5`.
fn attached_limit(word: &str) -> Option<&str> {
    let limit = word.strip_prefix("-n")?;
    let is_number = !limit.is_empty() && limit.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(limit)
}

fn limit_not_outcome(limit: &str) -> Failure {
    Failure::usage("`-n` lists the nos; -L says how many asks to list")
        .hint(format!("nos list -L {limit}"))
}

/// A person named like a day is mostly a day that was meant for `--until`.
pub fn until_meant(to: &str, command: &str, today: crate::domain::day::Day) -> Option<Failure> {
    date_expression::parse(to, today, date_expression::Bias::Past).ok()?;
    Some(
        Failure::usage(format!("--to is about a person, and `{to}` reads as a day"))
            .hint(format!("nos {command} --until {}", quoted(to))),
    )
}
