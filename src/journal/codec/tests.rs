use std::borrow::Cow;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::domain::ask::{Odds, Rating, Tag};
use crate::domain::day::{Day, Period, RestWeekdays, WEEK};
use crate::domain::goal::{Counted, Target};
use crate::domain::outcome::Outcome;
use crate::domain::source::Source;
use crate::domain::tags::Tags;
use crate::journal::event::{
    Answered, AskEvent, Changes, Edited, EditedPlan, Event, EventKind, GoalSet, Id, NUMBER_LIMIT,
    Planned, Rested, Stepped,
};

/// A line of each kind with each of its fields, as the format has it.
const LINES: [&str; 25] = [
    r#"{"v":1,"id":"k3f9x2-1","at":"2026-03-04T12:30:05+01:00","kind":"goal","target":1000,"counts":"nos","from":"2026-01-01","to":"2026-12-31"}"#,
    r#"{"v":1,"id":"k3f9x2-1","at":"2026-03-04T12:30:05+01:00","kind":"goal","target":1,"counts":"said-nos","from":"2026-01-01","to":"2026-01-01","rest":["sat","sun"]}"#,
    r#"{"v":1,"id":"k3f9x2-1","at":"2026-03-04T12:30:05+01:00","kind":"goal","target":null,"counts":"asks","from":"2026-01-01","to":"2026-12-31"}"#,
    r#"{"v":1,"id":"k3f9x2-2","at":"2026-03-04T12:31:40+01:00","kind":"ask","n":1,"text":"asked for a discount","on":"2026-03-04","to":"the barista","tags":["shop"],"fear":6,"odds":20,"outcome":"no","sting":2}"#,
    r#"{"v":1,"id":"k3f9x2-3","at":"2026-03-04T12:40:00+01:00","kind":"ask","n":2,"text":"applied for a Dutch passport","on":"2026-03-03"}"#,
    r#"{"v":1,"id":"0-0","at":"2026-03-04T12:40:00Z","kind":"ask","batch":"0-0","n":9007199254740991,"text":"a \"b\" \\ c","on":"0001-01-01","to":"x","tags":["a","b-1","c_2"],"note":"n","fear":0,"odds":100,"outcome":"ghosted","answered":"9999-12-31","sting":10}"#,
    r#"{"v":1,"id":"k3f9x2-4","at":"2026-06-01T09:00:00+02:00","kind":"answer","ask":"k3f9x2-3","outcome":"yes","on":"2026-05-30"}"#,
    r#"{"v":1,"id":"k3f9x2-5","at":"2026-06-01T09:00:00+02:00","kind":"answer","ask":"k3f9x2-3","outcome":"pending","on":"2026-05-30","note":"not yet","sting":3}"#,
    r#"{"v":1,"id":"k3f9x2-6","at":"2026-06-01T09:00:00-07:30","kind":"edit","ask":"k3f9x2-3","set":{"text":"t","on":"2026-05-30","to":"w","tags":["a"],"note":"n","fear":1,"odds":2,"sting":3,"outcome":"no","answered":"2026-05-31"}}"#,
    r#"{"v":1,"id":"k3f9x2-7","at":"2026-06-01T09:00:00+02:00","kind":"edit","ask":"k3f9x2-3","set":{"to":null,"tags":null,"note":null,"fear":null,"odds":null,"sting":null,"outcome":null,"answered":null}}"#,
    r#"{"v":1,"id":"k3f9x2-8","at":"2026-06-01T09:00:00+02:00","kind":"remove","ask":"k3f9x2-3"}"#,
    r#"{"v":1,"id":"k3f9x2-9","at":"2026-06-01T09:00:00+02:00","kind":"undo","of":["k3f9x2-8","k3f9x2-7"]}"#,
    r#"{"v":1,"id":"k3f9x2-10","at":"2026-06-01T09:00:00+02:00","kind":"redo","of":["k3f9x2-8"]}"#,
    r#"{"v":1,"id":"k3f9x2-11","at":"2026-06-01T09:00:00+02:00","kind":"purge","ask":"k3f9x2-3","n":2}"#,
    r#"{"v":1,"id":"k3f9x2-12","at":"2026-06-01T09:00:00+02:00","kind":"ask","n":3,"text":"t","on":"2026-05-30","pull":7,"plan":"k3f9x2-13","src":"00f3a9b2c4d5e6f7"}"#,
    r#"{"v":1,"id":"k3f9x2-13","at":"2026-06-01T09:00:00+02:00","kind":"plan","p":1,"text":"sing"}"#,
    r#"{"v":1,"id":"k3f9x2-14","at":"2026-06-01T09:00:00+02:00","kind":"plan","batch":"k3f9x2-13","p":9007199254740991,"text":"sing","to":"the band","tags":["music"],"note":"n","fear":8,"odds":5,"pull":10,"by":"2026-07-01","src":"ffffffffffffffff"}"#,
    r#"{"v":2,"id":"k3f9x2-15","at":"2026-06-01T09:00:00+02:00","kind":"edit","plan":"k3f9x2-14","set":{"text":"t","to":"w","tags":["a"],"note":"n","fear":1,"odds":2,"pull":3,"by":"2026-07-02"}}"#,
    r#"{"v":2,"id":"k3f9x2-16","at":"2026-06-01T09:00:00+02:00","kind":"edit","plan":"k3f9x2-14","set":{"to":null,"tags":null,"note":null,"fear":null,"odds":null,"pull":null,"by":null}}"#,
    r#"{"v":2,"id":"k3f9x2-17","at":"2026-06-01T09:00:00+02:00","kind":"remove","plan":"k3f9x2-14"}"#,
    r#"{"v":2,"id":"k3f9x2-18","at":"2026-06-01T09:00:00+02:00","kind":"purge","plan":"k3f9x2-14","p":1}"#,
    r#"{"v":1,"id":"k3f9x2-19","at":"2026-06-01T09:00:00+02:00","kind":"step","ask":"k3f9x2-3","step":"callback","on":"2026-06-01"}"#,
    r#"{"v":1,"id":"k3f9x2-20","at":"2026-06-01T09:00:00+02:00","kind":"step","ask":"k3f9x2-3","step":"ask again","on":"2026-06-01","due":"2027-03-01","note":"n"}"#,
    r#"{"v":1,"id":"k3f9x2-21","at":"2026-06-01T09:00:00+02:00","kind":"rest","from":"2026-06-01","to":"2026-06-14","note":"the sea"}"#,
    r#"{"v":1,"id":"k3f9x2-22","at":"2026-06-01T09:00:00+02:00","kind":"rest","from":"2026-06-02","to":"2026-06-02","off":true}"#,
];

fn event(line: &str) -> Event<'_> {
    let reading = read(line.as_bytes()).unwrap_or_else(|reason| panic!("{line}: {reason}"));
    assert!(reading.understood, "{line}");
    reading.event.unwrap()
}

fn unreadable(line: &str) -> String {
    match read(line.as_bytes()) {
        Err(reason) => reason.0,
        Ok(reading) => panic!("{line} was read as {reading:?}"),
    }
}

/// The reason without the place in the line.
fn what_is_wrong(line: &str) -> String {
    let reason = unreadable(line);
    let what = reason.split(" (column ").next();
    what.unwrap_or_default().to_owned()
}

#[test]
fn a_line_of_each_kind_is_read_and_written_as_it_was() {
    for line in LINES {
        assert_eq!(write(&event(line)).unwrap(), line);
    }
}

#[test]
fn each_field_of_an_ask_is_read_from_the_key_of_its_name() {
    let event = event(LINES[5]);
    assert_eq!((event.id.device.as_ref(), event.id.seq), ("0", 0));
    assert_eq!(event.at, "2026-03-04T12:40:00Z");
    assert_eq!(event.batch, Some(Id::new("0", 0)));
    let EventKind::Ask(asked) = event.what else {
        panic!("not an ask")
    };
    assert_eq!(asked.number, 9_007_199_254_740_991);
    assert_eq!(asked.text, r#"a "b" \ c"#);
    assert_eq!(asked.on, Day::FIRST);
    assert_eq!(asked.to.as_deref(), Some("x"));
    assert!(asked.tags.iter().eq(["a", "b-1", "c_2"]));
    assert_eq!(asked.note.as_deref(), Some("n"));
    assert_eq!((asked.fear, asked.sting), (Rating::new(0), Rating::new(10)));
    assert_eq!(asked.odds, Odds::new(100));
    assert_eq!(asked.outcome, Outcome::Ghosted);
    assert_eq!(asked.answered, Day::from_iso("9999-12-31"));
}

#[test]
fn a_line_typed_by_hand_counts_the_same_in_any_order_and_spacing() {
    let by_hand = " { \"to\" :\t\"the barista\", \"kind\":\"ask\" , \"n\": 1, \"sting\":2,\"outcome\":\"no\",
        \"on\":\"2026-03-04\",\"tags\":[ \"shop\" ],\"odds\":20,\"fear\":6,\"text\":\"asked for a disc\\u006funt\",
        \"at\":\"2026-03-04T12:31:40+01:00\",\"id\":\"k3f9x2-2\",\"v\":1 } ";
    assert_eq!(event(by_hand.trim()), event(LINES[3]));
}

#[test]
fn tags_by_hand_are_lower_cased_and_sorted_and_kept_once_each() {
    let line = LINES[3].replace(r#"["shop"]"#, r#"["Shop","art","shop"]"#);
    let EventKind::Ask(asked) = event(&line).what else {
        panic!("not an ask")
    };
    assert!(asked.tags.iter().eq(["art", "shop"]));
}

#[test]
fn controls_and_line_separators_are_written_as_escapes() {
    let mut event = event(LINES[4]);
    if let EventKind::Ask(asked) = &mut event.what {
        asked.text = "a\u{0}\n\u{1b}\u{7f}\u{85}\u{2028}\u{2029}\u{202e}é".into();
    }
    let line = write(&event).unwrap();
    let escaped = r#""text":"a\u0000\u000a\u001b\u007f\u0085\u2028\u2029"#;
    assert!(line.contains(escaped), "{line}");
    // What is only invisible stays as typed, and all of it comes back.
    assert!(line.contains("\u{202e}é\""), "{line}");
    assert_eq!(self::event(&line), event);
}

#[test]
fn what_a_log_may_have_around_a_line_is_stripped() {
    let cases: [(&[u8], &[u8]); 8] = [
        (b"{}\n", b"{}"),
        (b"{}\r\n", b"{}"),
        (b"\xef\xbb\xbf{}\r\n", b"{}"),
        (b"\0\0\0{}\0\0\n", b"{}"),
        (b" \t{} \r", b"{}"),
        (b"\0\xef\xbb\xbf\0 {}", b"{}"),
        (b"\0\0\0\n", b""),
        (b" \r\n", b""),
    ];
    for (line, expected) in cases {
        assert_eq!(stripped(line), expected, "{line:?}");
    }
}

/// The line of an ask with a field said otherwise.
fn said(old: &str, new: &str) -> String {
    let line = LINES[5].replace(old, new);
    assert_ne!(line, LINES[5], "{old} isn't in the line");
    line
}

#[test]
fn a_value_out_of_its_range_makes_the_line_unreadable() {
    let cases = [
        (r#""fear":0"#, r#""fear":11"#, "fear: 11 isn't 0 to 10"),
        (
            r#""sting":10"#,
            r#""sting":256"#,
            "sting: 256 isn't 0 to 10",
        ),
        (r#""odds":100"#, r#""odds":101"#, "odds: 101 isn't 0 to 100"),
        (
            r#""n":9007199254740991"#,
            r#""n":9007199254740992"#,
            "n: 9007199254740992 is out of range",
        ),
        (
            r#""n":9007199254740991"#,
            r#""n":0"#,
            "n: 0 is out of range",
        ),
        (
            r#""id":"0-0""#,
            r#""id":"0-9007199254740992""#,
            "id: `0-9007199254740992` isn't an id",
        ),
        (r#""id":"0-0""#, r#""id":"0-00""#, "id: `0-00` isn't an id"),
        (r#""id":"0-0""#, r#""id":"K-1""#, "id: `K-1` isn't an id"),
        (
            r#""id":"0-0""#,
            r#""id":"a-b-1""#,
            "id: `a-b-1` isn't an id",
        ),
        (
            r#""batch":"0-0""#,
            r#""batch":"0""#,
            "batch: `0` isn't an id",
        ),
        (
            r#""on":"0001-01-01""#,
            r#""on":"2026-02-30""#,
            "on: `2026-02-30` isn't a day",
        ),
        (
            r#""on":"0001-01-01""#,
            r#""on":"0000-12-31""#,
            "on: `0000-12-31` isn't a day",
        ),
        (
            r#""answered":"9999-12-31""#,
            r#""answered":"2026-1-1""#,
            "answered: `2026-1-1` isn't a day",
        ),
        (
            r#""outcome":"ghosted""#,
            r#""outcome":"maybe""#,
            "outcome: `maybe` isn't one",
        ),
        (
            r#""outcome":"ghosted""#,
            r#""outcome":"pending""#,
            "outcome: an ask is pending without one",
        ),
        (r#""to":"x""#, r#""to":" ""#, "to is empty"),
        (
            r#""at":"2026-03-04T12:40:00Z""#,
            r#""at":"2026-03-04""#,
            "at: `2026-03-04` isn't an RFC 3339 time",
        ),
        (
            r#""at":"2026-03-04T12:40:00Z""#,
            r#""at":"2026-03-04T12:40:00""#,
            "at: `2026-03-04T12:40:00` isn't an RFC 3339 time",
        ),
        (r#""v":1"#, r#""v":0"#, "v is 0"),
    ];
    for (old, new, reason) in cases {
        assert_eq!(what_is_wrong(&said(old, new)), reason);
    }
    let no_text = what_is_wrong(&said(r#""a \"b\" \\ c""#, r#"" ""#));
    assert_eq!(no_text, "text: the text of an ask can't be empty");
    let no_tag = unreadable(&said(r#"["a","b-1","c_2"]"#, r#"["1st"]"#));
    assert!(no_tag.starts_with("tags: \"1st\" isn't a tag"), "{no_tag}");
}

#[test]
fn a_goal_that_cannot_be_makes_the_line_unreadable() {
    let cases = [
        (
            r#""target":1"#,
            r#""target":0"#,
            "target: 0 is not 1 to 1000000",
        ),
        (
            r#""target":1"#,
            r#""target":1000001"#,
            "target: 1000001 is not 1 to 1000000",
        ),
        (
            r#""counts":"said-nos""#,
            r#""counts":"yeses""#,
            "counts: `yeses` is not nos, said-nos or asks",
        ),
        (
            r#""to":"2026-01-01""#,
            r#""to":"2025-12-31""#,
            "the goal ends on 2025-12-31, before 2026-01-01",
        ),
        (
            r#"["sat","sun"]"#,
            r#"["saturday"]"#,
            "rest: `saturday` isn't a weekday",
        ),
        (
            r#"["sat","sun"]"#,
            r#"["mon","tue","wed","thu","fri","sat","sun"]"#,
            "rest: all seven days",
        ),
    ];
    for (old, new, reason) in cases {
        assert_eq!(what_is_wrong(&LINES[1].replace(old, new)), reason);
    }
}

#[test]
fn a_wrong_type_or_a_field_twice_or_half_a_line_is_unreadable() {
    let wrong = [
        said(r#""fear":0"#, r#""fear":"0""#),
        said(r#""fear":0"#, r#""fear":1.0"#),
        said(r#""fear":0"#, r#""fear":-1"#),
        said(r#""fear":0"#, r#""fear":true"#),
        said(r#""fear":0"#, r#""fear":null"#),
        said(r#""n":9007199254740991"#, r#""n":1e3"#),
        said(r#""tags":["a","b-1","c_2"]"#, r#""tags":"a""#),
        said(r#""tags":["a","b-1","c_2"]"#, r#""tags":[1]"#),
        said(r#""fear":0"#, r#""fear":0,"fear":0"#),
        said(r#""fear":0"#, r#""fear":0,"mood":1,"mood":1"#),
        said(r#""v":1"#, r#""v":1,"v":1"#),
        said(r#""v":1"#, r#""v":"1""#),
        said(r#"a \"b\""#, r"\ud800"),
        said(r#"a \"b\""#, "\u{1}"),
        LINES[5].chars().take(60).collect(),
        format!("{} x", LINES[5]),
        format!("{}{}", LINES[5], LINES[5]),
        "[]".to_owned(),
        "1".to_owned(),
        "null".to_owned(),
        "asked for a discount".to_owned(),
    ];
    for line in wrong {
        unreadable(&line);
    }
    assert_eq!(read(b"{\"v\":1,\xff").unwrap_err().0, "not UTF-8 at byte 8");
}

#[test]
fn a_field_that_is_needed_and_missing_is_named() {
    let needed = [
        (4, vec!["v", "id", "at", "kind", "n", "text", "on"]),
        (6, vec!["ask", "outcome", "on"]),
        (9, vec!["ask", "set"]),
        (10, vec!["ask"]),
        (2, vec!["target", "counts", "from", "to"]),
        (11, vec!["of"]),
        (13, vec!["ask", "n"]),
    ];
    for (line, names) in needed {
        for name in names {
            // Under another name it is missing.
            let line = LINES[line].replace(&format!("\"{name}\":"), "\"other\":");
            let reason = unreadable(&line);
            assert!(
                reason.starts_with(&format!("missing field `{name}`")),
                "{line}: {reason}"
            );
        }
    }
}

#[test]
fn a_field_nobody_here_knows_is_a_newer_ones_and_the_rest_counts() {
    let line = said(r#""v":1"#, r#""v":1,"mood":{"x":[1,null]}"#);
    let reading = read(line.as_bytes()).unwrap();
    assert!(!reading.understood);
    assert_eq!(reading.event, Some(event(LINES[5])));
    let set = LINES[9].replace(r#""to":null"#, r#""to":null,"mood":1"#);
    let reading = read(set.as_bytes()).unwrap();
    assert!(!reading.understood);
    assert_eq!(reading.event, Some(event(LINES[9])));
}

#[test]
fn a_field_of_another_kind_is_a_newer_ones_whatever_it_holds() {
    for field in [
        r#""target":5"#,
        r#""target":"five""#,
        r#""set":[]"#,
        r#""of":null"#,
    ] {
        let line = LINES[4].replace(r#""v":1"#, &format!(r#""v":1,{field}"#));
        let reading = read(line.as_bytes()).unwrap();
        assert!(!reading.understood, "{line}");
        assert_eq!(reading.event, Some(event(LINES[4])), "{line}");
    }
}

#[test]
fn what_is_about_a_plan_has_no_fields_of_an_ask_and_the_other_way_round() {
    let line = |kind: &str, fields: &str| {
        format!(r#"{{"v":1,"id":"a-7","at":"2026-03-04T12:30:05+01:00","kind":"{kind}",{fields}}}"#)
    };
    let cases = [
        (
            r#""plan":"a-6","set":{"fear":1,"on":5,"sting":"x","outcome":[],"answered":true}"#,
            r#""plan":"a-6","set":{"fear":1}"#,
            "edit",
        ),
        (
            r#""set":{"fear":1,"by":5},"ask":"a-6""#,
            r#""ask":"a-6","set":{"fear":1}"#,
            "edit",
        ),
        (
            r#""ask":"a-6","set":{"fear":1},"plan":"a-5""#,
            r#""ask":"a-6","set":{"fear":1}"#,
            "edit",
        ),
        (r#""ask":"a-6","plan":5"#, r#""ask":"a-6""#, "remove"),
        (
            r#""ask":"a-6","n":1,"p":"x""#,
            r#""ask":"a-6","n":1"#,
            "purge",
        ),
        (
            r#""plan":"a-6","p":1,"n":"x""#,
            r#""plan":"a-6","p":1"#,
            "purge",
        ),
    ];
    for (odd, plain, kind) in cases {
        let (odd, plain) = (line(kind, odd), line(kind, plain));
        let reading = read(odd.as_bytes()).unwrap();
        assert!(!reading.understood, "{odd}");
        assert_eq!(reading.event, Some(event(&plain)), "{odd}");
    }
    let neither = line("remove", r#""fear":1"#);
    assert_eq!(what_is_wrong(&neither), "missing field `ask`");
}

#[test]
fn values_of_plans_steps_and_rest_days_keep_to_their_ranges() {
    let long = "x".repeat(61);
    let long = format!(r#""ask":"a-6","step":"{long}","on":"2026-03-04""#);
    let cases = [
        ("plan", r#""p":0,"text":"t""#, "p: 0 is out of range"),
        ("plan", r#""text":"t""#, "missing field `p`"),
        ("plan", r#""p":1"#, "missing field `text`"),
        (
            "plan",
            r#""p":1,"text":"t","src":"00f3""#,
            "src: `00f3` is not 16 hex digits",
        ),
        (
            "plan",
            r#""p":1,"text":"t","by":"soon""#,
            "by: `soon` isn't a day",
        ),
        (
            "step",
            r#""ask":"a-6","step":" ","on":"2026-03-04""#,
            "step: a step can't be empty",
        ),
        (
            "step",
            &long,
            "step: a step has at most 60 characters, this one has 61",
        ),
        (
            "step",
            r#""ask":"a-6","step":"callback""#,
            "missing field `on`",
        ),
        (
            "rest",
            r#""from":"2026-03-04","to":"2026-03-03""#,
            "the rest ends on 2026-03-03, before 2026-03-04",
        ),
        ("rest", r#""from":"2026-03-04""#, "missing field `to`"),
    ];
    for (kind, fields, wrong) in cases {
        let line = format!(
            r#"{{"v":1,"id":"a-7","at":"2026-03-04T12:30:05+01:00","kind":"{kind}",{fields}}}"#
        );
        assert_eq!(what_is_wrong(&line), wrong, "{line}");
    }
}

#[test]
fn of_a_newer_version_what_can_be_read_counts() {
    let line = said(r#""v":1"#, r#""v":3"#);
    let reading = read(line.as_bytes()).unwrap();
    assert!(!reading.understood);
    assert_eq!(reading.event, Some(event(LINES[5])));
    let line = said(r#""v":1"#, r#""v":2"#);
    assert!(read(line.as_bytes()).unwrap().understood);
}

#[test]
fn a_tag_that_version_1_cannot_read_makes_a_line_of_version_2() {
    for (tag, version) in [
        ("shop", 1),
        ("café", 1),
        ("חנות", 1),
        ("i\u{307}ş", 2),
        ("हिन्दी", 2),
        ("ที่", 2),
        ("தமிழ்", 2),
    ] {
        let ask = format!(
            r#"{{"v":{version},"id":"a-7","at":"2026-03-04T12:30:05+01:00","kind":"ask","n":5,"text":"x","on":"2026-03-04","tags":["{tag}"]}}"#
        );
        let edit = format!(
            r#"{{"v":{version},"id":"a-8","at":"2026-03-04T12:30:05+01:00","kind":"edit","ask":"a-7","set":{{"tags":["{tag}"]}}}}"#
        );
        for line in [ask, edit] {
            let reading = read(line.as_bytes()).unwrap();
            assert!(reading.understood, "{line}");
            assert_eq!(write(&reading.event.unwrap()).unwrap(), line);
        }
    }
}

#[test]
fn of_a_newer_version_a_value_that_means_nothing_here_is_left_out_alone() {
    let line = |fields: &str| {
        format!(
            r#"{{"v":3,"id":"a-7","at":"2026-03-04T12:30:05+01:00","kind":"ask","n":5,{fields}}}"#
        )
    };
    let read = |fields: &str| {
        let line = line(fields);
        let reading = read(line.as_bytes()).unwrap();
        assert!(!reading.understood, "{line}");
        (reading.event.map(Event::into_owned), reading.number)
    };
    let plain = read(r#""text":"a \"raise\"","on":"2026-03-04""#);
    assert!(plain.0.is_some());
    let odd = r#""text":"a \"raise\"","outcome":"maybe","fear":[6],"on":"2026-03-04""#;
    assert_eq!(read(odd), plain);
    // What an ask cannot do without is missing here, but its number is taken.
    let textless = read(r#""text":{"in":"parts"},"on":"2026-03-04""#);
    assert_eq!(textless, (None, Some(5)));
    // A field that is there twice says nothing, in whatever version.
    let twice = read(r#""text":"a","text":"b","on":"2026-03-04""#);
    assert_eq!(twice, (None, None));
}

#[test]
fn of_a_newer_line_that_cannot_be_read_the_id_is_known() {
    for line in [
        r#"{"v":2,"id":"a-7","kind":"ask","text":["in","parts"]}"#,
        r#"{"v":2,"id":"a-7","kind":"mood"}"#,
        r#"{"v":1,"id":"a-7","kind":"mood","on":5}"#,
    ] {
        let reading = read(line.as_bytes()).unwrap();
        assert_eq!(reading.id, Id::new("a", 7), "{line}");
        assert_eq!(reading.event, None, "{line}");
        assert!(!reading.understood, "{line}");
    }
    // Without an id, a version or a kind it is no one's.
    unreadable(r#"{"v":2,"id":"a-07","kind":"mood"}"#);
    unreadable(r#"{"v":2,"kind":"mood"}"#);
    unreadable(r#"{"id":"a-7","kind":"mood"}"#);
    unreadable(r#"{"v":2,"id":"a-7"}"#);
}

#[test]
fn what_names_a_variant_is_written_with_version_2_and_all_else_with_1() {
    let variant = |line: &str| {
        line.replace("a-6", "a-6~0abcde")
            .replace(r#""v":1"#, r#""v":2"#)
    };
    let lines = [
        r#"{"v":1,"id":"a-7","at":"2026-03-04T12:30:05+01:00","kind":"answer","ask":"a-6","outcome":"no","on":"2026-03-04"}"#,
        r#"{"v":1,"id":"a-7","at":"2026-03-04T12:30:05+01:00","kind":"edit","ask":"a-6","set":{"fear":3}}"#,
        r#"{"v":1,"id":"a-7","at":"2026-03-04T12:30:05+01:00","kind":"remove","ask":"a-6"}"#,
        r#"{"v":1,"id":"a-7","at":"2026-03-04T12:30:05+01:00","kind":"undo","of":["a-5","a-6"]}"#,
        r#"{"v":1,"id":"a-7","at":"2026-03-04T12:30:05+01:00","kind":"redo","of":["a-6"]}"#,
        r#"{"v":1,"id":"a-7","at":"2026-03-04T12:30:05+01:00","kind":"purge","ask":"a-6","n":1}"#,
    ];
    for line in lines {
        for line in [line.to_owned(), variant(line)] {
            let reading = read(line.as_bytes()).unwrap();
            assert!(reading.understood, "{line}");
            assert_eq!(write(&reading.event.unwrap()).unwrap(), line);
            // The other version says the same.
            let other = match line.replace(r#""v":1"#, r#""v":2"#) {
                other if other == line => line.replace(r#""v":2"#, r#""v":1"#),
                other => other,
            };
            let other = read(other.as_bytes()).unwrap();
            assert_eq!(write(&other.event.unwrap()).unwrap(), line);
        }
    }
}

#[test]
fn a_line_has_an_id_without_a_variant_and_a_variant_has_six_hex_digits() {
    let line = |id: &str, of: &str| {
        format!(
            r#"{{"v":2,"id":"{id}","at":"2026-03-04T12:30:05+01:00","kind":"undo","of":["{of}"]}}"#
        )
    };
    assert!(read(line("a-7", "a-6~00ff99").as_bytes()).is_ok());
    unreadable(&line("a-7~00ff99", "a-6"));
    for of in [
        "a-6~",
        "a-6~00ff9",
        "a-6~00FF99",
        "a-6~00ff999",
        "a-6~00ff9g",
        "a-~00ff99",
    ] {
        let line = line("a-7", of);
        let reading = read(line.as_bytes()).unwrap();
        assert_eq!((reading.event, reading.understood), (None, false), "{of}");
        unreadable(&line.replace(r#""v":2"#, r#""v":1"#));
    }
}

fn some_id() -> impl Strategy<Value = Id<'static>> {
    ("[a-z0-9]{1,32}", 0..NUMBER_LIMIT).prop_map(|(device, seq)| Id::new(device, seq))
}

fn some_day() -> impl Strategy<Value = Day> {
    (0..3_652_059_i64).prop_map(|days| Day::FIRST.plus(days).unwrap())
}

/// Any text at all that has something in it.
fn some_words() -> impl Strategy<Value = Cow<'static, str>> {
    "[\\PC\\n\\t\\x00\\x1b\\x7f\u{2028}\u{202e}\"\\\\]{0,20}[a-zא-ת🙂]".prop_map(Cow::Owned)
}

fn some_tags() -> impl Strategy<Value = Tags<'static>> {
    vec("[a-zא-ת][a-z0-9_-]{0,8}", 0..4).prop_map(|tags| {
        let tags: Vec<Tag> = tags.iter().map(|tag| Tag::new(tag).unwrap()).collect();
        Tags::of_tags(&tags)
    })
}

fn some_rating() -> impl Strategy<Value = Rating> {
    (0..=10_u64).prop_map(|rating| Rating::new(rating).unwrap())
}

fn some_odds() -> impl Strategy<Value = Odds> {
    (0..=100_u64).prop_map(|odds| Odds::new(odds).unwrap())
}

fn some_outcome() -> impl Strategy<Value = Outcome> {
    (0..4_usize).prop_map(|outcome| Outcome::ALL[outcome])
}

fn some_ask() -> impl Strategy<Value = EventKind<'static>> {
    let words = (
        some_words(),
        option::of(some_words()),
        option::of(some_words()),
    );
    let ratings = (
        option::of(some_rating()),
        option::of(some_odds()),
        option::of(some_rating()),
        option::of(some_rating()),
    );
    let days = (some_day(), option::of(some_day()));
    let origin = (option::of(some_id()), option::of(some_source()));
    (
        1..NUMBER_LIMIT,
        words,
        some_tags(),
        ratings,
        some_outcome(),
        days,
        origin,
    )
        .prop_map(
            |(
                number,
                (text, to, note),
                tags,
                (fear, odds, sting, pull),
                outcome,
                (on, answered),
                (plan, src),
            )| {
                EventKind::Ask(AskEvent {
                    number,
                    text,
                    on,
                    to,
                    tags,
                    note,
                    fear,
                    odds,
                    outcome,
                    answered,
                    sting,
                    pull,
                    plan,
                    src,
                })
            },
        )
}

fn some_source() -> impl Strategy<Value = Source> {
    any::<u64>().prop_map(Source::new)
}

fn some_edit() -> impl Strategy<Value = EventKind<'static>> {
    let words = (
        option::of(some_words()),
        option::of(option::of(some_words())),
        option::of(option::of(some_tags())),
        option::of(option::of(some_words())),
    );
    let ratings = (
        option::of(option::of(some_rating())),
        option::of(option::of(some_odds())),
        option::of(option::of(some_rating())),
        option::of(option::of(some_rating())),
    );
    let days = (option::of(some_day()), option::of(option::of(some_day())));
    (some_id(), words, ratings, days, option::of(some_outcome())).prop_map(
        |(ask, (text, to, tags, note), (fear, odds, sting, pull), (on, answered), outcome)| {
            EventKind::Edit(Edited {
                ask,
                set: Changes {
                    text,
                    on,
                    to,
                    tags,
                    note,
                    fear,
                    odds,
                    sting,
                    outcome,
                    answered,
                    pull,
                    by: None,
                },
            })
        },
    )
}

fn some_plan() -> impl Strategy<Value = EventKind<'static>> {
    let origin = (option::of(some_day()), option::of(some_source()));
    (some_ask(), origin).prop_map(|(ask, (by, src))| {
        let EventKind::Ask(asked) = ask else {
            unreachable!("it's an ask")
        };
        EventKind::Plan(Planned {
            number: asked.number,
            text: asked.text,
            to: asked.to,
            tags: asked.tags,
            note: asked.note,
            fear: asked.fear,
            odds: asked.odds,
            pull: asked.pull,
            by,
            src,
        })
    })
}

fn some_edit_of_a_plan() -> impl Strategy<Value = EventKind<'static>> {
    (some_edit(), option::of(option::of(some_day()))).prop_map(|(edit, by)| {
        let EventKind::Edit(Edited { ask, set }) = edit else {
            unreachable!("it's an edit")
        };
        let set = Changes { by, ..set }.of_plan();
        EventKind::EditPlan(EditedPlan { plan: ask, set })
    })
}

fn some_step() -> impl Strategy<Value = EventKind<'static>> {
    let days = (some_day(), option::of(some_day()));
    (some_id(), some_words(), days, option::of(some_words())).prop_map(
        |(ask, step, (on, due), note)| {
            EventKind::Step(Stepped {
                ask,
                step,
                on,
                due,
                note,
            })
        },
    )
}

fn some_rest() -> impl Strategy<Value = EventKind<'static>> {
    let days = (some_day(), some_day());
    (days, option::of(some_words()), any::<bool>()).prop_map(|((one, other), note, off)| {
        EventKind::Rest(Rested {
            span: Period::new(one.min(other), one.max(other)),
            note,
            off,
        })
    })
}

fn some_answer() -> impl Strategy<Value = EventKind<'static>> {
    let words = (option::of(some_words()), option::of(some_rating()));
    (some_id(), some_outcome(), some_day(), words).prop_map(|(ask, outcome, on, (note, sting))| {
        EventKind::Answer(Answered {
            ask,
            outcome,
            on,
            note,
            sting,
        })
    })
}

fn some_goal() -> impl Strategy<Value = EventKind<'static>> {
    let span = (some_day(), some_day())
        .prop_map(|(one, other)| Period::new(one.min(other), one.max(other)));
    let target = option::of(1..=1_000_000_u64);
    (target, 0..3_usize, span, 0..127_u8).prop_map(|(target, counts, span, rest)| {
        let rests = |day: &chrono::Weekday| rest & 1 << day.num_days_from_monday() != 0;
        EventKind::Goal(GoalSet {
            target: target.and_then(Target::new),
            counts: Counted::ALL[counts],
            span,
            rest: RestWeekdays::new(WEEK.into_iter().filter(rests)).unwrap(),
        })
    })
}

fn some_what() -> impl Strategy<Value = EventKind<'static>> {
    prop_oneof![
        some_ask(),
        some_edit(),
        some_answer(),
        some_goal(),
        some_id().prop_map(|ask| EventKind::Remove { ask }),
        vec(some_id(), 0..4).prop_map(|of| EventKind::Undo { of }),
        vec(some_id(), 0..4).prop_map(|of| EventKind::Redo { of }),
        (some_id(), 1..NUMBER_LIMIT).prop_map(|(ask, number)| EventKind::Purge { ask, number }),
        some_plan(),
        some_edit_of_a_plan(),
        some_id().prop_map(|plan| EventKind::RemovePlan { plan }),
        (some_id(), 1..NUMBER_LIMIT)
            .prop_map(|(plan, number)| EventKind::PurgePlan { plan, number }),
        some_step(),
        some_rest(),
    ]
}

#[test]
fn asks_and_answers_as_they_are_written_are_read_the_quick_way() {
    for line in LINES {
        let is_quick = ["ask", "answer", "remove", "purge"]
            .iter()
            .any(|kind| line.contains(&format!(r#""kind":"{kind}""#)))
            && !line.contains(r#""p":"#);
        assert_eq!(read_quickly(line).is_some(), is_quick, "{line}");
    }
}

/// What the quick way takes, it reads as the careful way does.
#[track_caller]
fn both_ways_say_the_same(line: &str) {
    if let Some(reading) = read_quickly(line) {
        assert_eq!(read_carefully(line), Ok(reading), "{line}");
    }
    if let (Some(found), Some(words)) = (fast_path::ask_text(line), ask_words(line.as_bytes())) {
        assert_eq!(found, (words.id, words.text), "{line}");
    }
}

#[test]
fn the_text_of_an_ask_as_it_is_written_is_read_the_quick_way() {
    for line in LINES {
        let is_ask = line.contains(r#""kind":"ask""#);
        assert_eq!(fast_path::ask_text(line).is_some(), is_ask, "{line}");
    }
}

#[test]
fn an_edit_within_edits_without_end_is_unreadable() {
    let set = "{\"set\":".repeat(100_000);
    let line = format!(
        r#"{{"v":1,"id":"a-2","at":"2026-03-04T12:30:05+01:00","kind":"edit","ask":"a-1","set":{set}"#
    );
    assert!(read(line.as_bytes()).is_err());
}

#[test]
fn the_quick_way_says_nothing_else_of_odd_lines_than_the_careful_one() {
    let odd = [
        ("\"v\":1", "\"v\":1.0"),
        ("\"v\":1", "\"v\":01"),
        ("\"v\":1", "\"v\":1e0"),
        ("\"v\":1", "\"v\":-0"),
        ("\"v\":1", "\"v\":18446744073709551616"),
        ("\"v\":1", "\"v\":10000000000000001"),
        ("\"fear\":0", "\"fear\":00"),
        ("\"fear\":0", "\"fear\" : 0 "),
        ("\"fear\":0", "\"fear\":0,\"fear\":0"),
        ("\"fear\":0", "\"fear\":\"0\""),
        ("\"text\":", "\"te\\u0078t\":"),
        ("a \\\"b\\\" \\\\ c", "\\ud83d\\ude42"),
        ("a \\\"b\\\" \\\\ c", "\\ud83d"),
        ("a \\\"b\\\" \\\\ c", "tab\there"),
        ("a \\\"b\\\" \\\\ c", "\u{7f}\u{202e}"),
        ("a \\\"b\\\" \\\\ c", "\\x"),
        ("\"id\":\"0-0\"", "\"id\":\"0-\\u0030\""),
        ("[\"a\",\"b-1\",\"c_2\"]", "[ ]"),
        ("[\"a\",\"b-1\",\"c_2\"]", "[\"B\",\"a\",\"b\"]"),
        ("[\"a\",\"b-1\",\"c_2\"]", "[\"a\",]"),
        ("[\"a\",\"b-1\",\"c_2\"]", "[[]]"),
        ("\"note\":\"n\"", "\"note\":null"),
        ("\"sting\":10}", "\"sting\":10}}"),
        ("\"sting\":10}", "\"sting\":10,}"),
        ("\"sting\":10}", "\"sting\":10"),
        ("{\"v\"", "{,\"v\""),
        ("\"kind\":\"ask\"", "\"kind\":\"answer\""),
    ];
    for (old, new) in odd {
        both_ways_say_the_same(&said(old, new));
    }
    both_ways_say_the_same("");
    both_ways_say_the_same("{}");
}

proptest! {
    #[test]
    fn both_ways_say_the_same_of_whatever_became_of_a_line(
        line in (some_id(), some_what()).prop_map(|(id, what)| {
            let at = "2026-03-04T12:30:05+01:00".into();
            write(&Event { id, at, batch: None, what }).unwrap()
        }),
        at in any::<prop::sample::Index>(),
        gone in 0..3_usize,
        come in "[\"\\\\{}\\[\\],: \t0-9a-fu.e+-]{0,3}",
    ) {
        both_ways_say_the_same(&line);
        let mut chars: Vec<char> = line.chars().collect();
        let at = at.index(chars.len());
        let gone = at..chars.len().min(at + gone);
        chars.splice(gone, come.chars());
        both_ways_say_the_same(&chars.into_iter().collect::<String>());
    }

    #[test]
    fn an_event_that_is_written_is_read_as_the_same_event(
        id in some_id(),
        batch in option::of(some_id()),
        what in some_what(),
    ) {
        let event = Event { id, at: "2026-03-04T12:30:05+01:00".into(), batch, what };
        let line = write(&event).unwrap();
        prop_assert!(!line.chars().any(char::is_control));
        let separates = line.contains(['\u{2028}', '\u{2029}']);
        prop_assert!(!separates);
        prop_assert_eq!(stripped(line.as_bytes()), line.as_bytes());
        let reading = read(line.as_bytes()).unwrap();
        prop_assert!(reading.understood);
        prop_assert_eq!(reading.event, Some(event));
    }

    #[test]
    fn no_bytes_at_all_make_reading_panic(bytes in vec(any::<u8>(), 0..60)) {
        let _ = read(stripped(&bytes));
    }

    #[test]
    fn a_line_that_was_cut_off_is_never_read_as_something_else(
        line in prop::sample::select(LINES.to_vec()),
        cut in any::<prop::sample::Index>(),
    ) {
        let cut = cut.index(line.len());
        prop_assert!(read(&line.as_bytes()[..cut]).is_err());
    }
}
