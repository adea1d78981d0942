//! The line that was typed, and the lines that would have worked.

use std::ffi::OsString;
use std::iter;

use clap::ArgAction;

use super::quoted;
use crate::domain::note_line::{person, tag};

/// The line that was typed, and the command that it is about.
pub(super) struct TypedArguments<'a> {
    /// The command line of nos.
    pub(super) root: &'a clap::Command,
    /// The command that was named, or nos.
    pub(super) command: &'a clap::Command,
    /// The names of the command: `nos`, or `nos goal set`.
    pub(super) path: Vec<String>,
    /// What was typed, the name of the program left out.
    pub(super) args: Vec<String>,
    /// How many of them come before the command's own words: its names, and flags before them.
    head: usize,
}

impl<'a> TypedArguments<'a> {
    /// Finds the command that the words name.
    pub(super) fn new(root: &'a clap::Command, args: &[OsString]) -> Self {
        let args = words_of(args);
        let mut line = Self {
            root,
            command: root,
            path: vec!["nos".to_owned()],
            args,
            head: 0,
        };
        let mut at = 0;
        while let Some(arg) = line.args.get(at).filter(|arg| *arg != "--") {
            at += 1;
            if arg.starts_with('-') {
                at += usize::from(line.takes_value(arg) == Some(true));
                continue;
            }
            let Some(next) = line.command.find_subcommand(arg) else {
                break;
            };
            line.path.push(next.get_name().to_owned());
            line.command = next;
            line.head = at;
        }
        line
    }

    /// The name of the command; empty for `nos` alone.
    pub(super) fn name(&self) -> &str {
        self.path.get(1).map_or("", String::as_str)
    }

    /// The line as it was typed, if it has a text in it that the person would have to type again.
    pub(super) fn text(&self) -> Vec<String> {
        if !["log", "no", "yes", "again", "answer", "edit"].contains(&self.name()) {
            return Vec::new();
        }
        vec![typed(&self.args)]
    }

    /// Whether the words of the line are the text of an ask.
    pub(super) fn is_text(&self) -> bool {
        ["log", "no", "yes"].contains(&self.name())
    }

    /// The line that shows the help of the command.
    pub(super) fn help(&self) -> String {
        format!("{} --help", self.path.join(" "))
    }

    /// The first of the examples on the help page of the command.
    pub(super) fn example(&self) -> Option<String> {
        let after = self.command.get_after_help()?.to_string();
        let (_, examples) = after.split_once("Examples:\n")?;
        Some(examples.lines().next()?.trim().to_owned())
    }

    /// The names of the flags that the command takes.
    pub(super) fn flags(&self) -> impl Iterator<Item = &str> {
        self.command
            .get_arguments()
            .chain(self.root.get_arguments())
            .filter_map(clap::Arg::get_long)
    }

    /// The line with one word in the place of another.
    pub(super) fn with_flag(&self, old: &str, new: &str) -> String {
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

    /// The flag and its value where the word that no flag has is a value that was not attached.
    pub(super) fn loose_value(&self, word: &str) -> Option<(&str, &str)> {
        let end = self.args.iter().position(|arg| arg == "--");
        let typed = self.args.get(..end.unwrap_or(self.args.len()))?;
        typed.windows(2).find_map(|pair| match pair {
            [flag, value] if value.starts_with(word) && self.takes_value(flag) == Some(true) => {
                Some((flag.as_str(), value.as_str()))
            }
            _ => None,
        })
    }

    /// Whether there are words in the text of an ask that begin with `-` and are no flags.
    pub(super) fn has_strange_words(&self) -> bool {
        let mut args = self.args.iter().take_while(|arg| *arg != "--");
        let mut are_there = false;
        while let Some(arg) = args.next() {
            match self.takes_value(arg) {
                Some(true) => drop(args.next()),
                Some(false) => {}
                None => are_there |= arg.starts_with('-') && arg.len() > 1,
            }
        }
        are_there && self.is_text()
    }

    /// The line with every value that begins with `-` attached to its flag.
    pub(super) fn with_values_attached(&self) -> String {
        let mut words = vec!["nos".to_owned()];
        let mut args = self.args.iter().peekable();
        let mut are_text = false;
        while let Some(arg) = args.next() {
            are_text |= arg == "--";
            if are_text || self.takes_value(arg) != Some(true) {
                words.push(quoted(arg));
            } else {
                words.extend(with_value(arg, args.next()));
            }
        }
        words.join(" ")
    }

    /// The line that works for a text with words that begin with `-`: the flags and the tags
    /// first, then `--`, then the words of the text.
    pub(super) fn with_words_after_dashes(&self) -> String {
        let head = self.args.iter().take(self.head);
        let mut flags = vec!["nos".to_owned()];
        flags.extend(head.map(|arg| quoted(arg)));
        let mut words = Vec::new();
        let mut args = self.args.iter().skip(self.head);
        let mut are_text = false;
        while let Some(arg) = args.next() {
            if !are_text && arg == "--" {
                are_text = true;
                continue;
            }
            match self.takes_value(arg).filter(|_| !are_text) {
                Some(true) => flags.extend(with_value(arg, args.next())),
                Some(false) => flags.push(quoted(arg)),
                None if !are_text && (is_tag(arg) || person(arg).is_some()) => {
                    flags.push(quoted(arg));
                }
                None => words.push(quoted(arg)),
            }
        }
        format!("{} -- {}", flags.join(" "), words.join(" "))
    }

    /// Whether a known flag, or several short ones in one word, takes the next word as its value;
    /// none if it is no known flag.
    fn takes_value(&self, word: &str) -> Option<bool> {
        if let Some(long) = word.strip_prefix("--") {
            let (name, attached) = match long.split_once('=') {
                Some((name, _)) => (name, true),
                None => (long, false),
            };
            let known = self.known(|arg| arg.get_long() == Some(name))?;
            return Some(takes(known) && !attached);
        }
        let mut shorts = word.strip_prefix('-')?.chars().peekable();
        shorts.peek()?;
        while let Some(short) = shorts.next() {
            if takes(self.known(|arg| arg.get_short() == Some(short))?) {
                return Some(shorts.peek().is_none());
            }
        }
        Some(false)
    }

    /// Whether a word is short flags with a value attached to the last one: `-f3`.
    pub(super) fn attaches_value(&self, word: &str) -> bool {
        let mut shorts = word.strip_prefix('-').unwrap_or_default().chars();
        while let Some(flag) = shorts
            .next()
            .and_then(|short| self.known(|arg| arg.get_short() == Some(short)))
        {
            if takes(flag) {
                return shorts.next().is_some();
            }
        }
        false
    }

    /// Whether the command takes tags.
    pub(super) fn takes_tags(&self) -> bool {
        self.known(|arg| arg.get_long() == Some("tag")).is_some()
    }

    fn known(&self, is_it: impl Fn(&clap::Arg) -> bool) -> Option<&clap::Arg> {
        self.command
            .get_arguments()
            .chain(self.root.get_arguments())
            .find(|arg| is_it(arg))
    }
}

/// What was typed, the name of the program left out.
pub(super) fn words_of(args: &[OsString]) -> Vec<String> {
    let words = args.iter().skip(1);
    words
        .map(|arg| arg.to_string_lossy().into_owned())
        .collect()
}

/// A line of these words, as a shell takes it.
pub(super) fn typed(words: &[String]) -> String {
    let words = words.iter().map(|word| quoted(word));
    let line: Vec<String> = iter::once("nos".to_owned()).chain(words).collect();
    line.join(" ")
}

/// Whether a flag takes the word after it as its value. One that is attached with `=` only does not.
fn takes(flag: &clap::Arg) -> bool {
    matches!(flag.get_action(), ArgAction::Set | ArgAction::Append) && !flag.is_require_equals_set()
}

/// A flag and its value, in one word where they have to be.
fn with_value(flag: &str, value: Option<&String>) -> Vec<String> {
    match value {
        Some(value) if value.starts_with('-') => vec![quoted(&format!("{flag}={value}"))],
        Some(value) => vec![quoted(flag), quoted(value)],
        None => vec![quoted(flag)],
    }
}

/// Whether a word among the words of a text is a tag.
pub(super) fn is_tag(word: &str) -> bool {
    tag(word).is_some()
}
