//! The lean command line is the whole one, for whatever it takes.

use std::ffi::OsString;

use clap::error::ErrorKind;
use proptest::prelude::*;

use super::{Cli, command, commands, lean, parse, read};

fn args(line: &[&str]) -> Vec<OsString> {
    ["nos"].iter().chain(line).map(OsString::from).collect()
}

/// What came of it, in a form that can be compared: what was read, or what is said against it.
fn told(read: Result<Cli, clap::Error>) -> String {
    match read {
        Ok(cli) => format!("{cli:?}"),
        Err(error) => format!("{:?}: {}", error.kind(), error.render()),
    }
}

fn whole(line: &[&str]) -> String {
    told(read(command(80), &args(line)))
}

fn parsed(line: &[&str]) -> String {
    told(parse(&args(line), 80).map(|typed| typed.cli))
}

/// The names of the commands that the lean command line has for a line.
fn names(line: &[&str]) -> Vec<String> {
    let lean = lean(&args(line), 80);
    lean.get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect()
}

#[test]
fn only_the_command_that_was_typed_is_put_together() {
    assert_eq!(names(&["log", "asked", "no", "to", "answer"]), ["log"]);
    assert_eq!(names(&["--color=never", "--json", "cal"]), ["calendar"]);
    assert_eq!(names(&["-V"]), [""; 0]);
    assert_eq!(names(&[]), [""; 0]);
}

#[test]
fn a_folder_that_is_named_like_a_command_hides_none() {
    assert_eq!(names(&["--dir", "log", "stats"]), ["log", "stats"]);
    assert_eq!(names(&["--dir", "log", "log"]), ["log"]);
    assert!(parsed(&["--dir", "log", "stats"]).contains("Stats("));
    assert!(parsed(&["--dir", "log"]).contains("command: None"));
}

#[test]
fn lines_that_can_be_meant_are_not_read_twice() {
    for line in [
        &["log", "asked", "no", "to", "answer"][..],
        &["-q", "no", "asked", "yes"],
        &["--dir", "log", "stats", "--json"],
        &["resolve", "84", "--no"],
        &["goal", "set", "1k", "--rest", "sat,sun"],
        &["--color", "never", "ls", "-L", "5", "--", "--undo"],
        &["-q"],
    ] {
        let lean = read(lean(&args(line), 80), &args(line));
        assert!(lean.is_ok(), "{line:?}: {lean:?}");
        assert_eq!(told(lean), whole(line), "{line:?}");
    }
}

#[test]
fn a_mistake_is_told_as_by_the_whole_command_line() {
    for line in [
        &["lgo"][..],
        &["--dir"],
        &["--dir", "here", "there", "log"],
        &["log", "--feer", "3"],
        &["goal", "1000"],
        &["--", "log"],
    ] {
        assert_eq!(parsed(line), whole(line), "{line:?}");
    }
}

#[test]
fn help_is_told_as_by_the_whole_command_line() {
    for command in command(80).get_subcommands() {
        let line = &[command.get_name(), "--help"][..];
        assert_eq!(parsed(line), whole(line), "{line:?}");
    }
    for line in [&["-h"][..], &["goal", "set", "-h"], &["-q", "ls", "-h"]] {
        assert_eq!(parsed(line), whole(line), "{line:?}");
    }
}

#[test]
fn the_version_is_asked_for_in_all_places() {
    for line in [&["-V"][..], &["log", "--version"], &["goal", "set", "-V"]] {
        let error = parse(&args(line), 80).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::DisplayVersion, "{line:?}");
    }
}

#[test]
fn each_name_and_each_alias_is_taken_once() {
    let mut names: Vec<String> = commands::all()
        .flat_map(|command| {
            let aliases = command.get_all_aliases().map(str::to_owned);
            aliases
                .chain([command.get_name().to_owned()])
                .collect::<Vec<_>>()
        })
        .collect();
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
}

/// Words of the command line, many of which can stand in several places.
const WORDS: [&str; 40] = [
    "log",
    "no",
    "yes",
    "answer",
    "resolve",
    "list",
    "ls",
    "goal",
    "set",
    "show",
    "clear",
    "stats",
    "cal",
    "rm",
    "undo",
    "prompt",
    "help",
    "man",
    "12",
    "-1",
    "--",
    "-",
    "",
    "asked",
    "--dir",
    "--dir=log",
    "--color",
    "--color=never",
    "never",
    "--json",
    "-q",
    "-V",
    "--help",
    "--no",
    "-ny",
    "--on",
    "--fear",
    "--fear=3",
    "+shop",
    "--bogus",
];

proptest! {
    #[test]
    fn whatever_is_typed_is_read_as_by_the_whole_command_line(
        line in prop::collection::vec(prop::sample::select(&WORDS[..]), 0..7)
    ) {
        prop_assert_eq!(parsed(&line), whole(&line));
    }
}
