//! Every example at the end of a help page runs as it is.

use std::fs;
use std::process::Command;

use crate::home::{Home, ran};
use crate::terminal::{Terminal, path_with_nos};

const TODAY: &str = "2026-06-01";

/// Each help page with its examples, `nos goal set` for example.
fn examples() -> Vec<(String, Vec<String>)> {
    fn add(command: &clap::Command, name: &str, pages: &mut Vec<(String, Vec<String>)>) {
        for command in command
            .get_subcommands()
            .filter(|command| !command.is_hide_set() && command.get_name() != "help")
        {
            let name = format!("{name} {}", command.get_name());
            let after = command.get_after_help().map(ToString::to_string);
            let (_, examples) = after
                .as_deref()
                .and_then(|after| after.split_once("Examples:\n"))
                .unwrap_or_default();
            let lines = examples.lines().map(|line| line.trim().to_owned());
            pages.push((name.clone(), lines.collect()));
            add(command, &name, pages);
        }
    }
    let mut nos = nos::cli::command(80);
    nos.build();
    let mut pages = Vec::new();
    add(&nos, "nos", &mut pages);
    let (_, dates) = nos::cli::help::DATES.split_once("Examples:\n").unwrap();
    let lines = dates.lines().map(|line| line.trim().to_owned());
    pages.push(("nos help dates".to_owned(), lines.collect()));
    pages
}

/// A home in which whatever the examples name is there: asks, an editor, files to bring in.
fn lived_in() -> Home {
    let home = Home::new();
    let mut log = String::new();
    let mut line = |seq: usize, rest: &str| {
        log.push_str(&format!(
            "{{\"v\":1,\"id\":\"test-{seq}\",\"at\":\"2026-01-02T12:00:00+01:00\",{rest}}}\n"
        ));
    };
    line(
        1,
        "\"kind\":\"goal\",\"target\":1000,\"counts\":\"nos\",\"from\":\"2026-01-01\",\"to\":\"2026-12-31\"",
    );
    line(
        2,
        "\"kind\":\"goal\",\"target\":100,\"counts\":\"asks\",\"from\":\"2026-01-01\",\"to\":\"2026-12-31\"",
    );
    for n in 1..=84 {
        let text = if n == 84 {
            "applied for a Dutch passport"
        } else {
            "asked for a discount"
        };
        let outcome = match n {
            1 => ",\"outcome\":\"yes\"",
            _ if n % 3 == 0 => "",
            _ => ",\"outcome\":\"no\"",
        };
        line(
            n + 2,
            &format!(
                "\"kind\":\"ask\",\"n\":{n},\"text\":\"{text}\",\"on\":\"2026-01-02\"{outcome}"
            ),
        );
    }
    fs::create_dir_all(home.path().join("data")).unwrap();
    fs::write(home.path().join("data/test.jsonl"), log).unwrap();
    let older = "{\"v\":1,\"id\":\"old-1\",\"at\":\"2025-01-02T12:00:00+01:00\",\"kind\":\"ask\",\"n\":1,\"text\":\"a\",\"on\":\"2025-01-02\"}\n";
    for (name, text) in [
        ("asks.txt", "a free coffee\na window seat\n"),
        (
            "applications.csv",
            "Job title,Date applied\nCook,13/02/2026\n",
        ),
        ("board.csv", "Pitch,Stage\na film,on ice\nan essay,sent\n"),
        ("rejections.csv", "Rejection,Day\na poem,Sep 12\n"),
        ("old-laptop.jsonl", older),
    ] {
        fs::write(home.path().join(name), text).unwrap();
    }
    home
}

#[test]
fn every_page_has_two_to_four_examples() {
    for (page, examples) in examples() {
        assert!((2..=4).contains(&examples.len()), "{page}: {examples:?}");
    }
}

#[test]
fn every_example_runs_as_it_stands() {
    for (page, examples) in examples() {
        for example in examples {
            let home = lived_in();
            let mut nos = home.command::<&str>(TODAY, &[]);
            let mut shell = Command::new("sh");
            shell.env_clear();
            for (name, value) in nos.env("PATH", path_with_nos()).get_envs() {
                shell.env(name, value.unwrap_or_default());
            }
            shell.env("EDITOR", "true").current_dir(home.path());
            if example.starts_with("nos open") {
                if !cfg!(feature = "screen") {
                    continue;
                }
                let mut terminal = Terminal::start(with_args(
                    shell,
                    &["-c", &format!("stty rows 24 cols 80 && {example}")],
                ));
                terminal.sees("Waiting");
                terminal.presses("q");
                assert_eq!(terminal.ends().1, Some(0), "{page}: {example}");
                continue;
            }
            let output = shell.args(["-c", &example]).output().unwrap();
            let ran = ran(output);
            assert_eq!(ran.status, 0, "{page}: {example}: {ran:?}");
        }
    }
}

fn with_args(mut command: Command, args: &[&str]) -> Command {
    command.args(args);
    command
}
