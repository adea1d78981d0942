use super::*;

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

fn ask() -> Ask {
    Ask {
        number: 84,
        id: "k3f9x2-90".to_owned(),
        text: "applied for a passport\n# of the Netherlands".to_owned(),
        outcome: Outcome::Yes,
        asked_on: day("2026-03-04"),
        answered_on: Some(day("2026-05-31")),
        to: Some("embassy".to_owned()),
        tags: vec!["papers".to_owned(), "travel".to_owned()],
        note: Some("one\n\nthree".to_owned()),
        fear: Rating::new(4),
        odds: Odds::new(5),
        sting: None,
        pull: Rating::new(7),
        plan: None,
        steps: Vec::new(),
        due: None,
        logged_at: "2026-03-04T12:30:05+01:00".to_owned(),
    }
}

#[test]
fn a_form_is_one_field_a_line_and_says_how_it_is_used() {
    assert_eq!(
        written(&ask(), "84", 90),
        "\
# Ask #84. Save and close to keep what you changed. A field that is emptied is cleared; an
# empty form changes nothing. Lines that begin with # don't count, and a text or a note of
# several lines goes on in indented lines.

text: applied for a passport
    # of the Netherlands
on: 2026-03-04
outcome: yes
answered: 2026-05-31
to: embassy
tags: papers, travel
fear: 4
odds: 5
sting:
pull: 7
note: one
    
    three

# outcome: pending, no, yes or ghosted; fear, sting and pull: 0 to 10; odds: 0 to 100
"
    );
}

const TODAY: &str = "2026-11-23";

/// What was touched where this was put in place of that.
fn touched_by(was: &str, is: &str) -> Result<ChangedFields, FormError> {
    let base = written(&ask(), "84", 90);
    assert!(base.contains(was), "{was}");
    touched(&base, &base.replace(was, is), day(TODAY))
}

#[test]
fn a_form_that_nobody_touched_changes_nothing_whatever_it_shows() {
    let shown = |form: &str| touched(form, form, day(TODAY)).unwrap();
    let untouched = ChangedFields {
        answered_shown: ask().answered_on,
        ..ChangedFields::default()
    };
    assert_eq!(shown(&written(&ask(), "84", 90)), untouched);
    // What could not be typed is not read.
    let odd = Ask {
        asked_on: day("2027-01-01"),
        tags: vec!["1st".to_owned()],
        ..ask()
    };
    assert_eq!(shown(&written(&odd, "84", 90)), untouched);
}

#[test]
fn an_editor_that_takes_blanks_off_the_ends_of_lines_changes_nothing() {
    let blanks = Ask {
        text: "a  \n b \t\nc".to_owned(),
        ..ask()
    };
    let base = written(&blanks, "84", 90);
    let lines: Vec<&str> = base.lines().map(str::trim_end).collect();
    let stripped = lines.join("\n");
    assert!(!differ(&base, &stripped));
    assert_eq!(differing(&base, &stripped), Ok(vec![]));
}

#[test]
fn an_editor_that_writes_other_ends_of_lines_changes_nothing() {
    let base = written(&ask(), "84", 90);
    let other = format!("\u{feff}{}", base.replace('\n', "\r\n"));
    assert_eq!(differing(&base, &other), Ok(vec![]));
    assert!(!differ(&base, &other));
}

#[test]
fn what_was_touched_is_read_and_nothing_else() {
    let other = touched_by("note: one\n    \n    three", "note: one\n\n    four").unwrap();
    assert_eq!(other.note, Some(Some("one\n\nfour".to_owned())));
    assert_eq!((other.text, other.fear), (None, None));
    assert_eq!(touched_by("fear: 4", "fear:").unwrap().fear, Some(None));
    let tags = touched_by("tags: papers, travel", "tags: travel work").unwrap();
    assert_eq!(tags.tags_more, [Tag::new("work").unwrap()]);
    assert_eq!(tags.tags_less, [Tag::new("papers").unwrap()]);
    assert_eq!(differing("to: a\non: 1", "to: b\non: 1"), Ok(vec!["to"]));
}

#[test]
fn what_cannot_be_read_is_told_with_its_line() {
    let base = written(&ask(), "84", 90);
    let form = base.replace("fear: 4", "fear: very");
    let wrong = touched(&base, &form, day(TODAY)).unwrap_err();
    assert_eq!(wrong.line, Some(12));
    assert_eq!(wrong.reason, "a whole number from 0 to 10, please");
    let again = with_reason(&form, &wrong);
    assert!(
        again.starts_with("# Not kept yet: line 14: a whole"),
        "{again}"
    );
    assert_eq!(again.lines().nth(13), Some("fear: very"));
    let wrong = touched(&base, &again, day(TODAY)).unwrap_err();
    assert_eq!(with_reason(&again, &wrong), again);
    let news = with_news(&again, &["to", "note"]);
    assert!(
        news.starts_with("# Changed since this draft began: to, note."),
        "{news}"
    );
    let wrong = touched(&base, &news, day(TODAY)).unwrap_err();
    assert_eq!(with_reason(&news, &wrong), again);
}

#[test]
fn a_field_is_neither_missing_nor_there_twice_nor_unknown() {
    let reason = |was: &str, is: &str| touched_by(was, is).unwrap_err().reason;
    assert_eq!(reason("fear: 4\n", ""), "the field `fear:` is missing");
    assert_eq!(
        reason("fear: 4\n", "to: me\n"),
        "the field `to:` is there twice"
    );
    assert!(reason("fear: 4\n", "fair: 4\n").starts_with("a line begins"));
    assert!(reason("on: 2026-03-04", "on: 2027-03-04").contains("future"));
    let text = "text: applied for a passport\n    # of the Netherlands";
    assert!(reason(text, "text:").contains("empty"));
}

#[test]
fn a_form_of_comments_and_blanks_is_empty() {
    assert!(is_empty("# Ask #84.\n\n   \n"));
    assert!(!is_empty(&written(&ask(), "84", 90)));
}
