//! `nos edit -e`: an ask is changed in an editor, and nothing that was typed is lost with it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use crate::env::{CommandOutput, TestEnv};

/// A home with one ask, and an editor that is this shell script; its file is `$1`.
fn home(script: &str) -> TestEnv {
    let mut home = TestEnv::at("2026-03-09T10:00:00+01:00");
    home.line("nos log \"asked for a raise\" --fear 4 --note one");
    let editor = home.folder().join("editor");
    set(&mut home, &editor, script);
    home
}

fn set(home: &mut TestEnv, editor: &Path, script: &str) {
    fs::write(editor, script).unwrap();
    home.set("VISUAL", &format!("sh '{}'", editor.display()));
}

fn draft(home: &TestEnv) -> PathBuf {
    home.folder().join("state/draft-test-1.txt")
}

fn ask(home: &TestEnv) -> Value {
    let shown: Value = serde_json::from_str(&home.line("nos show 1 --json").out).unwrap();
    shown["ask"].clone()
}

fn edit(home: &TestEnv) -> CommandOutput {
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
        assert_eq!(came.out, "Nothing to change in #1.\n", "{script}");
        assert!(!draft(&home).exists(), "{script}");
    }
}

#[test]
fn a_form_that_cannot_be_read_is_opened_again_with_the_reason() {
    // The first time it types nonsense; the second time it finds the reason and puts it right.
    let home = home(
        "if grep -q '^# Not kept yet: line 1[0-9]: a whole number from 0 to 10' \"$1\"; then\n\
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
    assert_eq!(home("true").line("nos edit 1 --discard --fear 3").status, 2);
    assert_eq!(home("true").line("nos edit 1 -e --discard").status, 2);
}

#[test]
fn an_abandoned_editor_leaves_no_draft_that_undoes_later_changes() {
    for script in ["exit 1", "kill -9 $$", ": > \"$1\"; exit 1"] {
        let mut home = home(script);
        assert_eq!(edit(&home).status, 1, "{script}");
        assert!(!draft(&home).exists(), "{script}");
        home.line("nos answer 1 --no --sting 1 -m kindly");
        let editor = home.folder().join("editor");
        set(&mut home, &editor, "true");
        let came = edit(&home);
        assert_eq!((came.status, came.err.as_str()), (0, ""), "{script}");
        let ask = ask(&home);
        assert_eq!(ask["outcome"], "no");
        assert_eq!(ask["sting"], 1);
        assert_eq!(ask["note"], "one\nkindly");
    }
}

#[test]
fn a_draft_left_by_a_program_that_was_killed_changes_nothing_that_was_not_typed() {
    for (script, fear) in [("true", 4), ("sed -i 's/^fear: .*/fear: 9/' \"$1\"", 9)] {
        let mut home = home("true");
        let (state, left) = (home.folder().join("state"), home.folder().join("left"));
        let editor = home.folder().join("editor");
        let kept = format!("cp -r '{}' '{}'", state.display(), left.display());
        set(&mut home, &editor, &format!("{script}; {kept}; exit 1"));
        edit(&home);
        // The state folder is as it was while the editor was open.
        fs::remove_dir_all(&state).unwrap();
        fs::rename(&left, &state).unwrap();
        assert!(draft(&home).exists());
        home.line("nos edit 1 --text other --clear note -t work");
        home.line("nos answer 1 --yes");
        set(&mut home, &editor, "true");
        let came = home.line("nos edit 1 -e");
        assert_eq!(came.status, 0, "{}", came.err);
        let ask = ask(&home);
        assert_eq!(ask["fear"], fear);
        assert_eq!(ask["text"], "other");
        assert_eq!(ask["note"], Value::Null);
        assert_eq!(ask["outcome"], "yes");
        assert_eq!(ask["tags"], serde_json::json!(["work"]));
        assert!(!draft(&home).exists());
    }
}

#[test]
fn going_on_with_a_draft_says_what_was_changed_since_and_how_to_drop_it() {
    let mut home = home("sed -i 's/^fear: .*/fear: 9/' \"$1\"; exit 1");
    assert_eq!(edit(&home).status, 1);
    home.line("nos answer 1 --no --on 2026-03-09");
    let editor = home.folder().join("editor");
    let seen = home.folder().join("seen");
    set(
        &mut home,
        &editor,
        &format!("cp \"$1\" '{}'; exit 1", seen.display()),
    );
    let came = edit(&home);
    assert!(
        came.err
            .contains("#1 was changed since that draft began (outcome, answered)"),
        "{}",
        came.err
    );
    assert!(
        came.err.contains("hint: nos edit 1 --discard\n"),
        "{}",
        came.err
    );
    let seen = fs::read_to_string(seen).unwrap();
    assert!(
        seen.starts_with("# Changed since this draft began: outcome, answered."),
        "{seen}"
    );
    let dropped = home.line("nos edit 1 --discard");
    assert_eq!(
        dropped.out,
        "The draft of #1 is gone; the ask is as it was.\n"
    );
    assert_eq!(ask(&home)["fear"], 4);
    let again = home.line("nos edit 1 --discard");
    assert_eq!(
        (again.status, again.err.as_str()),
        (1, "error: #1 has no unfinished draft\nhint: nos show 1\n")
    );
    set(&mut home, &editor, "true");
    assert_eq!(edit(&home).err, "");
}

#[test]
fn a_form_that_is_emptied_drops_the_draft() {
    let mut home = home("sed -i 's/^fear: .*/fear: 9/' \"$1\"; exit 1");
    edit(&home);
    let editor = home.folder().join("editor");
    set(&mut home, &editor, ": > \"$1\"");
    assert_eq!(edit(&home).status, 0);
    assert!(!draft(&home).exists());
    assert_eq!(ask(&home)["fear"], 4);
}

#[test]
fn a_form_that_was_saved_in_latin_1_is_shown_again_and_breaks_no_later_edit() {
    let note = |home: &TestEnv| ask(home)["note"].clone();
    // The editor saves in Latin-1 whatever it is shown.
    let home = home(
        "sed -i 's/^note: .*/note: caf\u{e9}/' \"$1\"; iconv -f utf-8 -t latin1 \"$1\" > \"$1.x\"; cat \"$1.x\" > \"$1\"; rm \"$1.x\"",
    );
    let came = edit(&home);
    assert_eq!((came.status, came.err.as_str()), (0, ""));
    assert_eq!(note(&home), "caf\u{e9}");
    // It did so only once, and failed.
    let mut home = self::home("printf 'text: \\351t\\351\\n' > \"$1\"; exit 1");
    assert_eq!(edit(&home).status, 1);
    let editor = home.folder().join("editor");
    set(&mut home, &editor, "true");
    let came = edit(&home);
    assert_eq!(came.status, 2, "a form with fields missing: {}", came.err);
    assert!(
        fs::read_to_string(draft(&home))
            .unwrap()
            .contains("\u{e9}t\u{e9}")
    );
    assert_eq!(home.line("nos edit 1 --discard").status, 0);
    set(&mut home, &editor, "true");
    assert_eq!(edit(&home).status, 0);
}

#[test]
fn an_empty_draft_of_a_full_disk_is_no_draft() {
    let mut home = home("sed -i 's/^fear: .*/fear: 8/' \"$1\"");
    fs::create_dir_all(home.folder().join("state")).unwrap();
    fs::write(draft(&home), "").unwrap();
    let came = edit(&home);
    assert_eq!((came.status, came.err.as_str()), (0, ""));
    assert_eq!(ask(&home)["fear"], 8);
    // One without the form that it began from is put aside, and nothing of it is taken.
    fs::write(draft(&home), "text: another\n").unwrap();
    let editor = home.folder().join("editor");
    set(&mut home, &editor, "true");
    let came = edit(&home);
    assert_eq!(came.status, 0);
    assert!(came.err.contains("draft-test-1.old"), "{}", came.err);
    assert_eq!(ask(&home)["text"], "asked for a raise");
}

#[test]
fn nothing_of_a_draft_outlives_the_erasing_of_its_ask() {
    let home = home("sed -i 's/^note: .*/note: secret/' \"$1\"; exit 1");
    edit(&home);
    fs::write(home.folder().join("state/draft-test-1.old"), "secret").unwrap();
    assert_eq!(home.line("nos remove 1 --purge --force").status, 0);
    let left = fs::read_dir(home.folder().join("state")).unwrap();
    let left: Vec<_> = left.map(|file| file.unwrap().file_name()).collect();
    assert!(
        left.iter()
            .all(|name| !name.to_string_lossy().starts_with("draft")),
        "{left:?}"
    );
}

#[test]
fn another_outcome_in_the_form_keeps_the_day_that_the_answer_has_now() {
    let mut home = home("true");
    home.line("nos answer 1 --no");
    let editor = home.folder().join("editor");
    set(
        &mut home,
        &editor,
        "sed -i 's/^outcome: .*/outcome: yes/' \"$1\"; exit 1",
    );
    edit(&home);
    home.set("NOS_NOW", "2026-03-20T10:00:00+01:00");
    home.line("nos edit 1 --answered 2026-03-15");
    set(&mut home, &editor, "true");
    assert_eq!(edit(&home).status, 0);
    assert_eq!(ask(&home)["outcome"], "yes");
    assert_eq!(ask(&home)["answered_on"], "2026-03-15");
}

/// The fields of an ask that are changed in the law below, with values for each; the first clears
/// it where it can be cleared.
const FIELDS: [(&str, [&str; 3]); 6] = [
    ("text", ["a raise", "a seat", "a loan"]),
    ("outcome", ["pending", "no", "yes"]),
    ("to", ["", "Ann", "the bank"]),
    ("fear", ["", "3", "10"]),
    ("sting", ["", "0", "7"]),
    ("note", ["", "kindly", "call again"]),
];

type Values = [usize; FIELDS.len()];

#[derive(Clone, Debug)]
enum Deed {
    /// These fields are typed into the form, and then the editor ends so.
    Edit(Vec<(usize, usize)>, End),
    /// A field is changed without an editor.
    Beside(usize, usize),
    /// The draft is thrown away.
    Discard,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    Saved,
    Killed,
    /// Killed while it wrote: the end of the form is missing.
    Cut,
}

fn deed() -> impl Strategy<Value = Deed> {
    let field = || (0..FIELDS.len(), 0..3_usize);
    let end = prop::sample::select(vec![End::Saved, End::Saved, End::Killed, End::Cut]);
    prop_oneof![
        4 => (vec(field(), 0..3), end).prop_map(|(typed, end)| Deed::Edit(typed, end)),
        4 => field().prop_map(|(field, value)| Deed::Beside(field, value)),
        1 => Just(Deed::Discard),
    ]
}

/// What the ask has to be, beside the draft: the form that it began from, what it is now, and
/// whether its end is missing.
struct Model {
    ask: Values,
    draft: Option<(Values, Values, bool)>,
}

impl Model {
    /// Follows a deed; whether it has to succeed.
    fn follow(&mut self, deed: &Deed) -> bool {
        match deed {
            Deed::Beside(field, value) => self.ask[*field] = *value,
            Deed::Discard => return self.draft.take().is_some(),
            Deed::Edit(typed, end) => {
                let (base, mut form, mut is_cut) =
                    self.draft.take().unwrap_or((self.ask, self.ask, false));
                for &(field, value) in typed {
                    form[field] = value;
                }
                is_cut |= *end == End::Cut;
                if *end == End::Saved && !is_cut {
                    for (field, value) in form.into_iter().enumerate() {
                        if value != base[field] {
                            self.ask[field] = value;
                        }
                    }
                    return true;
                }
                if is_cut || form != base {
                    self.draft = Some((base, form, is_cut));
                }
                return false;
            }
        }
        true
    }
}

fn script(typed: &[(usize, usize)], end: End) -> String {
    let mut script = String::new();
    for &(field, value) in typed {
        let (name, values) = FIELDS[field];
        script.push_str(&format!(
            "sed -i 's/^{name}:.*/{name}: {}/' \"$1\"\n",
            values[value]
        ));
    }
    script.push_str(match end {
        End::Saved => "exit 0",
        End::Killed => "kill -9 $$",
        End::Cut => "sed -i '/^sting:/,$d' \"$1\"; kill -9 $$",
    });
    script
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_field_that_was_not_touched_in_the_editor_is_never_changed(
        deeds in vec(deed(), 1..9),
    ) {
        let mut home = TestEnv::at("2026-03-09T10:00:00+01:00");
        home.line("nos log \"a raise\"");
        let editor = home.folder().join("editor");
        let mut model = Model { ask: [0; FIELDS.len()], draft: None };
        for deed in &deeds {
            let came = match deed {
                Deed::Edit(typed, end) => {
                    set(&mut home, &editor, &script(typed, *end));
                    home.line("nos edit 1 -e")
                }
                Deed::Beside(field, value) => {
                    let (name, values) = FIELDS[*field];
                    match (name, values[*value]) {
                        ("outcome", outcome) => home.run(&["edit", "1", &format!("--{outcome}")]),
                        (_, "") => home.run(&["edit", "1", "--clear", name]),
                        (_, value) => home.run(&["edit", "1", &format!("--{name}"), value]),
                    }
                }
                Deed::Discard => home.line("nos edit 1 --discard"),
            };
            let succeeds = model.follow(deed);
            prop_assert_eq!(came.status == 0, succeeds, "{:?}: {:?}", deed, came);
            let ask = ask(&home);
            for (field, (name, values)) in FIELDS.into_iter().enumerate() {
                let is = match &ask[name] {
                    Value::Null => String::new(),
                    Value::String(text) => text.clone(),
                    value => value.to_string(),
                };
                prop_assert_eq!(&is, values[model.ask[field]], "{}: {:?}: {:?}", name, deed, came);
            }
            prop_assert_eq!(draft(&home).exists(), model.draft.is_some(), "{:?}", deed);
        }
    }
}
