//! The pictures of a terminal, as they are drawn from a year that is always the same.
//!
//! Each is kept beside this file in `pictures/`, in colour (with its escapes), without, and in
//! ASCII, for three widths. `NOS_BLESS=1 cargo test --test it pictures` draws them anew; look at
//! what changed before you keep it.

use std::fs;
use std::path::{Path, PathBuf};

use nos::system::Terminal;
use unicode_width::UnicodeWidthStr;

use crate::env::TestEnv;
use crate::year;

/// A home whose journal is this log.
pub(crate) fn home(log: &str, now: &str) -> TestEnv {
    let mut home = TestEnv::at(now);
    home.terminal = Terminal {
        stdout: true,
        ..Terminal::default()
    };
    home.set("LC_ALL", "C.UTF-8");
    let logs = home.folder().join("data");
    fs::create_dir_all(&logs).unwrap();
    write_private(&logs.join("year.jsonl"), log);
    home
}

/// Writes a log that no one else can read, as nos does.
fn write_private(path: &Path, log: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::write(path, log).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

fn drawn(home: &mut TestEnv, args: &[&str], width: usize) -> String {
    home.set("COLUMNS", &width.to_string());
    let came = home.run(args);
    assert_eq!((came.status, came.err.as_str()), (0, ""), "{args:?}");
    came.out
}

/// A text without its escapes.
fn uncoloured(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    first
        + &parts
            .filter_map(|part| Some(part.split_once('m')?.1))
            .collect::<String>()
}

fn widest(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
}

fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/pictures")
        .join(name)
}

#[expect(
    clippy::disallowed_methods,
    reason = "whoever runs the tests says whether they are to draw anew"
)]
pub(crate) fn is_blessed() -> bool {
    std::env::var_os("NOS_BLESS").is_some()
}

/// Holds a picture against the one that is kept.
fn check(name: &str, picture: &str) {
    let path = kept(name);
    if is_blessed() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, picture).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(picture, kept, "{name} is not as it was kept");
}

/// The pictures there are, and the commands that draw them.
const PICTURES: [(&str, &[&str]); 7] = [
    ("nos", &[]),
    ("stats", &["stats"]),
    ("stats-filtered", &["stats", "-t", "shops", "--to", "喫茶"]),
    ("stats-by-who", &["stats", "--by", "who"]),
    ("stats-by-month", &["stats", "--by", "month"]),
    ("calendar", &["calendar"]),
    (
        "calendar-asks",
        &["cal", "--count", "asks", "--week-start", "sun"],
    ),
];

const LOOKS: [(&str, &[&str]); 3] = [
    ("colour", &["--color", "always"]),
    ("plain", &["--color", "never"]),
    ("ascii", &["--color", "never", "--ascii"]),
];

#[test]
fn every_picture_is_as_it_was_looked_at_and_none_is_wider_than_the_terminal() {
    let mut home = home(&year::log(), year::NOW);
    for (name, args) in PICTURES {
        for (look, flags) in LOOKS {
            for width in [60, 80, 120] {
                let picture = drawn(&mut home, &[args, flags].concat(), width);
                let plain = uncoloured(&picture);
                assert!(widest(&plain) <= width, "{name} at {width}:\n{plain}");
                check(&format!("{name}-{look}-{width}.txt"), &picture);
            }
        }
    }
}

#[test]
fn colour_changes_no_glyph_and_ascii_draws_with_nothing_else() {
    let mut home = home(&year::log(), year::NOW);
    for (name, args) in PICTURES {
        let coloured = drawn(&mut home, &[args, &["--color", "always"]].concat(), 80);
        let plain = drawn(&mut home, &[args, &["--color", "never"]].concat(), 80);
        assert_eq!(uncoloured(&coloured), plain, "{name}");
        let ascii = drawn(
            &mut home,
            &[args, &["--ascii", "--color", "never"]].concat(),
            80,
        );
        for line in ascii.lines() {
            let is_name = ["喫茶", "劇団", "עדי", "קרן", "Ines"]
                .iter()
                .any(|name| line.contains(name));
            assert!(line.is_ascii() || is_name, "{name}: {line}");
        }
    }
}

#[test]
fn names_in_any_script_leave_the_columns_aligned() {
    let mut home = home(&year::log(), year::NOW);
    let table = drawn(
        &mut home,
        &["stats", "--by", "who", "--color", "never"],
        120,
    );
    // The number of asks, the second cell, ends at the same column in each row.
    let end = |line: &str| {
        let asks = line
            .split("  ")
            .filter(|cell| !cell.is_empty())
            .nth(1)
            .unwrap();
        line[..line.find(asks).unwrap() + asks.len()].width()
    };
    let ends: Vec<usize> = table.lines().take(16).map(end).collect();
    assert!(ends.iter().all(|end| *end == ends[0]), "{ends:?}\n{table}");
    assert!(
        table.contains("עדי") && table.contains("喫茶店") && table.contains("👩\u{200d}🚀 Ines")
    );
}

/// The pictures of a journal at every width that a terminal may have: none panics, none is wider.
fn at_every_width(log: &str, now: &str) {
    let mut home = home(log, now);
    for (name, args) in PICTURES {
        if name == "stats-filtered" && !log.contains("喫茶") {
            continue;
        }
        for width in [1, 12, 20, 33, 47, 59, 97, 116, 200] {
            // Colour and glyphs take turns: they make no difference to the width.
            let (look, flags) = LOOKS[width % LOOKS.len()];
            let picture = drawn(&mut home, &[args, flags].concat(), width);
            let plain = uncoloured(&picture);
            // Narrower than this no table fits.
            if width >= 20 {
                assert!(widest(&plain) <= width, "{name}, {look}, {width}:\n{plain}");
            }
        }
    }
}

fn goal(target: u32, counts: &str, from: &str, to: &str) -> String {
    format!(
        "{{\"v\":1,\"id\":\"year-1\",\"at\":\"2026-01-01T09:00:00+01:00\",\"kind\":\"goal\",\
         \"target\":{target},\"counts\":\"{counts}\",\"from\":\"{from}\",\"to\":\"{to}\"}}\n"
    )
}

fn refused(number: u32, on: &str) -> String {
    let seq = number + 1;
    format!(
        "{{\"v\":1,\"id\":\"year-{seq}\",\"at\":\"{on}T18:00:00+01:00\",\"kind\":\"ask\",\
         \"n\":{number},\"text\":\"asked\",\"on\":\"{on}\",\"outcome\":\"no\"}}\n"
    )
}

#[test]
fn the_year_is_drawn_at_every_width() {
    at_every_width(&year::log(), year::NOW);
}

#[test]
fn five_thousand_asks_are_drawn_at_every_width() {
    let log = year::log_of_5000();
    at_every_width(&log, "2026-12-31T12:00:00+01:00");
    let mut home = home(&log, "2026-12-31T12:00:00+01:00");
    check(
        "stats-of-5000.txt",
        &drawn(&mut home, &["stats", "--color", "never"], 80),
    );
    check(
        "calendar-of-5000.txt",
        &drawn(
            &mut home,
            &["calendar", "--count", "asks", "--color", "never"],
            80,
        ),
    );
}

#[test]
fn small_and_odd_journals_are_drawn_right() {
    let now = "2026-03-04T12:00:00+01:00";
    let year = ("2026-01-01", "2026-12-31");
    let one = refused(1, "2026-03-04");
    let two = one.clone() + &refused(2, "2026-03-04");
    let journals = [
        ("empty", String::new()),
        ("one", one.clone()),
        ("goal-alone", goal(1000, "nos", year.0, year.1)),
        ("goal-of-1", goal(1, "nos", year.0, year.1)),
        ("goal-of-1-reached", goal(1, "nos", year.0, year.1) + &one),
        ("goal-passed", goal(1, "said-nos", year.0, year.1) + &two),
        ("goal-of-asks", goal(300, "asks", year.0, year.1) + &two),
        (
            "goal-ended",
            goal(1, "nos", "2026-02-01", "2026-02-28") + &two,
        ),
        (
            "goal-to-come",
            goal(50, "nos", "2026-06-01", "2026-06-30") + &two,
        ),
        (
            "last-day",
            goal(5, "nos", "2026-02-01", "2026-03-04") + &two,
        ),
    ];
    for (name, log) in journals {
        at_every_width(&log, now);
        let mut home = home(&log, now);
        let pictures: Vec<String> = [&[][..], &["stats"], &["calendar"]]
            .into_iter()
            .map(|args: &[&str]| drawn(&mut home, &[args, &["--color", "never"]].concat(), 60))
            .collect();
        check(&format!("small-{name}.txt"), &pictures.join("\n---\n\n"));
    }
}

/// The README with its pictures as they are drawn now, and how many there are: each block after a
/// line `<!-- the year: stats, up to Who -->` is what `nos stats` prints before its line `Who`.
fn readme_drawn_anew(readme: &str, home: &mut TestEnv) -> (String, usize) {
    let mut anew = String::new();
    let mut seen = 0;
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        anew.extend([line, "\n"]);
        let command = line
            .strip_prefix("<!-- the year: ")
            .and_then(|rest| rest.strip_suffix(" -->"));
        let Some(command) = command else { continue };
        lines.by_ref().skip(1).find(|line| *line == "```");
        let (command, end) = command.split_once(", up to ").unwrap_or((command, "\0"));
        let args: Vec<&str> = command.split(' ').chain(["--color", "never"]).collect();
        let picture = drawn(home, &args, 80);
        let shown: Vec<&str> = picture
            .lines()
            .take_while(|line| !line.starts_with(end))
            .collect();
        let shown = shown.join("\n").trim_end().to_owned();
        anew.extend(["```text\n", &shown, "\n```\n"]);
        seen += 1;
    }
    (anew, seen)
}

#[test]
fn the_pictures_of_the_readme_are_drawn_from_the_year() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let mut home = home(&year::log(), year::NOW);
    let (anew, seen) = readme_drawn_anew(&readme, &mut home);
    assert_eq!(seen, 2, "the README shows the stats and the calendar");
    if is_blessed() {
        fs::write(&path, &anew).unwrap();
    } else {
        assert_eq!(anew, readme, "the pictures of the README have rotted");
    }
}
