//! `nos answer`, and how an ask is named.

use crate::inside::{Came, Inside};

fn home() -> Inside {
    let mut home = Inside::at("2026-03-01T10:00:00+01:00");
    home.line("nos log \"applied for a passport\" --odds 5 --to \"the embassy\"");
    home.line("nos log \"asked for a raise\" --note first");
    home.line("nos no \"asked for a discount\"");
    home.set("NOS_NOW", "2026-03-09T10:00:00+01:00");
    home
}

#[track_caller]
fn refused(came: &Came, status: u8, err: &str) {
    assert_eq!(
        (came.status, came.err.as_str(), came.out.as_str()),
        (status, err, "")
    );
}

#[test]
fn words_find_the_one_ask_that_is_waiting() {
    let came = home().line("nos answer EMBASSY --yes --sting 0");
    assert_eq!(
        came.out,
        "Yes 1  ·  applied for a passport  ·  #1, after 8 days\nYou guessed 5%.\n"
    );
}

#[test]
fn several_that_fit_are_listed_and_none_is_answered() {
    let home = home();
    refused(
        &home.line("nos answer for --no"),
        1,
        "error: 2 asks fit `for`\n  1  2026-03-01  applied for a passport\n  2  2026-03-01  asked for a raise\nhint: nos show 1\n",
    );
}

#[test]
fn words_that_fit_only_an_answered_ask_say_which() {
    refused(
        &home().line("nos answer discount --yes"),
        1,
        "error: no ask that is waiting has `discount` in it; #3 has, and its answer is no\nhint: nos answer 3 --yes\n",
    );
}

#[test]
fn an_answer_by_number_replaces_an_earlier_one_and_says_what_it_was() {
    let came = home().line("nos answer 3 --yes");
    assert!(came.out.contains("It was no before.\n"), "{}", came.out);
}

#[test]
fn an_answer_can_be_taken_back() {
    let home = home();
    home.line("nos answer 3 --pending");
    let shown = home.line("nos show 3 --json").out;
    assert!(shown.contains(r#""outcome":"pending","asked_on":"2026-03-01","answered_on":null"#));
}

#[test]
fn several_numbers_are_answered_as_one_batch() {
    let home = home();
    let came = home.line("nos answer 1 #2 --ghosted --json");
    assert!(
        came.out
            .starts_with(r#"{"schema":"nos.asks/1","count":2,"asks":[{"number":1,"#)
    );
    let log = std::fs::read_to_string(home.folder().join("data/test.jsonl")).unwrap();
    assert_eq!(
        log.matches(r#""kind":"answer","batch":"test-4""#).count(),
        2
    );
}

#[test]
fn the_note_of_an_answer_follows_the_note_of_the_ask_on_a_new_line() {
    let home = home();
    home.line("nos answer raise --no -m second");
    let shown = home.line("nos show 2 --json").out;
    assert!(shown.contains(r#""note":"first\u000asecond""#), "{shown}");
}

#[test]
fn an_answer_before_its_ask_is_refused_and_the_note_given_back() {
    let came = home().line("nos answer 1 --no --on 2026-02-28 -m \"dear diary\"");
    assert_eq!(came.status, 2);
    assert!(
        came.err.starts_with(
            "error: the answer on 2026-02-28 would come before the ask on 2026-03-01 ("
        )
    );
    assert!(came.err.ends_with("you typed:\ndear diary\n"));
}

#[test]
fn an_ask_that_is_not_there_is_told() {
    refused(
        &home().line("nos answer 99 --no"),
        1,
        "error: there is no ask 99\nhint: nos list\n",
    );
}

#[test]
fn what_looks_like_an_id_may_be_a_word_of_a_text() {
    let home = home();
    home.line("nos log \"asked about covid-19\"");
    assert_eq!(home.line("nos answer covid-19 --no").status, 0);
}

#[test]
fn who_forgot_the_answer_is_shown_the_line_with_it() {
    refused(
        &home().line("nos answer a raise -m \"dear diary\""),
        2,
        "error: what was the answer, --no, --yes or --ghosted? (--pending takes one back)\n\
         hint: nos answer a raise --no\nyou typed:\ndear diary\n",
    );
}

#[test]
fn an_answer_that_hurts_says_what_it_was_before_too() {
    let home = home();
    home.line("nos answer 1 --yes");
    assert_eq!(
        home.line("nos answer 1 --no --sting 9").out,
        "Logged. That one hurt; nothing more is needed today.\n\
         applied for a passport  ·  #1, after 8 days\n\
         It was yes before.\n"
    );
}

#[test]
fn several_answers_say_what_they_were_before_and_on_which_day_they_came() {
    let home = home();
    assert_eq!(
        home.line("nos answer 3 1 --yes --on yesterday").out,
        "2 asks answered, #3, #1, answered on 8 March.\n#3 was no before.\n"
    );
    assert_eq!(
        home.line("nos answer 1 3 --ghosted").out,
        "2 asks answered, #1, #3.\n#1 was yes before, #3 was yes before.\nYour first no. Written down, and the sky didn't fall.\n"
    );
}
