//! The README's console examples, run as they are written.
//!
//! A comment before a block says when it happens, `<!-- at 2026-03-04T12:30:00+01:00 -->`, and
//! `fresh` in it begins a new journal. `…` at the end of an example's output means more.

use std::fs;
use std::path::Path;

use crate::env::TestEnv;

/// A command of the README and what it is said to print.
struct Example {
    line: String,
    expected: String,
}

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

fn examples(block: &str) -> Vec<Example> {
    let mut examples = Vec::<Example>::new();
    for line in block.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            examples.push(Example {
                line: command.to_owned(),
                expected: String::new(),
            });
        } else if let Some(example) = examples.last_mut() {
            example.expected.push_str(line);
            example.expected.push('\n');
        }
    }
    examples
}

fn run(example: &Example, home: &TestEnv) {
    let came = home.line(&example.line);
    let expected = example.expected.trim_end();
    let printed = came.out + &came.err;
    let printed = printed.trim_end();
    match expected.strip_suffix('…') {
        Some(beginning) => assert!(
            printed.starts_with(beginning.trim_end()),
            "{}\n{printed}",
            example.line
        ),
        None => assert_eq!(printed, expected, "{}", example.line),
    }
}

#[test]
fn every_console_example_of_the_readme_prints_what_it_says() {
    let readme = readme();
    let mut home: Option<TestEnv> = None;
    let mut seen = 0;
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        if let Some(at) = line
            .strip_prefix("<!-- at ")
            .and_then(|rest| rest.strip_suffix(" -->"))
        {
            let (now, fresh) = at
                .strip_suffix(" fresh")
                .map_or((at, false), |now| (now, true));
            match &mut home {
                Some(home) if !fresh => {
                    home.set("NOS_NOW", now);
                }
                home => *home = Some(TestEnv::at(now)),
            }
        } else if line == "```console" {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let Some(home) = home.as_ref() else {
                panic!("no moment is given before {block:?}");
            };
            for example in examples(&block.join("\n")) {
                run(&example, home);
                seen += 1;
            }
        }
    }
    assert!(seen >= 5, "only {seen} examples");
}

#[test]
fn every_command_and_its_short_name_are_in_the_readme() {
    let readme = readme();
    let mut nos = nos::cli::command(80);
    nos.build();
    for command in nos
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
    {
        let name = command.get_name();
        assert!(
            ["`", " "]
                .iter()
                .any(|end| readme.contains(&format!("| `nos {name}{end}"))
                    || readme.contains(&format!(", `nos {name}{end}"))),
            "nos {name}"
        );
        for alias in command.get_visible_aliases() {
            assert!(readme.contains(&format!("`{alias}`")), "{alias}");
        }
    }
}
