//! `nos answer`, and how an ask is named.

use crate::env::{CommandOutput, TestEnv};

fn home() -> TestEnv {
    let mut home = TestEnv::at("2026-03-01T10:00:00+01:00");
    home.line("nos log \"applied for a passport\" --odds 5 --to \"the embassy\"");
    home.line("nos log \"asked for a raise\" --note first");
    home.line("nos no \"asked for a discount\"");
    home.set("NOS_NOW", "2026-03-09T10:00:00+01:00");
    home
}

#[track_caller]
fn refused(came: &CommandOutput, status: u8, err: &str) {
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
        "Yes 1  ·  applied for a passport  ·  #1, after 8 days\nYou gave it 5%. Behind it: 1 no.\n"
    );
}

#[test]
fn several_that_fit_are_listed_and_none_is_answered() {
    let home = home();
    refused(
        &home.line("nos answer for --no"),
        1,
        "error: 2 asks match \"for\"\n  1  1 March  applied for a passport (the embassy, waiting for 8 days)\n  2  1 March  asked for a raise (waiting for 8 days)\nhint: nos show 1\n",
    );
}

#[test]
fn words_that_fit_only_an_answered_ask_say_which() {
    refused(
        &home().line("nos answer discount --yes"),
        1,
        "error: nothing waiting matches \"discount\"; #3 does, and its answer is no\nhint: nos answer 3 --yes\n",
    );
}

#[test]
fn an_answer_by_number_replaces_an_earlier_one_and_says_what_it_was() {
    let came = home().line("nos answer 3 --yes");
    assert!(
        came.out.contains("It was a no of 1 March.\n"),
        "{}",
        came.out
    );
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
    assert!(came.err.starts_with(
        "error: the answer on 28 February 2026 would come before the ask on 1 March 2026 ("
    ));
    assert!(came.err.ends_with("you typed:\ndear diary\n"));
}

#[test]
fn an_ask_that_is_not_there_is_told() {
    refused(
        &home().line("nos answer 99 --no"),
        1,
        "error: there's no ask 99\nhint: nos list\n",
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
        "error: what was the answer: no, yes or ghosted? (pending takes one back)\n\
         hint: nos answer a raise OUTCOME\nyou typed:\ndear diary\n",
    );
}

#[test]
fn an_answer_that_hurts_says_what_it_was_before_too() {
    let home = home();
    home.line("nos answer 1 --yes");
    assert_eq!(
        home.line("nos answer 1 --no --sting 9").out,
        "Logged. That one hurt. You've done enough for today.\n\
         applied for a passport  ·  #1, after 8 days\n\
         It was a yes of 9 March.\n"
    );
}

#[test]
fn several_answers_say_what_they_were_before_and_on_which_day_they_came() {
    let home = home();
    assert_eq!(
        home.line("nos answer 3 1 --yes --on yesterday").out,
        "2 asks answered, #3, #1, answered on 8 March.\n#3 was a no of 1 March.\n"
    );
    assert_eq!(
        home.line("nos answer 1 3 --ghosted").out,
        "2 asks answered, #1, #3.\n#1 was a yes of 8 March, #3 was a yes of 8 March.\nYour first no. Written down, and the sky didn't fall.\n"
    );
}

#[test]
fn a_last_word_that_is_an_outcome_is_the_answer() {
    let home = home();
    assert!(home.line("nos answer 1 no").out.starts_with("No 2"));
    assert!(
        home.line("nos answer raise GHOSTED")
            .out
            .starts_with("No 3")
    );
    assert_eq!(home.line("nos answer 1 pending").status, 0);
    let shown = home.line("nos show 1 --json").out;
    assert!(shown.contains(r#""outcome":"pending""#), "{shown}");
    // A flag says it first, and then the word is one of the ask's.
    assert_eq!(home.line("nos answer passport no --yes").status, 1);
    // After two dashes it is a word, too.
    assert_eq!(home.line("nos answer -- 1 no").status, 2);
}

#[test]
fn last_is_the_last_ask_that_is_waiting_and_no_earlier_answer_is_replaced() {
    let home = home();
    let came = home.line("nos answer last --no");
    assert!(came.out.contains("asked for a raise"), "{}", came.out);
    assert_eq!(home.line("nos answer last --yes").status, 0);
    refused(
        &home.line("nos answer last --no"),
        1,
        "error: nothing is waiting for an answer\nhint: nos list\n",
    );
    let shown = home.line("nos show 3 --json").out;
    assert!(shown.contains(r#""outcome":"no","asked_on":"2026-03-01","answered_on":"2026-03-01""#));
}

#[test]
fn an_answer_that_moves_to_another_day_says_on_which_it_was() {
    let came = home().line("nos answer 3 --no");
    assert!(
        came.out.contains("It was a no of 1 March.\n"),
        "{}",
        came.out
    );
    let again = home().line("nos answer 3 --no --on 2026-03-01 -m more");
    assert!(!again.out.contains("It was"), "{}", again.out);
}

#[test]
fn a_number_after_no_or_yes_answers_that_ask_and_logs_none() {
    let home = home();
    let came = home.line("nos no 1 -m \"call again\" --sting 2 -d yesterday");
    assert_eq!((came.status, came.err.as_str()), (0, ""));
    assert!(
        came.out
            .contains("applied for a passport  ·  #1, after 7 days"),
        "{}",
        came.out
    );
    let shown = home.line("nos show 1 --json").out;
    assert!(shown.contains(r#""answered_on":"2026-03-08""#), "{shown}");
    assert!(shown.contains(r#""note":"call again""#), "{shown}");
    let came = home.line("nos yes #2 3 last@test 1@test --json");
    assert_eq!(
        came.status, 0,
        "words that are no names are text: {}",
        came.err
    );
    let came = home.line("nos yes #2 1@test --json");
    assert!(
        came.out.starts_with(r#"{"schema":"nos.asks/1","count":2,"#),
        "{}",
        came.out
    );
    refused(
        &home.line("nos no last"),
        1,
        "error: nothing is waiting for an answer\nhint: nos list\n",
    );
    let count = home.line("nos list --json").out;
    assert!(count.contains(r#""count":4"#), "{count}");
}

#[test]
fn a_number_after_two_dashes_or_after_log_is_the_text_of_an_ask() {
    let home = home();
    home.line("nos no -- 12");
    home.line("nos log 13 --no");
    let texts = home.line("nos list --no --json").out;
    assert!(
        texts.contains(r#""text":"12""#) && texts.contains(r#""text":"13""#),
        "{texts}"
    );
}

#[test]
fn a_number_that_is_no_ask_is_refused_and_nothing_is_logged() {
    let home = home();
    refused(
        &home.line("nos no 759"),
        1,
        "error: there's no ask 759\nhint: nos list\n",
    );
    assert!(home.line("nos list --json").out.contains(r#""count":3"#));
}

#[test]
fn flags_of_a_new_ask_beside_a_number_are_refused_with_the_line_that_works() {
    let home = home();
    for (line, hint) in [
        ("nos no 1 --to bank", "nos edit 1 --no --to=bank"),
        (
            "nos no 1 +money --fear 3 --sting 2",
            "nos edit 1 --no --sting 2 --tag=money --fear 3",
        ),
        (
            "nos yes 1 --answered 2026-03-02",
            "nos yes 1 --on=2026-03-02",
        ),
        (
            "nos no 1 2 --odds 5 -d 2026-03-02",
            "nos no 1 2 --on=2026-03-02",
        ),
        ("nos no 1 --fear 3 -m dear", "nos no 1 --note=dear"),
    ] {
        let came = home.line(line);
        assert_eq!(came.status, 2, "{line}");
        assert!(
            came.err.contains(&format!("hint: {hint}\n")),
            "{line}: {}",
            came.err
        );
        let fresh = self::home();
        assert_eq!(fresh.line(hint).status, 0, "{hint}");
        assert!(
            fresh.line("nos list --json").out.contains(r#""count":3"#),
            "{hint}"
        );
    }
}

#[test]
fn an_ask_whose_words_are_those_of_one_that_waits_is_told() {
    let home = home();
    let came = home.line("nos no passport");
    assert_eq!(
        came.err,
        "#1 has these words too: applied for a passport (the embassy, waiting for 8 days).\n\
         hint: nos undo && nos answer 1 --no\n"
    );
    // Two fit now, and it is not known which; an ask that waits may be the same one.
    assert_eq!(
        home.line("nos log raise").err,
        "#2 has these words too: asked for a raise (waiting for 8 days).\nhint: nos show 2\n"
    );
    assert_eq!(home.line("nos no raise").err, "");
    assert_eq!(home.line("nos no passport --json").err, "");
    assert_eq!(home.line("nos no passport -q").err, "");
}

#[test]
fn words_are_found_in_the_text_the_person_the_tags_and_the_note_each_by_itself() {
    let home = home();
    home.line("nos log \"asked for leave\" --to \"Frau Meier\" +work -m \"by mail\"");
    for words in ["LEAVE meier", "work mail", "mail leave for", "frau mei"] {
        let came = home.line(&format!("nos show {words} --json"));
        assert!(came.out.contains(r#""number":4"#), "{words}: {}", came.err);
    }
    assert_eq!(home.line("nos show leave embassy").status, 1);
    assert!(
        home.line("nos list work --json")
            .out
            .contains(r#""count":1"#)
    );
}
