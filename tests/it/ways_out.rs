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
        (&["log", "-m", "-foo", "a"], "nos log -m=-foo a"),
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
        "error: `nos log` has no flag --fera (is --fear meant?)\n\
         hint: nos log -- a --fera 3\n\
         you typed:\n\
         nos log a --fera 3\n"
    );
}

#[test]
fn a_hint_is_about_the_ask_that_was_named() {
    let home = home();
    for (args, line) in [
        (&["answer", "1"][..], "nos answer 1 --no"),
        (&["answer", "1", "2"], "nos answer 1 2 --no"),
        (&["answer"], "nos answer last --no"),
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
