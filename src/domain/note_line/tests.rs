use proptest::prelude::*;

use super::super::sample::day;
use super::*;

#[track_caller]
fn note(line: &str) -> Note {
    match parse(line).unwrap() {
        NoteLine::Ask(note) => *note,
        other => panic!("{line}: {other:?}"),
    }
}

fn text(line: &str) -> String {
    let note = note(line);
    assert_eq!(note, Note::raw(note.text.as_str()).unwrap(), "{line}");
    note.text.as_str().to_owned()
}

#[test]
fn a_line_with_everything_says_everything() {
    let note = note(
        "2026-03-04 No: asked for a discount @the_barista +shop +Art (f4 o20 s1 w7) // be // bold",
    );
    assert_eq!(note.on, Some(day("2026-03-04")));
    assert_eq!(note.outcome, Some(Outcome::No));
    assert_eq!(note.text.as_str(), "asked for a discount");
    assert_eq!(note.to.as_deref(), Some("the barista"));
    let tags: Vec<&str> = note.tags.iter().map(Tag::as_str).collect();
    assert_eq!(tags, ["art", "shop"]);
    assert_eq!(note.ratings.fear, Rating::new(4));
    assert_eq!(note.ratings.odds, Odds::new(20));
    assert_eq!(note.ratings.sting, Rating::new(1));
    assert_eq!(note.ratings.pull, Rating::new(7));
    assert_eq!(note.note.as_deref(), Some("be // bold"));
}

#[test]
fn a_day_may_have_a_time_and_the_outcome_any_case() {
    for line in [
        "2026-03-04 12:30 YES: a seat",
        "2026-03-04T12:30 yes: a seat",
        "2026-03-04T12:30:05+01:00 Yes: a seat",
        "2026-03-04 12:30:05 yes:  a seat",
    ] {
        let note = note(line);
        assert_eq!(note.on, Some(day("2026-03-04")), "{line}");
        assert_eq!(note.outcome, Some(Outcome::Yes), "{line}");
        assert_eq!(note.text.as_str(), "a seat", "{line}");
    }
    assert_eq!(note("Waiting: x").outcome, Some(Outcome::Pending));
    assert_eq!(note("ghosted: x").outcome, Some(Outcome::Ghosted));
}

#[test]
fn what_is_not_of_the_form_is_text() {
    for line in [
        "asked for +1 at the door",
        "no thanks to the offer",
        "no:thanks",
        "maybe: a seat",
        "asked @bob about it",
        "asked for (f4) a seat",
        "asked for a seat (f11)",
        "asked for a seat (f4 f5)",
        "asked for a seat (f4, o5)",
        "asked for a seat (w)",
        "asked for a seat()",
        "asked for a seat ()",
        "http://example.org // ",
        "a//b",
        "2026-02-30 a seat",
        "-5 degrees",
        "2026. what a year",
        "+shop",
        "@bob",
        "(f4)",
        "no:",
        "# a seat",
    ] {
        assert_eq!(text(line), line.trim());
    }
}

#[test]
fn only_the_last_run_of_words_has_people_and_tags() {
    let note = note("asked @ann for a +1 @bob +shop");
    assert_eq!(note.text.as_str(), "asked @ann for a +1");
    assert_eq!(note.to.as_deref(), Some("bob"));
    let twice = super::tests::note("asked @ann @bob");
    assert_eq!(
        (twice.text.as_str(), twice.to.as_deref()),
        ("asked @ann", Some("bob"))
    );
}

#[test]
fn marks_of_a_list_go() {
    for line in [
        "- a seat",
        "* a seat",
        "• a seat",
        "- [ ] a seat",
        "- [x] a seat",
        "[X] a seat",
        "1. a seat",
        "  12.  a seat",
    ] {
        assert_eq!(text(line), "a seat", "{line}");
    }
    for line in ["", "  ", "-", "- [ ]", "1."] {
        assert_eq!(parse(line), Ok(NoteLine::Blank), "{line:?}");
    }
}

#[test]
fn a_line_that_is_only_a_day_is_a_heading() {
    for line in [
        "2026-03-04",
        "# 2026-03-04",
        "##2026-03-04 ",
        "- 2026-03-04",
    ] {
        assert_eq!(
            parse(line),
            Ok(NoteLine::Heading(day("2026-03-04"))),
            "{line}"
        );
    }
}

proptest! {
    #[test]
    fn every_line_is_read_and_every_word_of_it_is_kept_somewhere(line in "\\PC{0,60}") {
        if let NoteLine::Ask(note) = parse(&line).unwrap() {
            prop_assert!(line.contains(note.text.as_str()));
        }
    }

    #[test]
    fn what_was_put_together_is_taken_apart(
        asked in "[a-z]{1,8}( [a-z]{1,8}){0,4}",
        outcome in proptest::option::of(0_usize..4),
        on in proptest::option::of(1_u32..29),
        to in proptest::option::of("[a-z]{1,6}(_[a-z]{1,6})?"),
        tags in proptest::collection::btree_set("[a-z][a-z0-9-]{0,5}", 0..3),
        fear in proptest::option::of(0_u64..11),
        odds in proptest::option::of(0_u64..101),
        said in proptest::option::of("[a-z]{1,8}( [a-z@+()]{1,8}){0,3}"),
    ) {
        let mut line = String::new();
        if let Some(on) = on {
            line += &format!("2026-03-{on:02} ");
        }
        let outcome = outcome.map(|index| OUTCOMES[index]);
        if let Some((name, _)) = outcome {
            line += &format!("{name}: ");
        }
        line += &asked;
        if let Some(to) = &to {
            line += &format!(" @{to}");
        }
        for tag in &tags {
            line += &format!(" +{tag}");
        }
        let ratings: Vec<String> = [('f', fear), ('o', odds)]
            .iter()
            .filter_map(|(letter, number)| Some(format!("{letter}{}", (*number)?)))
            .collect();
        if !ratings.is_empty() {
            line += &format!(" ({})", ratings.join(" "));
        }
        if let Some(said) = &said {
            line += &format!(" // {said}");
        }
        let NoteLine::Ask(note) = parse(&line).unwrap() else {
            panic!("{line}");
        };
        prop_assert_eq!(note.text.as_str(), &asked);
        prop_assert_eq!(note.outcome, outcome.map(|(_, outcome)| outcome));
        prop_assert_eq!(note.on.is_some(), on.is_some());
        prop_assert_eq!(note.to, to.map(|to| to.replace('_', " ")));
        let found: Vec<&str> = note.tags.iter().map(Tag::as_str).collect();
        prop_assert_eq!(found, tags.iter().map(String::as_str).collect::<Vec<_>>());
        prop_assert_eq!(note.ratings.fear, fear.and_then(Rating::new));
        prop_assert_eq!(note.ratings.odds, odds.and_then(Odds::new));
        prop_assert_eq!(note.note, said);
    }
}
