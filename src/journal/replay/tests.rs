use std::collections::HashSet;
use std::convert::Infallible;

use proptest::collection::vec;
use proptest::prelude::*;

use super::super::codec;
use super::*;
use crate::domain::text_overrides::TextOverride;

const AT: &str = "2026-03-04T12:30:05+01:00";

/// A line of a kind with these fields.
fn line(id: &str, kind: &str, fields: &str) -> String {
    format!(r#"{{"v":1,"id":"{id}","at":"{AT}","kind":"{kind}",{fields}}}"#)
}

/// An ask made on 4 March 2026.
fn ask(id: &str, number: u64, more: &str) -> String {
    let fields = format!(r#""n":{number},"text":"asked","on":"2026-03-04"{more}"#);
    line(id, "ask", &fields)
}

fn answer(id: &str, ask: &str, outcome: &str, on: &str) -> String {
    let fields = format!(r#""ask":"{ask}","outcome":"{outcome}","on":"{on}""#);
    line(id, "answer", &fields)
}

fn edit(id: &str, ask: &str, set: &str) -> String {
    line(id, "edit", &format!(r#""ask":"{ask}","set":{{{set}}}"#))
}

fn remove(id: &str, ask: &str) -> String {
    line(id, "remove", &format!(r#""ask":"{ask}""#))
}

fn purge(id: &str, ask: &str, number: u64) -> String {
    line(id, "purge", &format!(r#""ask":"{ask}","n":{number}"#))
}

fn goal(id: &str, target: &str, from: &str, to: &str) -> String {
    let fields = format!(r#""target":{target},"counts":"nos","from":"{from}","to":"{to}""#);
    line(id, "goal", &fields)
}

fn undo(id: &str, of: &str) -> String {
    line(id, "undo", &format!(r#""of":["{of}"]"#))
}

fn redo(id: &str, of: &str) -> String {
    line(id, "redo", &format!(r#""of":["{of}"]"#))
}

/// A plan with its text.
fn plan(id: &str, number: u64, more: &str) -> String {
    line(id, "plan", &format!(r#""p":{number},"text":"sing"{more}"#))
}

fn about_plan(id: &str, kind: &str, plan: &str, more: &str) -> String {
    line(id, kind, &format!(r#""plan":"{plan}"{more}"#))
}

fn step(id: &str, ask: &str, words: &str, due: &str) -> String {
    let due = if due.is_empty() {
        String::new()
    } else {
        format!(r#","due":"{due}""#)
    };
    let fields = format!(r#""ask":"{ask}","step":"{words}","on":"2026-03-05"{due}"#);
    line(id, "step", &fields)
}

fn rest(id: &str, from: &str, to: &str, more: &str) -> String {
    line(id, "rest", &format!(r#""from":"{from}","to":"{to}"{more}"#))
}

/// The ledger of these lines, which are in one log.
fn replayed(lines: &[String]) -> Ledger {
    joined(lines, lines.len().max(1))
}

/// The same, where each so many lines are taken in by themselves and then joined.
fn joined(lines: &[String], together: usize) -> Ledger {
    placed(lines, together, |place| LogOffset::new(0, place))
}

/// The ledger of these lines, each of which is in a log of its own.
fn apart(lines: &[String]) -> Ledger {
    placed(lines, 1, |place| {
        LogOffset::new(u16::try_from(place).unwrap(), 0)
    })
}

/// The ledger of lines at these places, each so many of which are taken in by themselves.
fn placed(lines: &[String], together: usize, log_offset: impl Fn(u64) -> LogOffset) -> Ledger {
    let mut replay = Replay::default();
    replay.know_device("a");
    for (first, some) in (0..).step_by(together).zip(lines.chunks(together)) {
        let mut next = Replay::default();
        for (place, line) in (first..).zip(some) {
            let reading =
                codec::read(line.as_bytes()).unwrap_or_else(|error| panic!("{line}: {error}"));
            next.take(log_offset(place), &reading);
        }
        replay.join(next);
    }
    let line_at = |at: LogOffset| {
        let mut lines = (0..).zip(lines);
        let (_, line) = lines.find(|(place, _)| log_offset(*place) == at).unwrap();
        Ok::<Vec<u8>, Infallible>(line.as_bytes().to_vec())
    };
    let Ok(ledger) = replay.finish(line_at);
    ledger
}

/// The variant that a line is.
fn variant(line: &str) -> String {
    codec::variant(&codec::canonical(line.as_bytes())).to_string()
}

/// Each ask that is active, said in a line.
fn told(ledger: &Ledger) -> Vec<String> {
    ledger.asks().map(|row| told_of(ledger, row)).collect()
}

fn told_of(ledger: &Ledger, row: &Record) -> String {
    let answered = row.answered_on().map(|day| format!(" {day}"));
    let mut told = format!(
        "{} #{} {} {}{}",
        ledger.id(row.key()),
        row.number,
        row.asked_on,
        row.outcome,
        answered.unwrap_or_default()
    );
    let to = row.to.map(|to| format!(" to {}", ledger.people.name(to)));
    let fear = row.fear.map(|fear| format!(" fear {}", fear.get()));
    let odds = row.odds.map(|odds| format!(" odds {}", odds.percent()));
    let sting = row.sting.map(|sting| format!(" sting {}", sting.get()));
    let pull = row.pull.map(|pull| format!(" pull {}", pull.get()));
    told.extend([to, fear, odds, sting, pull].into_iter().flatten());
    told.extend(ledger.tags.names(row.tags).map(|tag| format!(" +{tag}")));
    told
}

fn targets(ledger: &Ledger) -> Vec<u32> {
    ledger.goals.iter().map(|goal| goal.target.get()).collect()
}

#[test]
fn an_answer_gives_an_ask_its_outcome_on_a_day_of_its_own() {
    let lines = [ask("a-1", 1, ""), answer("a-2", "a-1", "yes", "2026-05-30")];
    assert_eq!(
        told(&replayed(&lines)),
        ["a-1 #1 2026-03-04 yes 2026-05-30"]
    );
}

#[test]
fn an_ask_can_be_answered_on_the_spot_or_on_a_day_of_its_own() {
    let lines = [
        ask("a-1", 1, r#","outcome":"no""#),
        ask("a-2", 2, r#","outcome":"ghosted","answered":"2026-04-04""#),
        // A day without an outcome is none.
        ask("a-3", 3, r#","answered":"2026-04-04""#),
    ];
    assert_eq!(
        told(&replayed(&lines)),
        [
            "a-1 #1 2026-03-04 no 2026-03-04",
            "a-2 #2 2026-03-04 ghosted 2026-04-04",
            "a-3 #3 2026-03-04 pending",
        ]
    );
}

#[test]
fn answers_and_edits_compete_by_order_alone() {
    let lines = [
        ask("a-1", 1, ""),
        answer("a-2", "a-1", "yes", "2026-05-30"),
        edit("b-3", "a-1", r#""outcome":"no""#),
        answer("a-4", "a-1", "ghosted", "2026-06-30"),
    ];
    assert_eq!(
        told(&replayed(&lines[..3])),
        ["a-1 #1 2026-03-04 no 2026-05-30"]
    );
    assert_eq!(
        told(&replayed(&lines)),
        ["a-1 #1 2026-03-04 ghosted 2026-06-30"]
    );
}

#[test]
fn of_two_with_the_same_sequence_the_device_that_sorts_later_wins() {
    let lines = [
        ask("a-1", 1, ""),
        answer("b-2", "a-1", "yes", "2026-05-30"),
        answer("a-2", "a-1", "no", "2026-05-31"),
    ];
    assert_eq!(
        told(&replayed(&lines)),
        ["a-1 #1 2026-03-04 yes 2026-05-30"]
    );
}

#[test]
fn sequences_are_ordered_as_numbers_and_not_as_words() {
    let lines = [
        ask("a-1", 1, ""),
        answer("a-10", "a-1", "yes", "2026-05-30"),
        answer("a-9", "a-1", "no", "2026-05-31"),
    ];
    assert_eq!(
        told(&replayed(&lines)),
        ["a-1 #1 2026-03-04 yes 2026-05-30"]
    );
}

#[test]
fn taking_an_answer_back_clears_outcome_and_day_only() {
    let lines = [
        ask(
            "a-1",
            1,
            r#","outcome":"no","answered":"2026-04-01","sting":7,"fear":3"#,
        ),
        answer("a-2", "a-1", "pending", "2026-05-01"),
    ];
    assert_eq!(
        told(&replayed(&lines)),
        ["a-1 #1 2026-03-04 pending fear 3 sting 7"]
    );
    // The old day does not come back with another outcome.
    let lines = [
        lines[0].clone(),
        edit("a-2", "a-1", r#""outcome":null"#),
        edit("a-3", "a-1", r#""outcome":"yes""#),
    ];
    assert_eq!(
        told(&replayed(&lines)),
        ["a-1 #1 2026-03-04 yes 2026-03-04 fear 3 sting 7"]
    );
}

#[test]
fn an_answer_dated_before_its_ask_came_on_its_day_and_follows_it() {
    let before = [ask("a-1", 1, ""), answer("a-2", "a-1", "no", "2026-02-01")];
    assert_eq!(
        told(&replayed(&before)),
        ["a-1 #1 2026-03-04 no 2026-03-04"]
    );
    let moved = [&before[..], &[edit("a-3", "a-1", r#""on":"2026-01-01""#)]].concat();
    assert_eq!(told(&replayed(&moved)), ["a-1 #1 2026-01-01 no 2026-02-01"]);
    let later = [&before[..], &[edit("a-3", "a-1", r#""on":"2026-06-01""#)]].concat();
    assert_eq!(told(&replayed(&later)), ["a-1 #1 2026-06-01 no 2026-06-01"]);
}

#[test]
fn an_edit_changes_the_fields_it_names_and_null_clears_one() {
    let full = r#","to":"Ann","tags":["job","shop"],"fear":1,"odds":2,"sting":3,"pull":4"#;
    let lines = [
        ask("a-1", 1, full),
        edit(
            "a-2",
            "a-1",
            r#""fear":9,"tags":["art"],"to":"Bob","odds":null,"pull":8"#,
        ),
    ];
    assert_eq!(
        told(&replayed(&lines)),
        ["a-1 #1 2026-03-04 pending to Bob fear 9 sting 3 pull 8 +art"]
    );
    let cleared = edit(
        "a-3",
        "a-1",
        r#""to":null,"tags":null,"fear":null,"sting":null,"pull":null"#,
    );
    let lines = [&lines[..], &[cleared]].concat();
    assert_eq!(told(&replayed(&lines)), ["a-1 #1 2026-03-04 pending"]);
}

#[test]
fn an_event_for_a_removed_ask_still_applies_and_shows_when_the_removal_is_undone() {
    let lines = [
        ask("a-1", 1, ""),
        remove("a-2", "a-1"),
        answer("b-3", "a-1", "yes", "2026-05-30"),
        undo("a-4", "a-2"),
    ];
    let removed = replayed(&lines[..3]);
    assert_eq!(told(&removed), [""; 0]);
    assert_eq!(removed.asks_and_removed().count(), 1);
    assert_eq!(
        told(&replayed(&lines)),
        ["a-1 #1 2026-03-04 yes 2026-05-30"]
    );
}

#[test]
fn an_event_about_an_ask_that_nobody_knows_or_that_comes_later_does_nothing() {
    let lines = [
        answer("a-1", "x-9", "yes", "2026-05-30"),
        edit("a-2", "a-3", r#""fear":9"#),
        remove("a-2b", "a-3").replace("a-2b", "b-2"),
        ask("a-3", 1, ""),
    ];
    assert_eq!(told(&replayed(&lines)), ["a-3 #1 2026-03-04 pending"]);
}

#[test]
fn an_undone_event_does_not_count_until_it_is_redone() {
    let lines = [
        ask("a-1", 1, ""),
        answer("a-2", "a-1", "no", "2026-05-30"),
        undo("a-3", "a-2"),
        redo("a-4", "a-2"),
        undo("a-5", "a-2"),
    ];
    let waiting = ["a-1 #1 2026-03-04 pending"];
    let refused = ["a-1 #1 2026-03-04 no 2026-05-30"];
    assert_eq!(told(&replayed(&lines[..3])), waiting);
    assert_eq!(told(&replayed(&lines[..4])), refused);
    assert_eq!(told(&replayed(&lines)), waiting);
}

#[test]
fn an_undone_ask_is_gone_and_its_number_stays_taken() {
    let lines = [ask("a-1", 7, ""), undo("a-2", "a-1")];
    let ledger = replayed(&lines);
    assert_eq!(ledger.asks_and_removed().count(), 0);
    assert_eq!((ledger.highest_number, ledger.highest_seq), (7, 2));
    let answered = [
        &lines[..],
        &[answer("b-3", "a-1", "no", "2026-05-30"), redo("a-4", "a-1")],
    ];
    assert_eq!(
        told(&replayed(&answered.concat())),
        ["a-1 #7 2026-03-04 no 2026-05-30"]
    );
}

#[test]
fn an_undo_that_comes_before_its_target_does_nothing() {
    let lines = [undo("a-1", "a-2"), ask("a-2", 1, "")];
    assert_eq!(told(&replayed(&lines)), ["a-2 #1 2026-03-04 pending"]);
}

#[test]
fn undos_and_redos_are_not_themselves_undone() {
    let lines = [
        ask("a-1", 1, ""),
        undo("a-2", "a-1"),
        // Were the undo undone, the ask would be back.
        undo("a-3", "a-2"),
        redo("a-4", "a-2"),
    ];
    assert_eq!(told(&replayed(&lines)), [""; 0]);
}

#[test]
fn undoing_a_goal_brings_back_the_one_it_replaced() {
    let lines = [
        goal("a-1", "100", "2026-01-01", "2026-12-31"),
        goal("a-2", "200", "2026-06-01", "2027-05-31"),
        undo("a-3", "a-2"),
    ];
    assert_eq!(targets(&replayed(&lines[..2])), [200]);
    assert_eq!(targets(&replayed(&lines)), [100]);
}

#[test]
fn clearing_a_goal_clears_those_of_its_kind_in_that_period() {
    let lines = [
        goal("a-1", "100", "2025-01-01", "2025-12-31"),
        goal("a-2", "200", "2026-01-01", "2026-12-31"),
        goal("a-3", "null", "2026-01-01", "2026-12-31"),
    ];
    assert_eq!(targets(&replayed(&lines)), [100]);
}

#[test]
fn a_goal_was_set_on_the_day_that_its_line_says_wherever_that_was() {
    let far =
        goal("a-1", "100", "2026-01-01", "2026-12-31").replace(AT, "2026-03-04T23:59:59-11:00");
    let ledger = replayed(&[far]);
    let goal = ledger.goals.iter().next().unwrap();
    assert_eq!(goal.set_on.to_string(), "2026-03-04");
}

#[test]
fn a_purged_ask_is_gone_for_good_whatever_comes_before_or_after() {
    let lines = [
        ask("a-1", 5, ""),
        answer("a-2", "a-1", "no", "2026-05-30"),
        purge("a-3", "a-1", 5),
        undo("a-4", "a-3"),
        redo("a-5", "a-1"),
    ];
    let ledger = replayed(&lines);
    assert_eq!(ledger.asks_and_removed().count(), 0);
    assert_eq!(ledger.highest_number, 5);
    // Of the ask itself nothing may be left: its number is known by the purge.
    let only_the_purge = replayed(&lines[2..3]);
    assert_eq!(
        (only_the_purge.highest_number, only_the_purge.highest_seq),
        (5, 3)
    );
    // A device that was apart still has it, and a clock of its own.
    let early = [purge("a-1", "b-2", 1), ask("b-2", 1, "")];
    assert_eq!(replayed(&early).asks_and_removed().count(), 0);
}

#[test]
fn a_purge_erases_the_one_variant_that_it_means_and_every_copy_of_it() {
    let (low, high) = (ask("a-1", 5, r#","fear":1"#), ask("a-1", 5, r#","fear":2"#));
    let lines = [
        low.clone(),
        high.clone(),
        low.clone(),
        purge("b-3", "a-1", 5),
    ];
    let ledger = replayed(&lines);
    assert_eq!(told(&ledger), ["a-1 #5 2026-03-04 pending fear 2"]);
    let log_offset = |place| LogOffset::new(0, place);
    assert_eq!(ledger.to_erase, [log_offset(0), log_offset(2)]);
    // The one that has the id is named by its variant, too, and stays erased when it is gone.
    let purge_high = purge("b-3", &format!("a-1~{}", variant(&high)), 5);
    for lines in [
        vec![low.clone(), high, purge_high.clone()],
        vec![low, purge_high],
    ] {
        let ledger = apart(&lines);
        assert_eq!(ledger.asks().count(), 1);
        assert_eq!(ledger.asks().next().unwrap().fear, Rating::new(1));
    }
}

#[test]
fn a_purge_means_the_ask_with_its_number_whatever_else_has_the_id() {
    let (five, six) = (ask("a-1", 5, ""), ask("a-1", 6, ""));
    let left = |lines: &[String]| -> Vec<u64> {
        let numbers = |ledger: Ledger| ledger.asks().map(|row| row.number).collect();
        let (together, apart): (Vec<u64>, Vec<u64>) =
            (numbers(replayed(lines)), numbers(apart(lines)));
        assert_eq!(together, apart);
        together
    };
    let answer = answer("a-1", "b-0", "no", "2026-03-04");
    for number in [5, 6] {
        let lines = [six.clone(), five.clone(), purge("b-3", "a-1", number)];
        assert_eq!(left(&lines), [11 - number]);
        // Another event has the id, and stands right before the purge.
        let ask = ask("a-1", number, "");
        let lines = [ask, answer.clone(), purge("b-3", "a-1", number)];
        assert_eq!(left(&lines), [0; 0]);
    }
    // Of several with its number the last before it, else the one that has the id.
    let lines = [five.replace("asked", "zed"), five, purge("b-3", "a-1", 5)];
    let texts_left = |ledger: Ledger| ledger.asks().next().unwrap().log_offset;
    assert_eq!(texts_left(replayed(&lines)), LogOffset::new(0, 0));
    assert_eq!(texts_left(apart(&lines)), LogOffset::new(1, 0));
}

#[test]
fn the_same_line_twice_is_one_event() {
    let lines = [
        ask("a-1", 1, ""),
        ask("a-1", 1, ""),
        ask("b-2", 2, ""),
        ask("a-1", 1, ""),
    ];
    assert_eq!(
        told(&replayed(&lines)),
        ["a-1 #1 2026-03-04 pending", "b-2 #2 2026-03-04 pending"]
    );
}

#[test]
fn lines_that_share_an_id_and_differ_all_count_and_the_highest_has_the_id() {
    let (low, high) = (ask("a-1", 1, r#","fear":1"#), ask("a-1", 1, r#","fear":2"#));
    let lower = format!("a-1~{} #1 2026-03-04 pending fear 1", variant(&low));
    for lines in [[low.clone(), high.clone()], [high, low]] {
        let expected = ["a-1 #1 2026-03-04 pending fear 2", &lower];
        assert_eq!(told(&replayed(&lines)), expected);
        assert_eq!(told(&apart(&lines)), expected);
    }
    // Even if the two are of different kinds: `remove` sorts after `ask`.
    let lines = [ask("b-0", 7, ""), ask("a-1", 1, ""), remove("a-1", "b-0")];
    let left = format!("a-1~{} #1 2026-03-04 pending", variant(&lines[1]));
    assert_eq!(told(&replayed(&lines)), [left]);
}

#[test]
fn a_line_means_the_last_variant_before_it_in_its_log_else_the_one_that_has_the_id() {
    let (low, high) = (ask("a-1", 1, r#","fear":1"#), ask("a-1", 1, r#","fear":2"#));
    let answered = |ledger: &Ledger| -> Vec<_> {
        let asks = ledger.asks().filter(|row| row.outcome.is_answered());
        asks.map(|row| row.fear.unwrap().get()).collect()
    };
    let no = answer("b-2", "a-1", "no", "2026-03-05");
    let lines = [low.clone(), no.clone(), high.clone()];
    assert_eq!(answered(&replayed(&lines)), [1]);
    assert_eq!(answered(&apart(&lines)), [2]);
    // The same line behind each of them is an answer to each.
    let both = [low.clone(), no.clone(), high.clone(), no.clone()];
    assert_eq!(answered(&replayed(&both)), [2, 1]);
    // An undo means the answer before it.
    let undone = [low, no.clone(), undo("b-3", "b-2"), high, no];
    assert_eq!(answered(&replayed(&undone)), [2]);
}

#[test]
fn a_variant_is_named_wherever_the_line_stands() {
    let (low, high) = (ask("a-1", 1, r#","fear":1"#), ask("a-1", 1, r#","fear":2"#));
    for (line, fear) in [(&low, 1), (&high, 2)] {
        let named = format!("a-1~{}", variant(line));
        let lines = [
            low.clone(),
            high.clone(),
            answer("b-2", &named, "yes", "2026-03-05"),
        ];
        for ledger in [replayed(&lines), apart(&lines)] {
            let mut yes = ledger.asks().filter(|row| row.outcome == Outcome::Yes);
            assert_eq!(yes.next().unwrap().fear, Rating::new(fear));
            assert!(yes.next().is_none());
        }
        // Where the other is not there, the name still fits, and no other does.
        let alone = |line: &String| [line.clone(), lines[2].clone()];
        assert_eq!(
            replayed(&alone(line)).asks().next().unwrap().outcome,
            Outcome::Yes
        );
        let other = if fear == 1 { &high } else { &low };
        let left = replayed(&alone(other));
        assert_eq!(left.asks().next().unwrap().outcome, Outcome::Pending);
    }
}

#[test]
fn what_a_newer_nos_wrote_takes_its_sequence_and_its_number() {
    let newer = r#"{"v":2,"id":"a-40","kind":"mood","at":"soon"}"#.to_owned();
    let ledger = replayed(&[ask("a-1", 3, ""), newer]);
    assert_eq!((ledger.highest_seq, ledger.highest_number), (40, 3));
    let with_a_field = ask("a-41", 9, r#","mood":1"#);
    assert_eq!(replayed(&[with_a_field]).highest_number, 9);
}

#[test]
fn notes_are_added_by_answers_and_replaced_by_edits() {
    let lines = [
        ask("a-1", 1, r#","note":"own""#),
        line(
            "a-2",
            "answer",
            r#""ask":"a-1","outcome":"no","on":"2026-03-05","note":"first""#,
        ),
        edit("a-3", "a-1", r#""note":"new","text":"asked anew""#),
        line(
            "a-4",
            "answer",
            r#""ask":"a-1","outcome":"no","on":"2026-03-05","note":"second""#,
        ),
        edit("a-5", "a-1", r#""note":null"#),
    ];
    let log_offset = |offset| LogOffset::new(0, offset);
    let text_override = |lines: &[String]| -> TextOverride {
        let ledger = replayed(lines);
        let row = *ledger.asks().next().unwrap();
        assert!(row.text_overridden);
        ledger.text_overrides.of(row.key()).unwrap()
    };
    let added = text_override(&lines[..2]);
    assert_eq!(
        (added.own_note_gone, added.notes),
        (false, vec![log_offset(1)])
    );
    let replaced = text_override(&lines[..4]);
    assert_eq!(
        (replaced.own_note_gone, replaced.notes),
        (true, vec![log_offset(2), log_offset(3)])
    );
    assert_eq!(replaced.text, Some(log_offset(2)));
    let cleared = text_override(&lines);
    assert_eq!((cleared.own_note_gone, cleared.notes), (true, vec![]));
}

#[test]
fn a_plan_is_open_until_an_ask_that_stands_names_it() {
    let open = |lines: &[String]| {
        let ledger = replayed(lines);
        let open: Vec<u64> = ledger.open_plans().iter().map(|plan| plan.number).collect();
        open
    };
    let mut lines = vec![
        plan("a-1", 1, r#","fear":3"#),
        plan("a-2", 2, ""),
        plan("a-3", 3, r#","fear":8,"pull":9"#),
        plan("a-4", 4, r#","fear":8"#),
    ];
    // The most feared first, of equals the lower number, those without a fear last.
    assert_eq!(open(&lines), [3, 4, 1, 2]);
    lines.push(ask("a-5", 1, r#","plan":"a-3""#));
    assert_eq!(open(&lines), [4, 1, 2]);
    let ledger = replayed(&lines);
    let asked = *ledger.asks().next().unwrap();
    assert_eq!(ledger.plan_of(asked.key()).unwrap().number, 3);
    let plan_key = ledger.key(&Id::new("a", 3)).unwrap();
    assert_eq!(ledger.ask_of(plan_key).unwrap().number, 1);
    lines.push(remove("a-6", "a-5"));
    assert_eq!(open(&lines), [3, 4, 1, 2]);
    lines.push(undo("a-7", "a-6"));
    assert_eq!(open(&lines), [4, 1, 2]);
    lines.push(undo("a-8", "a-5"));
    assert_eq!(open(&lines), [3, 4, 1, 2]);
    lines.push(about_plan("a-9", "remove", "a-4", ""));
    lines.push(about_plan("a-10", "purge", "a-3", r#","p":3"#));
    lines.push(undo("a-11", "a-2"));
    assert_eq!(open(&lines), [1]);
    assert_eq!(replayed(&lines).highest_plan, 4);
}

#[test]
fn a_due_day_ends_with_the_next_step_or_answer_and_comes_back_with_an_undo() {
    let due = |lines: &[String]| {
        let ledger = replayed(lines);
        ledger.dues().first().map(|(day, _)| day.to_string())
    };
    let some = |day: &str| Some(day.to_owned());
    let mut lines = vec![
        ask("a-1", 1, ""),
        step("a-2", "a-1", "callback", "2026-03-20"),
    ];
    assert_eq!(due(&lines), some("2026-03-20"));
    lines.push(edit("a-3", "a-1", r#""fear":3"#));
    assert_eq!(due(&lines), some("2026-03-20"));
    lines.push(answer("a-4", "a-1", "no", "2026-03-10"));
    assert_eq!(due(&lines), None);
    lines.push(answer("a-5", "a-1", "pending", "2026-03-10"));
    assert_eq!(due(&lines), some("2026-03-20"));
    lines.push(edit("a-6", "a-1", r#""outcome":"no""#));
    assert_eq!(due(&lines), None);
    lines.push(undo("a-7", "a-6"));
    assert_eq!(due(&lines), some("2026-03-20"));
    lines.push(step("a-8", "a-1", "interview", ""));
    assert_eq!(due(&lines), None);
    lines.push(undo("a-9", "a-8"));
    assert_eq!(due(&lines), some("2026-03-20"));
    // A no with a door open.
    lines.push(answer("a-10", "a-1", "no", "2026-03-10"));
    lines.push(step("a-11", "a-1", "ask again", "2027-03-01"));
    assert_eq!(due(&lines), some("2027-03-01"));
    lines.push(remove("a-12", "a-1"));
    assert_eq!(due(&lines), None);
    let ledger = replayed(&lines);
    let row = ledger.asks_and_removed().next().unwrap();
    assert_eq!(ledger.steps_of(row.key()).len(), 2);
    lines.push(purge("a-13", "a-1", 1));
    assert!(replayed(&lines).steps.is_empty());
}

#[test]
fn asks_of_one_row_are_one_ask_and_what_names_any_of_them_means_the_first() {
    let src = r#","src":"00f3a9b2c4d5e6f7""#;
    let mut lines = vec![
        ask("a-1", 1, src),
        ask("b-2", 7, src),
        answer("b-3", "b-2", "no", "2026-03-10"),
        step("b-4", "b-2", "callback", ""),
    ];
    let ledger = replayed(&lines);
    assert_eq!(told(&ledger), ["a-1 #1 2026-03-04 no 2026-03-10"]);
    let first = ledger.key(&Id::new("a", 1)).unwrap();
    let other = ledger.key(&Id::new("b", 2)).unwrap();
    assert_eq!(ledger.meant(other), first);
    assert_eq!(ledger.steps_of(first).len(), 1);
    assert_eq!(
        (ledger.highest_number, ledger.same_numbers),
        (7, vec![(7, other)])
    );
    // The first one that is not undone; what was said before it was there counts no more.
    lines.push(undo("a-5", "a-1"));
    lines.push(edit("a-6", "a-1", r#""fear":3"#));
    assert_eq!(
        told(&replayed(&lines)),
        ["b-2 #7 2026-03-04 no 2026-03-10 fear 3"]
    );
    // A purge forgets the row.
    lines.push(purge("a-7", "b-2", 7));
    let ledger = replayed(&lines);
    assert_eq!(told(&ledger), [""; 0]);
    assert!(ledger.sources.is_empty());
}

/// Lines of three devices that saw one another now and then.
fn some_lines() -> impl Strategy<Value = Vec<String>> {
    let id = || {
        (prop::sample::select(vec!["a", "b", "c9"]), 0..12_u64)
            .prop_map(|(device, seq)| format!("{device}-{seq}"))
    };
    let day = || (1..=28_u32).prop_map(|day| format!("2026-03-{day:02}"));
    let outcome = || prop::sample::select(vec!["no", "yes", "ghosted", "pending"]);
    let one = prop_oneof![
        4 => (id(), 1..9_u64, 0..=10_u8)
            .prop_map(|(id, number, fear)| ask(&id, number, &format!(r#","fear":{fear}"#))),
        4 => (id(), id(), outcome(), day())
            .prop_map(|(id, about, outcome, on)| answer(&id, &about, outcome, &on)),
        2 => (id(), id(), outcome(), day()).prop_map(|(id, about, outcome, on)| {
            edit(&id, &about, &format!(r#""outcome":"{outcome}","on":"{on}","tags":["x"]"#))
        }),
        1 => (id(), id()).prop_map(|(id, about)| remove(&id, &about)),
        1 => (id(), id(), 1..9_u64).prop_map(|(id, about, number)| purge(&id, &about, number)),
        2 => (id(), id(), 1..9_u64, 0..3_u8).prop_map(|(id, plan, number, src)| {
            let named = format!(r#","plan":"{plan}","src":"000000000000000{src}""#);
            ask(&id, number, &named)
        }),
        2 => (id(), 1..9_u64, 0..3_u8).prop_map(|(id, number, src)| {
            plan(&id, number, &format!(r#","fear":3,"src":"000000000000000{src}""#))
        }),
        1 => (id(), id(), 0..=10_u8).prop_map(|(id, about, pull)| {
            about_plan(&id, "edit", &about, &format!(r#","set":{{"pull":{pull}}}"#))
        }),
        1 => (id(), id()).prop_map(|(id, about)| about_plan(&id, "remove", &about, "")),
        1 => (id(), id()).prop_map(|(id, about)| about_plan(&id, "purge", &about, r#","p":4"#)),
        2 => (id(), id(), day()).prop_map(|(id, about, due)| step(&id, &about, &id, &due)),
        1 => (id(), day(), any::<bool>()).prop_map(|(id, to, off)| {
            let more = if off { r#","off":true"# } else { "" };
            rest(&id, "2026-03-01", &to, more)
        }),
        1 => (id(), 1..9_u64, day())
            .prop_map(|(id, target, to)| goal(&id, &target.to_string(), "2026-03-01", &to)),
        2 => (id(), id()).prop_map(|(id, of)| undo(&id, &of)),
        2 => (id(), id()).prop_map(|(id, of)| redo(&id, &of)),
    ];
    vec(one, 0..40)
}

/// Everything that can be seen of a ledger, apart from where the lines are.
fn seen(ledger: &Ledger) -> (Vec<String>, Vec<u32>, u64, u64) {
    let rows = ledger.asks_and_removed();
    let asks = rows.map(|row| {
        let plan = ledger.plan_of(row.key()).map(|plan| plan.number);
        let (steps, due) = (ledger.steps_of(row.key()), ledger.due_of(row.key()));
        let steps: Vec<String> = steps.iter().map(|step| step.step.clone()).collect();
        let (standing, told) = (row.standing, told_of(ledger, row));
        format!("{standing:?} {told} {plan:?} {steps:?} {due:?}")
    });
    let plans = ledger.plans.values().map(|plan| {
        let ask = ledger.ask_of(plan.key).map(|row| row.number);
        format!(
            "{} p{} {:?} {:?} {ask:?}",
            ledger.id(plan.key),
            plan.number,
            plan.standing,
            plan.pull
        )
    });
    let rest = ledger.rest.days().map(|(day, _)| day.to_string());
    let sources = ledger.sources.iter().chain(&ledger.plan_sources);
    let sources = sources.map(|(src, &key)| format!("{src} {}", ledger.id(key)));
    let highest = [format!("p{}", ledger.highest_plan)];
    (
        asks.chain(plans)
            .chain(rest)
            .chain(sources)
            .chain(highest)
            .collect(),
        targets(ledger),
        ledger.highest_number,
        ledger.highest_seq,
    )
}

proptest! {
    #[test]
    fn the_order_in_which_lines_are_met_makes_no_difference(
        (lines, shuffled) in some_lines().prop_flat_map(|lines| {
            (Just(lines.clone()), Just(lines).prop_shuffle())
        }),
    ) {
        prop_assert_eq!(seen(&apart(&lines)), seen(&apart(&shuffled)));
    }

    #[test]
    fn the_order_of_lines_makes_no_difference_where_no_two_share_an_id(
        (lines, shuffled) in some_lines().prop_flat_map(|mut lines| {
            let mut ids = HashSet::new();
            lines.retain(|line| ids.insert(codec::read(line.as_bytes()).unwrap().id.into_owned()));
            (Just(lines.clone()), Just(lines).prop_shuffle())
        }),
    ) {
        prop_assert_eq!(seen(&replayed(&lines)), seen(&replayed(&shuffled)));
        prop_assert_eq!(seen(&replayed(&lines)), seen(&apart(&shuffled)));
    }

    #[test]
    fn how_many_lines_are_taken_in_together_makes_no_difference(
        lines in some_lines(),
        together in 1_usize..9,
    ) {
        prop_assert_eq!(seen(&replayed(&lines)), seen(&joined(&lines, together)));
    }

    #[test]
    fn a_copy_of_any_lines_makes_no_difference(
        lines in some_lines(),
        copied in vec(any::<prop::sample::Index>(), 0..10),
    ) {
        let mut with_copies = lines.clone();
        if !lines.is_empty() {
            with_copies.extend(copied.iter().map(|index| index.get(&lines).clone()));
        }
        prop_assert_eq!(seen(&apart(&lines)), seen(&apart(&with_copies)));
        // The copies are in logs of their own, and whole copies of a log wherever they like.
        let length = lines.len() as u64;
        let behind = |place| match u64::checked_sub(place, length) {
            None => LogOffset::new(0, place),
            Some(copy) => LogOffset::new(1 + u16::try_from(copy).unwrap(), 0),
        };
        let copied = placed(&with_copies, 3, behind);
        prop_assert_eq!(seen(&replayed(&lines)), seen(&copied));
        let twice = [lines.clone(), lines.clone()].concat();
        let copy = placed(&twice, 5, |place| LogOffset::new(u16::from(place >= length), place));
        prop_assert_eq!(seen(&replayed(&lines)), seen(&copy));
    }

    #[test]
    fn an_event_that_follows_is_the_same_as_everything_read_anew(
        lines in some_lines(),
        kind in 0..12_usize,
        about in 0..12_u64,
    ) {
        let about = format!("a-{about}");
        let last = match kind {
            0 => ask("b-99", 50, r#","outcome":"no""#),
            1 => answer("b-99", &about, "yes", "2026-04-01"),
            2 => edit("b-99", &about, r#""fear":7,"outcome":null"#),
            3 => remove("b-99", &about),
            4 => plan("b-99", 50, r#","src":"00000000000000ff""#),
            5 => about_plan("b-99", "edit", &about, r#","set":{"by":"2026-05-01"}"#),
            6 => about_plan("b-99", "remove", &about, ""),
            7 => step("b-99", &about, "callback", "2026-05-01"),
            8 => rest("b-99", "2026-03-03", "2026-03-05", ""),
            9 => rest("b-99", "2026-03-03", "2026-03-05", r#","off":true"#),
            10 => ask("b-99", 50, &format!(r#","plan":"{about}","src":"00000000000000ff""#)),
            _ => goal("b-99", "77", "2026-03-10", "2026-03-20"),
        };
        let mut followed = replayed(&lines);
        // The device that writes is known before anything is read.
        prop_assume!(followed.devices.find("b").is_some());
        // After a line about an id that several events share, the journal is read anew.
        let id = Id::parse(&about).unwrap();
        let key = followed.key(&id);
        prop_assume!(key.is_none_or(|key| followed.variants.get(key).is_none()));
        let reading = codec::read(last.as_bytes()).unwrap();
        let log_offset = LogOffset::new(0, lines.len() as u64);
        follow(&mut followed, log_offset, &reading.event.unwrap());
        let mut longer = lines.clone();
        longer.push(last.clone());
        let anew = replayed(&longer);
        // What an undo left out before stays out of sight of what follows, and out of mind.
        prop_assert_eq!(seen(&followed), seen(&anew));
    }

    #[test]
    fn no_number_and_no_sequence_is_lost_whatever_is_undone_or_purged(lines in some_lines()) {
        let ledger = replayed(&lines);
        for line in &lines {
            let reading = codec::read(line.as_bytes()).unwrap();
            prop_assert!(reading.id.seq <= ledger.highest_seq);
            prop_assert!(reading.number.unwrap_or(0) <= ledger.highest_number);
        }
    }
}
