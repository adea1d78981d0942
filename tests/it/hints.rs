//! What a hint says: a line that can be run, about the ask that was meant, with all that was
//! typed in it.

use crate::home::{Home, Ran};

const TODAY: &str = "2026-03-10";

fn home() -> Home {
    let home = Home::new();
    for text in ["asked for a raise", "asked for a discount"] {
        assert_eq!(home.run(TODAY, &["log", text]).status, 0);
    }
    home
}

/// The line that is hinted at where these words are refused.
fn hint(home: &Home, args: &[&str]) -> String {
    let ran = home.run(TODAY, args);
    assert_ne!(ran.status, 0, "{args:?}: {ran:?}");
    hint_of(&ran)
        .unwrap_or_else(|| panic!("no way out of {args:?}: {ran:?}"))
        .to_owned()
}

fn hint_of(ran: &Ran) -> Option<&str> {
    ran.err.lines().find_map(|line| line.strip_prefix("hint: "))
}

#[test]
fn a_value_that_begins_with_a_dash_is_hinted_at_attached() {
    let home = home();
    for (args, line) in [
        (&["log", "a", "--to", "-x"][..], "nos log a --to=-x"),
        (&["log", "-m", "-xoo", "a"], "nos log -m=-xoo a"),
        (&["log", "a", "-m", "--foo"], "nos log a -m=--foo"),
        (&["log", "--to", "-x", "--", "a"], "nos log --to=-x -- a"),
        (&["log", "a", "--to", "-x", "-z"], "nos log --to=-x -- a -z"),
        (&["list", "--to", "-x"], "nos list --to=-x"),
        (&["edit", "1", "--text", "-x"], "nos edit 1 --text=-x"),
    ] {
        assert_eq!(hint(&home, args), line, "{args:?}");
        let words: Vec<&str> = line.split(' ').skip(1).collect();
        let ran = home.run(TODAY, &words);
        assert_eq!(ran.status, 0, "{line}: {ran:?}");
    }
}

#[test]
fn a_tag_is_still_a_tag_in_the_line_that_works() {
    let home = home();
    assert_eq!(
        hint(&home, &["log", "a", "-x", "+shop"]),
        "nos log +shop -- a -x"
    );
    // After the dashes it never was one, and no flag was a flag.
    assert_eq!(
        hint(&home, &["log", "-x", "--", "+shop", "--no"]),
        "nos log -- -x +shop --no"
    );
}

#[test]
fn flags_before_the_command_are_in_the_line_that_works() {
    let home = home();
    assert_eq!(
        hint(&home, &["--dir", "other", "log", "a", "-x", "-nm", "b"]),
        "nos --dir other log -nm b -- a -x"
    );
    assert_eq!(
        hint(&home, &["--dir", "other", "list", "--bogus"]),
        "nos list --help"
    );
}

#[test]
fn a_mistyped_flag_is_told_beside_the_line_that_works() {
    let ran = home().run(TODAY, &["log", "a", "--fera", "3"]);
    assert_eq!(ran.status, 2);
    assert_eq!(
        ran.err,
        "error: `nos log` has no flag --fera (if it's part of the text, put -- before the text)\n\
         hint: nos log a --fear 3\n\
         you typed:\n\
         nos log a --fera 3\n"
    );
}

#[test]
fn a_hint_is_about_the_ask_that_was_named() {
    let home = home();
    for (args, line) in [
        (&["answer", "1"][..], "nos answer 1 OUTCOME"),
        (&["answer", "1", "2"], "nos answer 1 2 OUTCOME"),
        (&["answer"], "nos answer last OUTCOME"),
        (
            &["edit", "1", "--fear", "3", "--clear", "fear"],
            "nos edit 1 --clear fear",
        ),
        (
            &["edit", "a raise", "--no", "--clear", "outcome"],
            "nos edit 'a raise' --clear outcome",
        ),
        (&["edit", "1", "-e", "--fear", "3"], "nos edit 1 -e"),
        (&["edit", "1", "--text", " "], "nos edit 1 -e"),
        (&["edit", "1", "--to", ""], "nos edit 1 --clear to"),
        (&["edit", "1", "--note", ""], "nos edit 1 --clear note"),
    ] {
        assert_eq!(hint(&home, args), line, "{args:?}");
    }
}

#[test]
fn a_name_with_nothing_in_it_means_no_ask_though_there_is_but_one() {
    let home = Home::new();
    home.run(TODAY, &["log", "asked for a raise"]);
    let before = home.logs();
    for args in [
        &["remove", ""][..],
        &["edit", " ", "--fear", "3"],
        &["answer", "", "--no"],
        &["show", ""],
    ] {
        let ran = home.run(TODAY, args);
        assert_eq!(
            (ran.status, ran.err.as_str()),
            (
                2,
                "error: name an ask by its number, its id, `last` or a few of its words\n\
                 hint: nos list\n"
            ),
            "{args:?}"
        );
    }
    assert_eq!(home.logs(), before);
}

#[test]
fn a_file_that_stays_is_replaced_by_the_line_that_is_hinted_at() {
    let home = home();
    let path = home.path().join("asks.csv");
    let path = path.to_str().unwrap();
    for args in [
        &["export", "--year", "2026", "-o", path][..],
        &["card", "-o", path, "--year", "2026"],
    ] {
        std::fs::write(path, "mine").unwrap();
        let line = hint(&home, args);
        assert_eq!(line, format!("nos {} --force", args.join(" ")));
        assert_eq!(std::fs::read(path).unwrap(), b"mine");
        let words: Vec<&str> = line.split(' ').skip(1).collect();
        assert_eq!(home.run(TODAY, &words).status, 0);
        assert_ne!(std::fs::read(path).unwrap(), b"mine");
    }
}

#[test]
fn a_file_in_a_folder_that_is_not_there_is_told_by_its_own_name() {
    let home = home();
    let path = home.path().join("nowhere/asks.csv");
    let ran = home.run(TODAY, &["export", "-o", path.to_str().unwrap()]);
    assert_eq!(
        (ran.status, ran.err),
        (
            1,
            format!(
                "error: can't write {}: there's no folder {}\n",
                path.display(),
                home.path().join("nowhere").display()
            )
        )
    );
}

#[test]
fn a_text_is_given_back_though_the_clock_cannot_be_read() {
    let home = home();
    let mut command = home.command(TODAY, &["log", "asked for a raise"]);
    let ran = crate::home::ran_with(command.env("NOS_NOW", "teatime"), b"");
    assert_eq!(ran.status, 2);
    assert!(
        ran.err
            .ends_with("you typed:\nnos log 'asked for a raise'\n"),
        "{ran:?}"
    );
}

#[test]
fn a_number_of_asks_that_cannot_be_read_is_told_in_plain_words() {
    let ran = home().run(TODAY, &["list", "-L", "few"]);
    assert_eq!(
        (ran.status, ran.err.as_str()),
        (
            2,
            "error: --limit few: a whole number of asks, please (0 for all)\n\
             hint: nos list --help\n"
        )
    );
}

#[test]
fn a_prompt_says_nothing_where_the_device_has_no_name_that_can_be() {
    let home = home();
    let mut command = home.command(TODAY, &["prompt"]);
    let ran = crate::home::ran_with(command.env("NOS_DEVICE", "My Laptop"), b"");
    assert_eq!(
        (ran.status, ran.out, ran.err),
        (0, String::new(), String::new())
    );
}

#[test]
fn asks_with_one_number_on_one_device_are_called_by_their_ids() {
    let home = home();
    let log = home.path().join("data/test.jsonl");
    let line = r#"{"v":1,"id":"test-9","at":"2026-03-10T19:30:00+02:00","kind":"ask","n":1,"text":"asked from a copied home","on":"2026-03-10"}"#;
    let written = std::fs::read_to_string(&log).unwrap();
    std::fs::write(&log, format!("{written}{line}\n")).unwrap();
    assert_eq!(
        home.run(TODAY, &["list"]).out,
        "test-1\t2026-03-10\twaiting\tasked for a raise\t\t\n\
         2\t2026-03-10\twaiting\tasked for a discount\t\t\n\
         test-9\t2026-03-10\twaiting\tasked from a copied home\t\t\n"
    );
    assert_eq!(hint(&home, &["show", "1"]), "nos show test-1");
    for name in ["test-9", "#test-9"] {
        let shown = home.json(TODAY, &["show", name], "");
        assert_eq!(shown["ask"]["text"], "asked from a copied home");
    }
}

#[test]
fn a_limit_that_is_taken_for_an_outcome_is_hinted_at() {
    let home = home();
    for args in [&["list", "-n", "5"][..], &["list", "-n5"], &["ls", "-n5"]] {
        assert_eq!(hint(&home, args), "nos list -L 5", "{args:?}");
    }
}

#[test]
fn a_mistyped_command_of_goal_keeps_what_came_with_it() {
    let home = home();
    assert_eq!(
        hint(&home, &["goal", "sett", "100", "--days", "30"]),
        "nos goal set 100 --days 30"
    );
}

#[test]
fn an_answer_that_is_hinted_at_does_not_come_before_its_ask() {
    let home = home();
    assert_eq!(
        hint(&home, &["edit", "1", "--answered", "yesterday"]),
        "nos edit 1 --no --answered 2026-03-10"
    );
}

#[test]
fn a_tag_where_no_words_are_taken_is_hinted_at_as_a_flag() {
    let home = home();
    assert_eq!(
        hint(&home, &["stats", "+shop", "--year", "2026"]),
        "nos stats --tag=shop --year 2026"
    );
}
