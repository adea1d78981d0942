//! The report, from what is typed to what a browser makes of it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::home::Home;
use crate::terminal::{Terminal, installed, node_has};

const TODAY: &str = "2026-11-23";

/// What no one should ever have to write into a journal, and a person will.
const HOSTILE: [&str; 6] = [
    "</title><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "-->]]></style><style>*{display:none}",
    "\u{202e}backwards\u{2066} \u{1b}]0;title\u{7} nul\u{0}",
    "מבקש הנחה 山田さん 👩\u{200d}🚀 ه\u{200d}",
    "averylongwordwithoutasinglespaceinitthatdoesnotfitintoanyphoneatallnomatterhow",
];

const OUTCOMES: [&str; 5] = ["no", "no", "no", "ghosted", "yes"];

/// A home with these asks in its log, and a goal if there is one.
fn home_with(asks: &[Value], goal: Option<u32>) -> Home {
    let home = Home::new();
    let goal = goal.map(|target| {
        json!({"kind": "goal", "target": target, "counts": "nos",
               "from": "2026-01-01", "to": "2026-12-31"})
    });
    let mut log = String::new();
    for (event, seq) in goal.iter().chain(asks).zip(1..) {
        let mut line =
            json!({"v": 1, "id": format!("test-{seq}"), "at": "2026-01-01T12:00:00+01:00"});
        for (key, value) in event.as_object().unwrap() {
            line[key] = value.clone();
        }
        if line["kind"] == "ask" {
            line["n"] = json!(seq);
        }
        log.push_str(&line.to_string());
        log.push('\n');
    }
    fs::create_dir(home.path().join("data")).unwrap();
    let path = home.path().join("data/test.jsonl");
    fs::write(&path, log).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
    home
}

/// So many asks over the year up to today, with all that can be said of one.
fn a_year_of(count: usize) -> Vec<Value> {
    (0..count)
        .map(|index| {
            let day = 1 + index * 326 / count;
            let on = chrono::NaiveDate::from_yo_opt(2026, u32::try_from(day).unwrap()).unwrap();
            json!({"kind": "ask", "text": format!("asked for thing {index}"), "on": on.to_string(),
                   "to": format!("person {}", index % 40), "tags": [format!("tag{}", index % 7)],
                   "fear": 10 - index * 5 / count, "odds": index % 60,
                   "sting": 8 - index * 7 / count,
                   "outcome": OUTCOMES[index % OUTCOMES.len()]})
        })
        .collect()
}

fn hostile_asks() -> Vec<Value> {
    let asks = (0_usize..).zip(HOSTILE.into_iter().cycle().take(60));
    asks.map(|(index, text)| {
        json!({"kind": "ask", "text": format!("{text}\n{text}"), "on": "2026-03-04", "to": text,
               "note": text, "tags": ["חנות"], "fear": 9, "odds": 5, "sting": 8,
               "outcome": if index % 3 == 0 { "yes" } else { "no" }})
    })
    .collect()
}

fn report(home: &Home, args: &[&str]) -> String {
    let ran = home.run(TODAY, &[&["report"], args].concat());
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{args:?}");
    ran.out
}

#[test]
fn in_a_pipe_the_page_goes_to_standard_output_and_the_texts_stay_at_home() {
    let home = home_with(&a_year_of(20), Some(1_000));
    let page = report(&home, &[]);
    assert!(page.starts_with("<!DOCTYPE html>"));
    assert!(page.contains("<title>2026: 16 of 1,000 nos</title>"));
    assert!(!page.contains("asked for thing"));
    assert_eq!(report(&home, &["-o", "-"]), page);
    assert!(report(&home, &["--texts"]).contains("asked for thing 7"));
}

#[test]
fn a_file_is_written_and_one_that_is_there_stays_without_force() {
    let home = home_with(&a_year_of(20), None);
    let path = home.path().join("year.html");
    let file = path.to_str().unwrap();
    let told = report(&home, &["-o", file]);
    let holds = "It holds counts and tags, none of the texts or names.";
    assert_eq!(told, format!("Report of 2026 written to {file}. {holds}\n"));
    let before = fs::read_to_string(&path).unwrap();
    assert_eq!(before, report(&home, &[]));

    let ran = home.run(TODAY, &["report", "--texts", "-o", file]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert_eq!(fs::read_to_string(&path).unwrap(), before);

    let told = report(&home, &["--texts", "--force", "-o", file]);
    assert!(
        told.ends_with("It holds the texts and notes of 20 asks.\n"),
        "{told}"
    );
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        report(&home, &["--texts"])
    );
    assert_eq!(report(&home, &["--quiet", "--force", "-o", file]), "");
}

#[test]
fn a_report_is_a_page_whatever_the_file_is_called() {
    let ran = Home::new().run(TODAY, &["report", "--year", "2025", "-o", "2025.pdf"]);
    assert_eq!(
        (ran.status, ran.err.as_str()),
        (
            2,
            "error: a report is a page of HTML, not pdf; a browser prints it\n\
             hint: nos report --year 2025 -o 2025.html\n"
        )
    );
}

#[test]
fn every_number_of_a_report_is_there_as_json() {
    let home = home_with(&a_year_of(20), Some(1_000));
    let answer = home.json(TODAY, &["report"], "");
    assert_eq!(answer["schema"], "nos.report/1");
    let mut stats = home.json(TODAY, &["stats"], "");
    assert_eq!(stats["by_who"][0]["who"], "person 0");
    // Without texts people are numbers, in their order, here too.
    for (row, number) in stats["by_who"].as_array_mut().unwrap().iter_mut().zip(1..) {
        row["who"] = json!(format!("person {number}"));
    }
    assert_eq!(answer["stats"], stats);
    assert_eq!(
        answer["days"][0],
        json!({"day": "2026-01-01", "asks": 1, "nos": 1, "yes": 0})
    );
    assert_eq!(
        (&answer["path"], &answer["asks"]),
        (&Value::Null, &Value::Null)
    );
    let answer = home.json(TODAY, &["report", "--texts"], "");
    assert_eq!(answer["asks"][0]["text"], "asked for thing 0");
    let ran = home.run(TODAY, &["report", "--json", "-o", "-"]);
    assert_eq!(ran.status, 2);
}

#[test]
fn at_a_terminal_the_page_is_not_poured_out() {
    let home = home_with(&a_year_of(20), None);
    let line = ["report", "--since", "3 days ago"];
    let terminal = Terminal::start(home.command(TODAY, &line));
    let (seen, status) = terminal.ends();
    assert_eq!(status, Some(1));
    assert!(
        seen.contains("nos report --since '3 days ago' -o nos-2026.html"),
        "{seen}"
    );
}

#[test]
fn reading_makes_no_file_and_no_folder() {
    let home = Home::new();
    report(&home, &[]);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_browser_finds_nothing_wrong_with_it() {
    let (Some(browser), Some(node)) = (installed("chromium"), installed("node")) else {
        return;
    };
    if !node_has(&node, &["playwright-core", "axe-core"]) {
        return;
    }
    let home = Home::new();
    let pages: Vec<PathBuf> = [
        (
            "empty",
            home_with(&[], None),
            &["--year", "2026"] as &[&str],
        ),
        ("one", home_with(&a_year_of(1), Some(1)), &[]),
        (
            "hostile",
            home_with(&hostile_asks(), Some(1_000_000)),
            &["--texts"],
        ),
        ("many", home_with(&a_year_of(5_000), Some(3_000)), &[]),
        (
            "printed",
            home_with(&a_year_of(800), Some(1_000)),
            &["--texts"],
        ),
        (
            "past",
            home_with(&a_year_of(300), None),
            &["--since", "2020-01-01", "--theme", "dark"],
        ),
    ]
    .into_iter()
    .map(|(name, asks, args)| {
        let page = home.path().join(format!("{name}.html"));
        fs::write(&page, report(&asks, args)).unwrap();
        page
    })
    .collect();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/browser.cjs");
    let output = Command::new(node)
        .arg(script)
        .arg(browser)
        .args(&pages)
        .env("HOME", home.path())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        (told.as_ref(), errors.as_ref()),
        ("looked at 6 pages\n", "")
    );
    if installed("pdftotext").is_some() {
        let pages = pages_of(&home.path().join("printed.pdf"));
        assert!(pages.len() <= 15, "{} pages", pages.len());
        for page in &pages {
            assert_ends_with_no_heading(page);
        }
    }
}

/// The lines of each page of a PDF.
fn pages_of(pdf: &Path) -> Vec<Vec<String>> {
    let output = Command::new("pdftotext")
        .args(["-raw", pdf.to_str().unwrap(), "-"])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = |page: &str| page.lines().map(str::to_owned).collect();
    let pages = text.trim_end_matches('\u{c}').split('\u{c}');
    pages.map(lines).collect()
}

#[track_caller]
fn assert_ends_with_no_heading(page: &[String]) {
    let headings = [
        "Day by day",
        "The way so far",
        "Month by month",
        "Fear before, sting after",
        "Odds guessed, odds met",
        "What you asked for",
        "Whom you asked",
        "Firsts and milestones",
        "The longest streak",
        "The yeses",
        "The asks",
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
    ];
    let last = page.last().map(String::as_str).unwrap_or_default().trim();
    assert!(!headings.contains(&last), "{page:?}");
}

/// Words that are in the journal and in nothing that is made to be shown.
const SECRETS: [&str; 5] = [
    "the secret lodge",
    "mallory",
    "zoë okonkwo",
    "a note to nobody",
    "quietly",
];

/// The tag is a word too, but reports count by it.
const SECRET_TAG: &str = "underwater";

#[test]
fn nothing_made_to_be_shown_gives_away_a_text_a_name_or_a_note() {
    let ask = |text: &str, to: &str, outcome: &str| {
        json!({"kind": "ask", "text": text, "on": "2026-03-04", "to": to, "tags": [SECRET_TAG],
               "note": "a note to nobody, about MALLORY, quietly", "fear": 7, "sting": 2,
               "odds": 10, "outcome": outcome})
    };
    let asks = [
        ask("asked Mallory into the secret lodge", "Zoë Okonkwo", "yes"),
        ask("the secret lodge again", "Mallory", "no"),
        ask("the secret lodge at last", "mallory", "ghosted"),
    ];
    let home = home_with(&asks, Some(1_000));
    let mut shown = vec![
        report(&home, &[]),
        report(&home, &["--anonymous"]),
        report(&home, &["--theme", "dark", "--all"]),
        report(&home, &["--json"]),
    ];
    for about in ["goal", "fear", "yeses"] {
        let card = ["card", "--about", about];
        let mut lines = vec![
            card.to_vec(),
            [&card[..], &["--json"]].concat(),
            [&card[..], &["--all"]].concat(),
        ];
        for size in ["wide", "square", "story", "badge"] {
            for theme in ["light", "dark", "red"] {
                let drawn = ["--format", "svg", "--size", size, "--theme", theme];
                lines.push([&card[..], &drawn].concat());
            }
        }
        for line in lines {
            let ran = home.run(TODAY, &line);
            assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{line:?}");
            assert!(!ran.out.to_lowercase().contains(SECRET_TAG), "{line:?}");
            shown.push(ran.out);
        }
    }
    for shown in shown {
        let shown = shown.to_lowercase();
        for secret in SECRETS {
            assert!(!shown.contains(secret), "{secret} is in {shown}");
        }
    }
    // The texts are there when they are asked for, and without the people where these are not.
    let texts = report(&home, &["--texts"]).to_lowercase();
    for secret in SECRETS {
        assert!(texts.contains(secret), "{secret}");
    }
    for args in [
        &["--texts", "--anonymous"][..],
        &["--texts", "--anonymous", "--json"],
    ] {
        let texts = report(&home, args).to_lowercase();
        assert!(texts.contains("asked person 1 into the secret lodge"));
        for name in ["mallory", "zoë", "okonkwo"] {
            assert!(!texts.contains(name), "{name}");
        }
    }
}
