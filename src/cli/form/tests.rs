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
        logged_at: "2026-03-04T12:30:05+01:00".to_owned(),
    }
}

#[test]
fn a_form_is_one_field_a_line_and_says_how_it_is_used() {
    assert_eq!(
        written(&ask(), "84"),
        "\
# Ask #84. Save and close to keep what you changed. A field that is emptied is cleared; an
# empty form changes nothing. Lines that begin with # do not count, and a text or
# a note of several lines goes on in indented lines.

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
note: one
    
    three

# outcome: pending, no, yes or ghosted; fear and sting: 0 to 10; odds: 0 to 100
"
    );
}

#[test]
fn a_form_that_nobody_touched_says_what_the_ask_says() {
    let form = read(&written(&ask(), "84"), day("2026-11-23")).unwrap();
    assert_eq!(form.text, ask().text);
    assert_eq!(form.note, ask().note);
    assert_eq!(form.answered, ask().answered_on);
    assert_eq!((form.fear, form.sting), (Rating::new(4), None));
    assert_eq!(form.tags.len(), 2);
}

#[test]
fn an_editor_that_takes_blanks_off_the_ends_of_lines_changes_nothing() {
    let bare = written(&ask(), "84").replace("    \n", "\n");
    let form = read(&bare, day("2026-11-23")).unwrap();
    assert_eq!(form.note.as_deref(), Some("one\n\nthree"));
}

#[test]
fn an_editor_that_writes_other_ends_of_lines_changes_nothing() {
    let written = written(&ask(), "84");
    let other = format!("\u{feff}{}", written.replace('\n', "\r\n"));
    let today = day("2026-11-23");
    assert_eq!(read(&other, today), read(&written, today));
}

#[test]
fn what_cannot_be_read_is_told_with_its_line() {
    let form = written(&ask(), "84").replace("fear: 4", "fear: very");
    let wrong = read(&form, day("2026-11-23")).unwrap_err();
    assert_eq!(wrong.line, Some(12));
    assert_eq!(wrong.reason, "it goes from 0 to 10, in whole numbers");
    let again = with_reason(&form, &wrong);
    assert!(
        again.starts_with("# Not kept yet: line 14: it goes"),
        "{again}"
    );
    assert_eq!(again.lines().nth(13), Some("fear: very"));
    assert_eq!(
        with_reason(&again, &read(&again, day("2026-11-23")).unwrap_err()),
        again
    );
}

#[test]
fn a_field_is_neither_missing_nor_there_twice_nor_unknown() {
    let form = written(&ask(), "84");
    let today = day("2026-11-23");
    let reason = |form: &str| read(form, today).unwrap_err().reason;
    assert_eq!(
        reason(&form.replace("fear: 4\n", "")),
        "the field `fear:` is missing"
    );
    assert_eq!(
        reason(&form.replace("fear: 4\n", "to: me\n")),
        "the field `to:` is there twice"
    );
    assert!(reason(&form.replace("fear: 4\n", "fair: 4\n")).starts_with("a line begins"));
    assert!(reason(&form.replace("on: 2026-03-04", "on: 2027-03-04")).contains("future"));
    assert!(
        reason(&form.replace(
            "text: applied for a passport\n    # of the Netherlands",
            "text:"
        ))
        .contains("empty")
    );
}

#[test]
fn a_form_of_comments_and_blanks_is_empty() {
    assert!(is_empty("# Ask #84.\n\n   \n"));
    assert!(!is_empty(&written(&ask(), "84")));
}
