//! `nos card`: what is written, where, and that it shows counts and nothing else.

use std::fs;

use crate::env::{CommandOutput, TestEnv};

#[cfg(feature = "pictures")]
mod drawn;

/// What a log must never give away, and what would break a picture that is not escaped.
const HOSTILE: &str = "</title><script>alert('Mallory')</script>&\u{202e}\u{1b}[31m";

/// A home on 23 November 2026 with a goal of 1,000 and some days of the year: 7 nos on 12
/// February, and on every eighth day from 5 January to 2 March one more than on the one before.
fn spring() -> TestEnv {
    let home = TestEnv::at("2026-11-23T19:30:00+01:00");
    assert_eq!(home.run(&["goal", "set", "1000"]).status, 0);
    let days = [
        ("2026-01-05", 1),
        ("2026-01-13", 2),
        ("2026-01-21", 3),
        ("2026-01-29", 4),
        ("2026-02-06", 5),
        ("2026-02-12", 7),
        ("2026-02-14", 6),
        ("2026-02-22", 7),
        ("2026-03-02", 8),
    ];
    for (day, nos) in days {
        let asks = format!("{HOSTILE}\n").repeat(nos);
        let came = home.run_with(&["log", "-", "--no", "--on", day, "--to", HOSTILE], &asks);
        assert_eq!(came.status, 0, "{came:?}");
    }
    for day in ["2026-02-13", "2026-02-14"] {
        let came = home.run(&["yes", "asked Mallory", "--on", day, "+mallory"]);
        assert_eq!(came.status, 0, "{came:?}");
    }
    home
}

fn out(came: &CommandOutput) -> &str {
    assert_eq!(came.status, 0, "{came:?}");
    &came.out
}

fn path(home: &TestEnv, name: &str) -> String {
    home.folder().join(name).display().to_string()
}

/// The line for a post.
fn line(home: &TestEnv, args: &[&str]) -> String {
    out(&home.run(args)).lines().next().unwrap().to_owned()
}

#[test]
fn without_flags_it_is_a_line_for_a_post_and_the_alt_text() {
    // 1 + 2 + 3 + 4 + 5 + 7 + 6 + 7 + 8 = 43.
    assert_eq!(
        out(&spring().run(&["card"])),
        "43/1,000 nos in 2026 \u{b7} 2 yeses along the way\n\
         Alt text: Rejections, collected on purpose. 43 of 1,000 nos in 2026. A bar shows 4% of \
         the goal. 2 yeses along the way. Asks on 10 days; the best was 2 March, with 8.\n"
    );
    assert_eq!(
        line(&spring(), &["card", "--ascii"]),
        "43/1,000 nos in 2026 - 2 yeses along the way"
    );
}

#[test]
fn each_subject_has_a_line_of_its_own() {
    let home = spring();
    assert_eq!(
        line(&home, &["card", "--about", "yeses"]),
        "2 yeses, 28 nos behind them \u{b7} in 2026"
    );
    let came = home.run(&["card", "--about", "fear"]);
    assert_eq!((came.status, came.out.as_str()), (1, ""));
    assert_eq!(
        came.err,
        "error: no ask in 2026 has both a fear and a sting to make a card of\nhint: nos card\n"
    );
    let rated = ["no", "a seat", "--fear", "7", "--sting", "2"];
    assert_eq!(home.run(&rated).status, 0);
    assert_eq!(
        line(&home, &["card", "--about", "fear"]),
        "Feared 7.0, felt 2.0 out of 10 \u{b7} in 2026"
    );
    let came = home.run(&["card", "--about", "yeses", "--year", "2025"]);
    assert_eq!((came.status, came.out.as_str()), (1, ""));
    assert!(came.err.contains("no yes in 2025"), "{}", came.err);
}

#[test]
fn a_title_has_up_to_60_characters() {
    let home = spring();
    let titled = |title: &str| line(&home, &["card", "--title", title]);
    let post = "43/1,000 nos in 2026 \u{b7} 2 yeses along the way";
    assert_eq!(titled(" Год «нет» "), format!("Год «нет»: {post}"));
    let sixty = "é".repeat(60);
    assert_eq!(titled(&sixty), format!("{sixty}: {post}"));
    for (title, why) in [
        ("é".repeat(61), "up to 60 characters; this one has 61"),
        ("  ".to_owned(), "can't be empty"),
        ("red\u{1b}[31m".to_owned(), "have no `^[`"),
        ("a\nb".to_owned(), "have no"),
    ] {
        let came = home.run(&["card", "--title", &title]);
        assert_eq!((came.status, came.out.as_str()), (2, ""), "{title}");
        assert!(came.err.contains(why), "{}", came.err);
    }
}

#[test]
fn only_a_file_can_be_opened() {
    let came = spring().run(&["card", "--open"]);
    assert_eq!((came.status, came.out.as_str()), (2, ""));
    assert!(came.err.contains("--open needs a file"), "{}", came.err);
}

#[test]
fn a_file_that_cannot_be_opened_is_written_all_the_same() {
    let mut home = spring();
    let programs = home.folder().join("bin");
    fs::create_dir(&programs).unwrap();
    home.set("PATH", programs.to_str().unwrap());
    let file = path(&home, "card.txt");
    let came = home.run(&["card", "-o", &file, "--open"]);
    assert_eq!(came.status, 1);
    assert!(
        came.err.contains("there's no `xdg-open` here"),
        "{}",
        came.err
    );
    assert!(fs::exists(&file).unwrap());

    let opener = programs.join("xdg-open");
    let shown = path(&home, "opened");
    executable(&opener, &format!("#!/bin/sh\necho \"$1\" > {shown}\n"));
    assert_eq!(home.run(&["card", "-f", "-o", &file, "--open"]).status, 0);
    assert_eq!(fs::read_to_string(&shown).unwrap(), format!("{file}\n"));

    executable(&opener, "#!/bin/sh\nexit 4\n");
    let came = home.run(&["card", "-f", "-o", &file, "--open"]);
    assert_eq!(came.status, 1);
    assert!(
        came.err.contains("`xdg-open` couldn't open it"),
        "{}",
        came.err
    );
}

fn executable(path: &std::path::Path, script: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::write(path, script).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_period_that_is_no_goals_has_none() {
    let home = spring();
    assert_eq!(
        line(
            &home,
            &["card", "--since", "2026-02-01", "--until", "2026-02-28"]
        ),
        "25 nos in February 2026 \u{b7} 2 yeses along the way"
    );
    assert_eq!(line(&home, &["card", "--year", "2025"]), "0 nos in 2025");
    // The year is just that of the goal.
    let [year, none] = [&["card", "--year", "2026"][..], &["card"]].map(|args| home.run(args));
    assert_eq!(out(&year), out(&none));
}

#[test]
fn a_goal_of_nos_comes_before_one_of_asks_and_each_has_its_words() {
    let home = spring();
    assert_eq!(
        home.run(&["goal", "set", "40", "--count", "asks"]).status,
        0
    );
    assert!(line(&home, &["card"]).starts_with("43/1,000 nos in 2026 "));
    assert_eq!(home.run(&["goal", "clear"]).status, 0);
    assert_eq!(
        line(&home, &["card"]),
        "45/40 asks in 2026, done \u{b7} 2 yeses along the way"
    );
}

#[test]
fn an_empty_journal_has_a_card_too() {
    let home = TestEnv::at("2026-11-23T19:30:00+01:00");
    assert_eq!(line(&home, &["card"]), "0 nos in 2026");
    assert_eq!(line(&home, &["card", "--all"]), "0 nos on 23 November 2026");
}

#[test]
fn every_number_of_a_card_can_be_had_as_json() {
    let home = spring();
    let began = r#"{"schema":"nos.card/1","period":{"from":"2026-01-01","to":"2026-12-31"},"counts":"nos","done":43,"target":1000,"fraction":0.043,"reached":false,"yes":2,"longest_streak":3,"days":[{"day":"2026-01-05","count":1},"#;
    let added = r#""about":"goal","title":null,"headline":null,"fear_and_sting":{"count":0,"fear":null,"sting":null},"behind":{"nos":28,"yeses":[22,6],"open":15},"heatmap":[{"day":"2026-01-05","asks":1,"yes":0},"#;
    let ended = r#""path":null,"format":null,"width":null,"height":null}"#;
    let came = home.run(&["card", "--json"]);
    assert!(out(&came).starts_with(began), "{}", came.out);
    assert!(came.out.contains(added), "{}", came.out);
    assert!(came.out.trim_end().ends_with(ended), "{}", came.out);
}

#[test]
fn the_card_and_its_numbers_do_not_both_go_to_standard_output() {
    let home = spring();
    for args in [
        &["card", "--json", "--format", "svg"][..],
        &["card", "--json", "-o", "-"],
    ] {
        let came = home.run(args);
        assert_eq!((came.status, came.out.as_str()), (2, ""), "{args:?}");
        assert!(came.err.contains(r#""code":"usage""#), "{}", came.err);
    }
}

#[test]
fn a_card_in_words_can_be_written_to_a_file() {
    let home = spring();
    let file = path(&home, "card.txt");
    assert_eq!(
        out(&home.run(&["card", "-o", &file])),
        format!("Card written to {file}.\n")
    );
    let told = fs::read_to_string(&file).unwrap();
    assert_eq!(told, out(&home.run(&["card"])));
    let came = home.run(&["card", "-o", &file]);
    assert_eq!((came.status, came.out.as_str()), (1, ""));
    assert!(came.err.contains("wasn't overwritten"), "{}", came.err);
}

#[cfg(not(feature = "pictures"))]
#[test]
fn a_nos_without_pictures_says_so_and_writes_nothing() {
    let mut home = spring();
    let file = |name: &str| path(&home, name);
    for (args, instead) in [
        (&["card", "-o", &file("card.png")][..], "nos card"),
        (&["card", "-o", &file("card.svg")], "nos card"),
        (&["card", "-o", &file("card.jpg")], "nos card"),
        (&["card", "--format", "svg"], "nos card"),
        (&["card", "--format", "png", "-o", "-"], "nos card"),
        (&["report", "-o", &file("report.html")], "nos stats"),
        (&["report", "--year", "2025"], "nos stats"),
        (&["report", "--json"], "nos stats"),
    ] {
        let came = home.run(args);
        assert_eq!((came.status, came.out.as_str()), (2, ""), "{args:?}");
        let said = "this nos was built without pictures; `cargo install --path .` in its source \
                    builds one that draws them";
        if args.contains(&"--json") {
            assert!(came.err.contains(said), "{}", came.err);
        } else {
            assert_eq!(came.err, format!("error: {said}\nhint: {instead}\n"));
        }
    }
    for name in ["card.png", "card.svg", "card.jpg", "report.html"] {
        assert!(!home.folder().join(name).exists(), "{name}");
    }
    home.terminal.stdout = true;
    let came = home.run(&["card"]);
    assert_eq!((came.status, came.err.as_str()), (0, ""));
}
