use super::*;
use crate::domain::ask::Tag;
use crate::domain::outcome::Outcome;
use crate::import::problem::{Fault, Flag, RefusalReason, Remedy, by_line};

/// The file as on 2026-06-15, an hour east of Greenwich, with these `--map`s and `--date-order`.
fn read_with(text: &[u8], rules: &[&str], order: Option<Order>) -> Result<ReadFile, UnusableFile> {
    let rules: Vec<Rule> = rules
        .iter()
        .map(|rule| Rule::parse(rule).unwrap())
        .collect();
    let wishes = Wishes {
        sheet: None,
        rules: &rules,
        columns: None,
        text: None,
        outcome: None,
        year: None,
        order,
        today: day("2026-06-15"),
        local_day: &|seconds| day("1970-01-01").plus((seconds + 3600).div_euclid(86_400)),
    };
    read(text, Format::detect(text, None)?, &wishes, &mut |_| ())
}

fn read_plain(text: &str) -> ReadFile {
    read_with(text.as_bytes(), &[], None).unwrap()
}

fn unusable(text: &[u8]) -> (u64, String) {
    let unusable = read_with(text, &[], None).unwrap_err();
    assert_eq!(unusable.fault, Fault::File);
    (unusable.line, unusable.reason)
}

/// The one reason why the one row cannot be read.
fn refused(text: &str) -> (u64, String) {
    let reading = read_plain(text);
    assert_eq!(reading.found.asks, []);
    match &*by_line(&reading.found.refused) {
        [refusal] => (refusal.line, refusal.reason.clone()),
        other => panic!("{other:?}"),
    }
}

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

#[test]
fn every_field_of_a_row_becomes_that_of_an_ask() {
    let reading = read_plain(
        "Ask,Who,Outcome,Date asked,Response date,Tags,Note,Fear,Odds,Sting\n\
         a raise, my boss ,Declined,2026-03-04,5 Mar 2026,\"Work; Big Ask, #money\",next year,7/10,20 %,3.0\n",
    );
    assert_eq!(reading.found.refused, []);
    let ask = &reading.found.asks[0];
    assert_eq!(ask.line, 2);
    assert_eq!(ask.text.as_str(), "a raise");
    assert_eq!(ask.to.as_deref(), Some("my boss"));
    assert_eq!(ask.outcome, Outcome::No);
    assert_eq!(ask.asked_on, day("2026-03-04"));
    assert_eq!(ask.answered_on, Some(day("2026-03-05")));
    let tags: Vec<&str> = ask.tags.iter().map(Tag::as_str).collect();
    assert_eq!(tags, ["big-ask", "money", "work"]);
    assert_eq!(ask.note.as_deref(), Some("next year"));
    assert_eq!(ask.fear.unwrap().get(), 7);
    assert_eq!(ask.odds.unwrap().percent(), 20);
    assert_eq!(ask.sting.unwrap().get(), 3);
}

#[test]
fn the_format_is_told_from_the_text() {
    for (text, ending, expected) in [
        ("ask\na", None, Format::Csv),
        ("[{\"ask\":\"a\"}]", None, Format::Json),
        ("{\"asks\":[{\"ask\":\"a\"}]}", None, Format::Json),
        ("{\n\"asks\":[]\n}", None, Format::Json),
        ("{\"ask\":\"a\",\"tags\":[\"x\"]}\n", None, Format::Jsonl),
        ("{\"ask\":\"a\",\"tags\":[]}", None, Format::Jsonl),
        ("{\"name\":\"board\",\"cards\":[]}", None, Format::Json),
        ("{\"ask\":\"a\"}\n{\"ask\":\"b\"}", None, Format::Jsonl),
        ("{\"ask\":", Some("jsonl"), Format::Jsonl),
        ("not json", Some("json"), Format::Json),
        (
            "\u{feff}\n{\"v\":1,\"id\":\"a-1\",\"at\":\"\",\"kind\":\"ask\"}\n",
            Some("jsonl"),
            Format::Nos,
        ),
    ] {
        assert_eq!(
            Format::detect(text.as_bytes(), ending),
            Ok(expected),
            "{text}"
        );
    }
}

#[test]
fn json_rows_have_the_same_fields_and_may_list_their_tags() {
    for text in [
        "[{\"title\":\"a\",\"createdAt\":1772582400000,\"status\":null,\"labels\":[\"x\",\"y\"],\"fear\":3}]",
        "{\"title\":\"a\",\"createdAt\":1772582400,\"status\":\"sent\",\"labels\":\"y, x\",\"fear\":\"3\"}",
    ] {
        let reading = read_plain(text);
        assert_eq!(reading.found.refused, [], "{text}");
        let ask = &reading.found.asks[0];
        assert_eq!(ask.asked_on, day("2026-03-04"));
        assert_eq!(ask.outcome, Outcome::Pending);
        assert_eq!(ask.tags.len(), 2);
        assert_eq!(ask.fear.unwrap().get(), 3);
    }
}

#[test]
fn an_epoch_is_the_day_it_was_here() {
    // Half past eleven at night in Greenwich is the next day an hour to the east.
    let reading = read_plain("ask,when\na,1772667000\n");
    assert_eq!(reading.found.asks[0].asked_on, day("2026-03-05"));
}

#[test]
fn a_moment_with_a_zone_is_the_day_it_was_here_and_one_without_is_as_written() {
    let reading = read_plain("ask,when\na,2026-03-04T23:30:00Z\nb,2026-03-04T23:30:00\n");
    let days: Vec<Day> = reading.found.asks.iter().map(|ask| ask.asked_on).collect();
    assert_eq!(days, [day("2026-03-05"), day("2026-03-04")]);
}

#[test]
fn an_answer_without_a_day_gets_that_of_the_ask_and_a_pending_ask_has_none() {
    let reading = read_plain(
        "ask,outcome,date,response date\na,no,2026-03-04,\nb,interview,2026-03-04,2026-03-09\n",
    );
    assert_eq!(reading.found.asks[0].answered_on, Some(day("2026-03-04")));
    assert_eq!(reading.found.asks[1].answered_on, None);
}

#[test]
fn without_a_column_for_it_an_ask_is_pending_or_of_today_but_not_both() {
    let reading = read_plain("ask,date\na,2026-03-04\n");
    assert_eq!(reading.found.asks[0].outcome, Outcome::Pending);
    let reading = read_plain("ask,outcome\na,no\n");
    assert_eq!(reading.found.asks[0].asked_on, day("2026-06-15"));
    assert!(!reading.found.asks[0].is_dated);
    assert!(
        unusable(b"ask\na\n")
            .1
            .starts_with("no column says on which day")
    );
}

#[test]
fn a_word_that_is_not_known_is_refused_until_it_is_named() {
    let text = b"ask,Status,date\na,Blocked,2026-03-04\nb,blocked!,2026-03-04\nc,Blocked,2026-03-04\nd,no,2026-03-04\n";
    let reading = read_with(text, &[], None).unwrap();
    let refused: Vec<(&str, &[u64], &Option<Flag>)> = reading
        .found
        .refused
        .iter()
        .map(|refused| (&*refused.reason, &*refused.lines, &refused.remedy))
        .collect();
    assert_eq!(
        refused,
        [
            (
                "\"Blocked\" in \"Status\" is not known as an outcome",
                &[2, 4][..],
                &Some(Flag::map("Status:Blocked=OUTCOME"))
            ),
            (
                "\"blocked!\" in \"Status\" is not known as an outcome",
                &[3][..],
                &Some(Flag::map("Status:blocked!=OUTCOME"))
            ),
        ]
    );
    let reading = read_with(text, &["status:blocked=ghosted", "Status:no=yes"], None).unwrap();
    let outcomes: Vec<Outcome> = reading.found.asks.iter().map(|ask| ask.outcome).collect();
    assert_eq!(
        outcomes,
        [
            Outcome::Ghosted,
            Outcome::Ghosted,
            Outcome::Ghosted,
            Outcome::Yes
        ]
    );
}

#[test]
fn rows_with_a_word_can_be_left_out() {
    let text = b"ask,Status\na,Wishlist\nb,no\n";
    let reading = read_with(text, &["status:wishlist=ignore"], None).unwrap();
    assert_eq!(reading.found.asks.len(), 1);
    assert_eq!(
        by_line(&reading.found.left_out),
        [RefusalReason::new(
            2,
            "\"Wishlist\" in \"Status\" is left out by --map"
        )]
    );
}

#[test]
fn slash_days_are_read_in_the_order_that_the_file_proves_or_the_flag_states() {
    let text = "ask,date\na,03/04/2026\nb,13/04/2026\n";
    let reading = read_plain(text);
    assert_eq!(reading.order, KnownOrder::Proved(Order::Dmy, 3));
    assert_eq!(reading.found.asks[0].asked_on, day("2026-04-03"));
    let reading = read_with(text.as_bytes(), &[], Some(Order::Mdy)).unwrap();
    assert_eq!(reading.found.asks[0].asked_on, day("2026-03-04"));
    assert_eq!(
        reading.found.refused[0].reason,
        "\"13/04/2026\" in \"date\" is no day that is read as month/day/year"
    );
}

#[test]
fn an_ambiguous_file_is_refused_with_the_flag() {
    let unusable = read_with(b"ask,date\na,03/04/2026\n", &[], None).unwrap_err();
    assert_eq!(unusable.line, 2);
    assert_eq!(
        unusable.way_out,
        Some(Remedy::Flags(vec![Flag::date_order("ORDER")]))
    );
}

#[test]
fn what_cannot_be_meant_is_refused_with_its_line_and_a_reason() {
    for (row, reason) in [
        (
            "a,no,2026-02-30,,",
            "\"2026-02-30\" in \"date\" is not in the calendar",
        ),
        (
            "a,no,2026-06-16,,",
            "2026-06-16 in \"date\" is in the future",
        ),
        (
            "a,no,2026-06-15,2026-06-14,",
            "the answer of 2026-06-14 is before the ask of 2026-06-15",
        ),
        (
            "a,no,2026-06-15,2026-06-16,",
            "2026-06-16 in \"response date\" is in the future",
        ),
        (
            "a,no,soon,,",
            "\"soon\" in \"date\" is not a day; a day is best written 2026-03-04",
        ),
        ("a,no,,,", "the row has no \"date\""),
        (",no,2026-03-04,,", "the row has no \"ask\""),
        (
            "a,no,2026-03-04,,11",
            "\"11\" in \"fear\" is not a whole number from 0 to 10",
        ),
        (
            "a,no,2026-03-04,,1e400",
            "\"1e400\" in \"fear\" is not a whole number from 0 to 10",
        ),
        (
            "a,no,2026-03-04,,6.5",
            "\"6.5\" in \"fear\" is not a whole number from 0 to 10",
        ),
    ] {
        let text = format!("ask,outcome,date,response date,fear\n{row}\n");
        assert_eq!(refused(&text), (2, reason.to_owned()), "{row}");
    }
}

#[test]
fn a_text_of_more_than_10000_characters_is_refused() {
    let (line, reason) = refused(&format!("ask,outcome\n{},no\n", "é".repeat(10_001)));
    assert_eq!(line, 2);
    assert!(reason.contains("at most 10,000 characters"), "{reason}");
    assert_eq!(
        read_plain(&format!("ask,outcome\n{},no\n", "é".repeat(10_000)))
            .found
            .asks
            .len(),
        1
    );
}

#[test]
fn files_that_are_no_tables_are_refused_whole() {
    for (bytes, line, reason) in [
        (&b""[..], 1, "the file is empty"),
        (
            b"ask,date\n\"a,b\n",
            2,
            "a quote is opened here and never closed",
        ),
        (
            b"\xff\xfe\0\0a\0\0\0",
            1,
            "the file is in UTF-32, not in UTF-8",
        ),
        (
            b"Wish\na\n",
            1,
            "no column says what was asked for; the columns are \"Wish\"",
        ),
    ] {
        assert_eq!(unusable(bytes), (line, reason.to_owned()));
    }
}

#[test]
fn a_header_without_rows_is_no_fault() {
    assert_eq!(read_plain("ask,date\n").found.asks, []);
}

#[test]
fn nested_and_hostile_json_is_refused_by_its_line() {
    assert_eq!(
        refused("[{\"ask\":[{\"a\":1}],\"outcome\":\"no\"}]"),
        (1, "\"ask\" is not a single text".to_owned())
    );
    let reading =
        read_plain("{\"ask\":\"a\",\"outcome\":\"no\"}\n{\"ask\":1e400}\n{\"ask\":NaN}\n");
    assert_eq!(reading.found.asks.len(), 1);
    let lines: Vec<u64> = by_line(&reading.found.refused)
        .iter()
        .map(|it| it.line)
        .collect();
    assert_eq!(lines, [2, 3]);
    assert_eq!(
        refused("[1]").1,
        "the row is not an object with named values"
    );
    assert_eq!(read_plain("[]").found.asks, []);
}

#[test]
fn a_map_that_does_not_fit_is_the_fault_of_the_flag() {
    let unusable = read_with(b"ask\na\n", &["who=to"], None).unwrap_err();
    assert_eq!(unusable.fault, Fault::Flag);
    let unusable = read_with(b"ask,state\na,b\n", &["state:b=no"], None).unwrap_err();
    assert_eq!(unusable.fault, Fault::Flag);
    assert_eq!(
        unusable.way_out,
        Some(Remedy::Flags(vec![Flag::map("state=outcome")]))
    );
}
