//! Everything that is printed for people, at widths from 24 to 200 columns: nothing is wider
//! than the terminal, and no word, number, day, unit, name or command is broken.

use std::collections::HashSet;

use nos::system::Terminal;
use unicode_width::UnicodeWidthStr;

use crate::env::TestEnv;
use crate::year;

/// Every width that a terminal may have.
fn widths() -> impl Iterator<Item = usize> {
    24..=200
}

/// So wide that no sentence has to be broken.
const WIDE: usize = 2_000;

/// Commands that change nothing.
const READING: [&[&str]; 25] = [
    &[],
    &["stats"],
    &["stats", "--all"],
    &["stats", "-t", "shops"],
    &["stats", "--by", "tag"],
    &["stats", "--by", "who"],
    &["stats", "--by", "month"],
    &["stats", "--by", "weekday"],
    &["list"],
    &["list", "--pending"],
    &["list", "--sort", "fear", "-L", "9"],
    &["list", "zzz"],
    &["show", "1"],
    &["show", "4"],
    &["goal"],
    &["calendar"],
    &["calendar", "--year", "2025"],
    &["dare"],
    &["dare", "--level", "wild"],
    &["sweep", "--dry-run"],
    &["undo", "--dry-run"],
    &["doctor"],
    &["card"],
    &["help"],
    &["help", "dates"],
];

/// Commands that change something, in an order in which each can be done again and again.
const CHANGING: [&[&str]; 12] = [
    &[
        "no",
        "asked the corner shop for a free refill",
        "--to",
        "the barista",
        "--sting",
        "2",
    ],
    &[
        "log",
        "wrote to the publisher about the essay",
        "--on",
        "2026-08-19",
    ],
    &["answer", "last", "--yes", "--on", "2026-09-01"],
    &[
        "edit",
        "last",
        "--fear",
        "6",
        "--odds",
        "10",
        "-m",
        "they smiled and shook their heads",
    ],
    &["undo"],
    &["redo"],
    &["remove", "last"],
    &["undo"],
    &["no", "asked the landlord for a lower rent", "--sting", "9"],
    &["remove", "last"],
    &["goal", "set", "30", "--days", "30"],
    &["undo"],
];

/// What cannot be done, with what is said about it.
const REFUSED: [&[&str]; 8] = [
    &["answer", "asked", "--no"],
    &["answer", "9999", "--no"],
    &["log", "asked for a loan", "--on", "3/4"],
    &["list", "-n", "5"],
    &["lgo", "asked for a discount"],
    &["goal", "1000"],
    &["remove", "1", "--purge", "--no-input"],
    &["stats", "--since", "2026-12-24"],
];

/// A home whose year has names, tags, notes and words of all lengths, and nothing beyond ASCII.
fn home() -> TestEnv {
    let mut home = TestEnv::at(year::NOW);
    home.terminal = Terminal {
        stdout: true,
        stderr: true,
        ..Terminal::default()
    };
    home.set("LC_ALL", "C.UTF-8");
    let people = [
        "Ann",
        "the Old Mill Theatre",
        "Nadia Casting",
        "the barista of the corner shop",
    ];
    let tags = ["shops", "auditions", "grants", "strangers-and-neighbours"];
    home.run(&["goal", "set", "1000"]);
    for number in 0..36_usize {
        let on = format!("2026-{:02}-{:02}", 1 + number % 8, 1 + number * 7 % 28);
        let (to, tag) = (people[number * 3 % 4], tags[number % 4]);
        let fear = (9 - number / 6).to_string();
        let mut args = vec![
            "log",
            "asked for a part in the play",
            "--on",
            &on,
            "--to",
            to,
        ];
        args.extend(["-t", tag, "--fear", &fear, "--odds", "10"]);
        let sting = (8 - number / 6).to_string();
        match number % 6 {
            0 => args.extend(["--yes", "--sting", "0"]),
            1 => args.push("--pending"),
            2 => args.push("--ghosted"),
            _ => args.extend(["--no", "--sting", &sting]),
        }
        let came = home.run(&args);
        assert_eq!(came.status, 0, "{came:?}");
    }
    let note = "they carried two tables together and asked whether we would stay for the evening";
    home.run(&["edit", "4", "-m", note, "-t", "theatre"]);
    home
}

fn came(home: &mut TestEnv, args: &[&str], flags: &[&str], width: usize) -> String {
    home.set("COLUMNS", &width.to_string());
    let came = home.run(&[args, &["--color", "never"], flags].concat());
    came.out + &came.err
}

/// The words of an output, without the punctuation around them and without those that were cut.
fn words(text: &str) -> HashSet<&str> {
    text.split([' ', '\n', '-'])
        .filter(|word| !word.contains('…'))
        .map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect()
}

fn is_number(word: &str) -> bool {
    word.ends_with(|char: char| char.is_ascii_digit())
        && word
            .trim_start_matches('(')
            .chars()
            .all(|char| char.is_ascii_digit() || matches!(char, ',' | '.'))
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Lines that end in a number whose unit, or in a month whose year, begins the next line.
fn torn(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    lines.windows(2).find_map(|pair| {
        let (line, next) = (pair[0], pair[1].trim_start());
        let (before, last) = line.rsplit_once(' ')?;
        // A number in a column of its own ends its line.
        let is_cell = before.ends_with(' ');
        let is_word = next.starts_with(|char: char| char.is_ascii_lowercase())
            || MONTHS.iter().any(|month| next.starts_with(month));
        let is_year = next.starts_with("202") && !next.starts_with("2026-");
        let is_label = next
            .split(' ')
            .next()
            .is_some_and(|word| word.ends_with(':'));
        let is_torn =
            !is_label && ((is_number(last) && is_word) || (MONTHS.contains(&last) && is_year));
        (is_torn && !is_cell).then(|| format!("{line}|{next}"))
    })
}

/// The commands that a wide output offers behind a colon.
fn commands(wide: &str) -> Vec<&str> {
    wide.lines()
        .filter_map(|line| Some(line.rsplit_once(": nos ")?.1))
        .map(|command| command.split(" (").next().unwrap_or_default())
        // What has a word in its place is none.
        .filter(|command| !command.starts_with('[') && !command.contains("COMMAND"))
        .collect()
}

#[track_caller]
fn check(args: &[&str], width: usize, told: &str, wide: &str) {
    let told_to_copy = told.split("you typed:").next().unwrap_or_default();
    for line in told_to_copy.lines() {
        // What is in single quotes cannot be broken without changing it.
        let cannot_break = !line.trim().contains(' ') || line.contains('\'');
        assert!(
            line.trim_end().width() <= width || cannot_break,
            "{args:?} at {width}: {line}\n{told}"
        );
    }
    // In a page of help, `goal set 1000` has its meaning below it.
    let torn = torn(told).filter(|_| args.first() != Some(&"help"));
    assert_eq!(torn, None, "{args:?} at {width}:\n{told}");
    let whole = words(wide);
    let is_long = whole.iter().any(|other| other.len() >= width);
    for word in words(told_to_copy) {
        assert!(
            whole.contains(word) || is_long,
            "{args:?} at {width}: `{word}`\n{told}"
        );
    }
    let joined = told.replace(" \\\n", " ");
    for command in commands(wide) {
        assert!(
            joined.contains(&format!("nos {command}")),
            "{args:?} at {width}: `nos {command}`\n{told}"
        );
    }
}

/// Besides what a wide answer says, these words are said where it is narrow.
const NARROW_ONLY: &str = "No of the";

#[test]
fn what_is_read_fits_every_width_and_nothing_in_it_is_broken() {
    let mut home = home();
    for args in READING {
        let wide = came(&mut home, args, &[], WIDE) + NARROW_ONLY;
        // Tables, legends and bars have words of their own where they are narrow or wide.
        let mut known = wide.clone();
        for width in [24, 40, 60, 90, 120, 160] {
            if matches!(
                args.first(),
                None | Some(&("stats" | "list" | "calendar" | "help"))
            ) {
                known += &came(&mut home, args, &["--plain"], width);
            }
        }
        for width in widths() {
            let told = came(&mut home, args, &[], width);
            check(args, width, &told, &known);
        }
    }
}

#[test]
fn what_is_changed_is_told_at_every_width_without_a_break() {
    let mut narrow = home();
    for width in widths() {
        for args in CHANGING {
            let told = came(&mut narrow, args, &[], width);
            for line in told.lines() {
                let cannot_break = !line.trim().contains(' ') || line.contains('\'');
                assert!(
                    line.width() <= width || cannot_break,
                    "{args:?} at {width}: {line}\n{told}"
                );
            }
            assert_eq!(torn(&told), None, "{args:?} at {width}:\n{told}");
        }
    }
}

#[test]
fn what_is_refused_is_told_at_every_width_without_a_break() {
    let mut home = home();
    for args in REFUSED {
        let wide = came(&mut home, args, &[], WIDE);
        for width in widths() {
            let told = came(&mut home, args, &[], width);
            check(args, width, &told, &wide);
        }
    }
}

#[test]
fn questions_fit_every_width() {
    let mut home = home();
    home.terminal.stdin = true;
    let asking: [&[&str]; 4] = [
        &["log"],
        &["answer"],
        &["sweep"],
        &["remove", "1", "--purge"],
    ];
    for args in asking {
        let wide = came(&mut home, args, &[], WIDE);
        for width in widths() {
            let told = came(&mut home, args, &[], width);
            check(args, width, &told, &wide);
        }
    }
}

#[test]
fn a_name_keeps_twelve_columns_before_a_number_goes() {
    let mut home = home();
    for by in ["tag", "who"] {
        for width in widths() {
            let told = came(&mut home, &["stats", "--by", by], &[], width);
            for line in told.lines().skip(1).take(4) {
                let name = line.split("  ").next().unwrap();
                let names = [
                    "Ann",
                    "the Old Mill Theatre",
                    "Nadia Casting",
                    "the barista of the corner shop",
                    "shops",
                    "auditions",
                    "grants",
                    "strangers-and-neighbours",
                ];
                let is_whole = names.contains(&name);
                assert!(
                    is_whole || (name.ends_with('…') && name.width() >= 12),
                    "by {by} at {width}: `{name}`\n{told}"
                );
            }
        }
    }
}

/// Every glyph that a picture is made of, and those that only are between words.
const DRAWN: &str = "█▉▊▋▌▍▎▏░▒▓▞│·▁▂▃▄▅▆▇→◂";

/// Commands whose look depends on what may be drawn.
const DRAWING: [&[&str]; 9] = [
    &[],
    &["stats"],
    &["stats", "--by", "who"],
    &["stats", "--by", "month"],
    &["list"],
    &["show", "4"],
    &["goal"],
    &["calendar"],
    &["card"],
];

#[test]
fn plain_output_has_nothing_drawn_in_it_at_any_width() {
    let mut home = home();
    for args in DRAWING {
        for width in widths() {
            let told = came(&mut home, args, &["--plain"], width);
            let drawn = told.chars().find(|char| DRAWN.contains(*char));
            assert_eq!(drawn, None, "{args:?} at {width}:\n{told}");
            for line in told.lines() {
                let one_word = !line.trim().contains(' ');
                assert!(
                    line.width() <= width || one_word,
                    "{args:?} at {width}: {line}"
                );
            }
        }
    }
}

#[test]
fn a_dumb_terminal_is_told_in_words() {
    let mut home = home();
    let plain = came(&mut home, &["stats"], &["--plain", "--ascii"], 80);
    home.set("TERM", "dumb");
    assert_eq!(came(&mut home, &["stats"], &[], 80), plain);
}

#[test]
fn ascii_output_has_nothing_else_in_it_at_any_width() {
    let mut home = home();
    for args in DRAWING.iter().chain(&REFUSED) {
        for width in widths() {
            let told = came(&mut home, args, &["--ascii"], width);
            assert!(told.is_ascii(), "{args:?} at {width}:\n{told}");
        }
    }
}
