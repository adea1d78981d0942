//! How nos behaves beside its answers: slips, empty journals, quiet, and a terminal that is read
//! aloud.

use nos::system::Terminal;

use crate::env::TestEnv;

const NOW: &str = "2026-03-04T12:30:00+01:00";

#[test]
fn a_mistyped_tag_is_met_with_the_one_there_is() {
    let home = TestEnv::at(NOW);
    home.line("nos log \"a discount\" +shop --no");
    let came = home.line("nos list -t shp");
    assert_eq!(
        came.err,
        "No ask has the tag shp.\nhint: nos list -t shop\n"
    );
    let came = home.line("nos list -t zebra");
    let far = "No ask has the tag zebra.\nhint: nos stats --all --by tag\n";
    assert_eq!((came.status, came.err.as_str()), (0, far));
    assert_eq!(home.line("nos list -t shp --json").err, "");
    assert_eq!(home.line("nos list -t shp -q").err, "");
}

#[test]
fn a_command_that_only_looks_makes_no_file_and_no_folder() {
    for line in [
        "nos",
        "nos list",
        "nos stats",
        "nos goal",
        "nos doctor",
        "nos dare",
        "nos prompt",
        "nos dare --another --level wild",
        "nos help",
        "nos man",
        "nos completions zsh",
    ] {
        let home = TestEnv::at(NOW);
        let came = home.line(line);
        assert_eq!(came.status, 0, "{line}: {came:?}");
        assert_eq!(home.folder().read_dir().unwrap().count(), 0, "{line}");
    }
}

#[test]
fn what_is_read_aloud_has_no_drawing_and_no_colour_in_it() {
    let mut home = TestEnv::at(NOW);
    home.terminal = Terminal {
        stdin: true,
        stdout: true,
        stderr: true,
        width_cols: Some(80),
        height_lines: None,
    };
    home.set("TERM", "dumb");
    let said = |line: &str| {
        let came = home.line(line);
        assert_eq!(came.status, 0, "{line}: {came:?}");
        let said = came.out + &came.err;
        assert!(said.is_ascii(), "{line}: {said}");
        assert!(!said.contains('\u{1b}'), "{line}: {said:?}");
        said
    };
    said("nos goal set 1000");
    said("nos no \"a discount\" +shop --to Ann --fear 4 --sting 1");
    said("nos log \"a passport\" --odds 5");
    said("nos answer passport --yes");
    said("nos log \"a raise\"");
    said("nos list");
    said("nos show 1");
    said("nos goal");
    said("nos dare");
    said("nos doctor");
    let stands = said("nos");
    assert!(stands.contains("1 of 1,000 nos"), "{stands}");
    let stats = said("nos stats --all");
    assert!(stats.contains("1 day"), "{stats}");
}

#[test]
fn a_prompt_never_tells_of_trouble() {
    let home = TestEnv::at(NOW);
    home.line("nos no \"a discount\"");
    std::fs::write(home.folder().join("data/torn.jsonl"), "{\"v\":1,").unwrap();
    let came = home.line("nos prompt");
    assert_eq!(
        (came.status, came.out.as_str(), came.err.as_str()),
        (0, "1\n", "")
    );
    for line in [
        "nos prompt --frmat x",
        "nos --dir /dev/null/x prompt",
        "nos prompt x",
    ] {
        let came = home.line(line);
        assert_eq!(
            (came.status, came.out.as_str(), came.err.as_str()),
            (0, "", ""),
            "{line}"
        );
    }
    let help = home.line("nos prompt --help");
    assert!(help.out.contains("Usage: nos prompt"), "{help:?}");
}

#[test]
fn quiet_says_nothing_about_what_worked_and_the_dare_alone() {
    let home = TestEnv::at(NOW);
    assert_eq!(home.line("nos no \"a discount\" -q").out, "");
    assert_eq!(home.line("nos goal set 100 -q").out, "");
    let dare = home.line("nos dare -q").out;
    assert!(
        dare.starts_with("Ask ") && dare.lines().count() == 1,
        "{dare}"
    );
}

#[test]
fn the_line_of_a_dare_logs_it_and_three_that_did_not_sting_offer_the_next_level() {
    let mut home = TestEnv::at(NOW);
    for day in 1..=3 {
        home.set("NOS_NOW", &format!("2026-03-0{day}T12:30:00+01:00"));
        let told = home.line("nos dare");
        assert!(!told.out.contains("--level bold"), "{told:?}");
        assert!(told.out.contains("nos dare --no"), "{told:?}");
        let logged = home.line("nos dare --no");
        assert_eq!(logged.status, 0, "{logged:?}");
        home.line("nos edit last --sting 1");
    }
    let told = home.line("nos dare");
    assert!(told.out.starts_with("Ask "), "{told:?}");
    assert!(told.out.contains("nos dare --level bold"), "{told:?}");
    let json = home.line("nos dare --json").out;
    assert!(json.ends_with("\"level\":\"gentle\"}\n"), "{json}");
    home.line("nos no \"an audition\" --sting 8");
    let told = home.line("nos dare");
    assert!(told.out.starts_with("Something hurt today."), "{told:?}");
    let told = home.line("nos dare --level gentle");
    assert!(told.out.starts_with("Ask "), "{told:?}");
    assert!(!told.out.contains("--level bold"), "{told:?}");
}

#[test]
fn on_a_day_off_a_dare_begins_with_that() {
    // A Wednesday.
    let home = TestEnv::at(NOW);
    home.line("nos goal set 100 --rest wed");
    let told = home.line("nos dare");
    let resting = "You're resting. A dare all the same:\nAsk ";
    assert!(told.out.starts_with(resting), "{told:?}");
    home.line("nos goal set 100 --rest thu");
    assert!(home.line("nos dare").out.starts_with("Ask "));
    home.line("nos rest today");
    assert!(home.line("nos dare").out.starts_with(resting));
}

#[test]
fn an_outcome_logs_the_dare_of_the_day_and_not_one_that_was_never_shown() {
    let home = TestEnv::at(NOW);
    let dare = home.line("nos dare --level bold --about work").out;
    assert!(
        dare.contains("nos dare --level bold --about work --no"),
        "{dare}"
    );
    let logged = home.line("nos dare --level bold --about work --yes --json");
    assert_eq!(logged.status, 0, "{logged:?}");
    let value: serde_json::Value = serde_json::from_str(&logged.out).unwrap();
    assert_eq!(value["schema"], "nos.ask/1");
    let ask = &value["ask"];
    assert_eq!(
        (&ask["outcome"], &ask["tags"][0]),
        (&"yes".into(), &"bold".into())
    );
    let text = ask["text"].as_str().unwrap().strip_prefix("asked").unwrap();
    assert!(dare.starts_with(&format!("Ask{text}.")), "{dare} {text}");
    let refused = home.line("nos dare --another --no");
    assert_eq!(refused.status, 2, "{refused:?}");
    assert!(
        refused.err.contains("hint: nos dare --another"),
        "{refused:?}"
    );
    home.line("nos undo");
    assert!(home.line("nos list --json").out.contains("\"count\":0"));
}

#[test]
fn a_message_is_broken_between_words_and_a_hint_stays_a_line_that_runs() {
    let mut home = TestEnv::at(NOW);
    let piped = home.line("nos log --on 3/4 x").err;
    assert!(piped.lines().next().unwrap().len() > 80, "{piped}");
    home.terminal = Terminal {
        stderr: true,
        width_cols: Some(80),
        height_lines: None,
        ..Terminal::default()
    };
    let read = home.line("nos log --on 3/4 x").err;
    assert!(read.lines().all(|line| line.len() <= 80), "{read}");
    let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(joined(&read), joined(&piped));
    let text = "asked for a sandwich with everything on it and a glass of water beside it";
    let hint = home.line(&format!("nos lgo \"{text}\"")).err;
    assert!(
        hint.contains(&format!("hint: nos log '{text}'\n")),
        "{hint}"
    );
}
