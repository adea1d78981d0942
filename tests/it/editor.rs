//! `nos edit -e`: an ask is changed in an editor, and nothing that was typed is lost with it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::inside::{Came, Inside};

/// A home with one ask, and an editor that is this shell script; its file is `$1`.
fn home(script: &str) -> Inside {
    let mut home = Inside::at("2026-03-09T10:00:00+01:00");
    home.line("nos log \"asked for a raise\" --fear 4 --note one");
    let editor = home.folder().join("editor");
    set(&mut home, &editor, script);
    home
}

fn set(home: &mut Inside, editor: &Path, script: &str) {
    fs::write(editor, script).unwrap();
    home.set("VISUAL", &format!("sh '{}'", editor.display()));
}

fn draft(home: &Inside) -> PathBuf {
    home.folder().join("state/draft-test-1.txt")
}

fn ask(home: &Inside) -> Value {
    let shown: Value = serde_json::from_str(&home.line("nos show 1 --json").out).unwrap();
    shown["ask"].clone()
}

fn edit(home: &Inside) -> Came {
    home.line("nos edit raise -e")
}

#[test]
fn what_is_changed_in_the_form_is_changed_and_nothing_else() {
    let home = home(
        "sed -i -e 's/^fear: 4/fear: 9/' -e 's/^outcome: .*/outcome: no/' -e 's/^note: one/note: one\\n\\n    three/' \"$1\"",
    );
    let came = edit(&home);
    assert_eq!((came.status, came.err.as_str()), (0, ""));
    assert_eq!(ask(&home)["fear"], 9);
    assert_eq!(ask(&home)["outcome"], "no");
    assert_eq!(ask(&home)["answered_on"], "2026-03-09");
    assert_eq!(ask(&home)["note"], "one\n\nthree");
    let log = fs::read_to_string(home.folder().join("data/test.jsonl")).unwrap();
    assert!(
        log.ends_with("\"set\":{\"note\":\"one\\u000a\\u000athree\",\"fear\":9,\"outcome\":\"no\",\"answered\":\"2026-03-09\"}}\n"),
        "{log}"
    );
    assert!(!draft(&home).exists());
}

#[test]
fn a_form_that_is_left_as_it_is_or_emptied_changes_nothing() {
    for script in ["true", ": > \"$1\"", "echo '# nothing' > \"$1\""] {
        let home = home(script);
        let came = edit(&home);
        assert_eq!(came.status, 0, "{script}: {}", came.err);
        assert_eq!(
            came.out, "Nothing to change  ·  asked for a raise  ·  #1\n",
            "{script}"
        );
        assert!(!draft(&home).exists(), "{script}");
    }
}

#[test]
fn a_form_that_cannot_be_read_is_opened_again_with_the_reason() {
    // The first time it types nonsense; the second time it finds the reason and puts it right.
    let home = home(
        "if grep -q '^# Not kept yet: line 13: it goes from 0 to 10' \"$1\"; then\n\
         sed -i 's/^fear: .*/fear: 7/' \"$1\"\nelse sed -i 's/^fear: .*/fear: lots/' \"$1\"; fi",
    );
    let came = edit(&home);
    assert_eq!((came.status, came.err.as_str()), (0, ""));
    assert_eq!(ask(&home)["fear"], 7);
}

#[test]
fn a_form_that_nobody_puts_right_is_kept_and_the_next_edit_goes_on_with_it() {
    let mut home = home("sed -i 's/^fear: .*/fear: lots/' \"$1\"");
    let came = edit(&home);
    assert_eq!((came.status, came.out.as_str()), (2, ""));
    assert!(
        came.err.contains(&draft(&home).display().to_string()),
        "{}",
        came.err
    );
    let editor = home.folder().join("editor");
    set(&mut home, &editor, "sed -i 's/^fear: lots/fear: 2/' \"$1\"");
    assert_eq!(edit(&home).status, 0);
    assert_eq!(ask(&home)["fear"], 2);
}

#[test]
fn an_editor_that_fails_or_is_killed_leaves_the_draft_for_its_owner_alone() {
    for script in [
        "echo 'hours of work' >> \"$1\"; chmod 644 \"$1\"; exit 1",
        "echo 'hours of work' >> \"$1\"; kill -9 $$",
    ] {
        let home = home(script);
        let came = edit(&home);
        assert_eq!((came.status, came.out.as_str()), (1, ""), "{script}");
        assert!(
            came.err
                .contains(&format!("what you wrote is in {}", draft(&home).display())),
            "{}",
            came.err
        );
        assert!(came.err.ends_with("hint: nos edit 1 -e\n"), "{}", came.err);
        assert!(
            fs::read_to_string(draft(&home))
                .unwrap()
                .contains("hours of work")
        );
        let mode = fs::metadata(draft(&home)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(ask(&home)["fear"], 4);
    }
}

#[test]
fn an_editor_that_is_not_there_is_told() {
    let mut home = home("true");
    home.set("VISUAL", "/no/such/editor");
    let came = edit(&home);
    assert_eq!(came.status, 1);
    assert!(
        came.err.contains("the editor `/no/such/editor` failed"),
        "{}",
        came.err
    );
}

#[test]
fn a_change_that_cannot_be_is_told_in_the_form() {
    let home = home(
        "if grep -q 'would come before the ask' \"$1\"; then sed -i 's/^answered:.*/answered: 2026-03-09/' \"$1\"\n\
         else sed -i -e 's/^outcome: .*/outcome: yes/' -e 's/^answered:.*/answered: 2026-03-01/' \"$1\"; fi",
    );
    let came = edit(&home);
    assert_eq!((came.status, came.err.as_str()), (0, ""));
    assert_eq!(ask(&home)["answered_on"], "2026-03-09");
}

#[test]
fn no_input_and_an_editor_contradict_one_another() {
    assert_eq!(home("true").line("nos edit 1 -e --no-input").status, 2);
    assert_eq!(home("true").line("nos edit 1 -e --fear 3").status, 2);
}
