//! The fast replay against a plain one: maps of JSON values, folded as the format says it,
//! without records, numbers for names, or places to read again.

mod made_up;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fastrand::Rng;
use nos::domain::ledger::{Ledger, Status};
use nos::journal::folder;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Whichever way an ask is told: its fields by name.
type Told = BTreeMap<String, String>;

/// Sequence and device: what events are ordered by.
type Key = (u64, String);

fn key(id: &str) -> Key {
    let (device, seq) = id.split_once('-').unwrap();
    (seq.parse().unwrap(), device.to_owned())
}

fn text<'a>(event: &'a Value, field: &str) -> &'a str {
    event[field].as_str().unwrap()
}

/// The events of the lines: each id once, and what is said under it first.
fn union(lines: &[String]) -> BTreeMap<Key, Value> {
    let mut events = BTreeMap::new();
    for line in lines {
        let event: Value = serde_json::from_str(line).unwrap();
        events.entry(key(text(&event, "id"))).or_insert(event);
    }
    events
}

/// These lines without those whose id says something else before: what several events with one id
/// are is a law of its own.
fn without_conflicts(mut lines: Vec<String>) -> Vec<String> {
    let first = union(&lines);
    lines.retain(|line| {
        let event: Value = serde_json::from_str(line).unwrap();
        first[&key(text(&event, "id"))] == event
    });
    lines
}

/// The asks and goals of all lines, and the highest number and sequence, worked out slowly.
fn replayed(lines: &[String]) -> (BTreeMap<Key, Told>, Vec<Value>, u64, u64) {
    let events = union(lines);
    let mut undone = BTreeSet::new();
    let mut purged = BTreeSet::new();
    for (at, event) in &events {
        match text(event, "kind") {
            kind @ ("undo" | "redo") => {
                for id in event["of"].as_array().unwrap() {
                    let target = key(id.as_str().unwrap());
                    if target < *at {
                        undone.remove(&target);
                        undone.extend((kind == "undo").then_some(target));
                    }
                }
            }
            "purge" => drop(purged.insert(key(text(event, "ask")))),
            _ => {}
        }
    }
    let mut asks = BTreeMap::<Key, Map<String, Value>>::new();
    let mut goals: Vec<Value> = Vec::new();
    for (at, event) in &events {
        if undone.contains(at) {
            continue;
        }
        match text(event, "kind") {
            "ask" => drop(asks.insert(at.clone(), event.as_object().unwrap().clone())),
            "goal" => set_goal(&mut goals, event),
            kind @ ("answer" | "edit" | "remove") => {
                if let Some(ask) = asks.get_mut(&key(text(event, "ask")))
                    && key(text(event, "ask")) < *at
                {
                    change(ask, kind, event);
                }
            }
            _ => {}
        }
    }
    asks.retain(|key, _| !purged.contains(key));
    let all: Vec<Value> = lines
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let is_numbered = |event: &&Value| ["ask", "purge"].contains(&text(event, "kind"));
    let numbers = all
        .iter()
        .filter(is_numbered)
        .map(|event| event["n"].as_u64().unwrap());
    let seqs = all.iter().map(|event| key(text(event, "id")).0);
    let (number, seq) = (numbers.max().unwrap_or(0), seqs.max().unwrap_or(0));
    let told = asks
        .into_iter()
        .map(|(key, ask)| (key, told(&ask)))
        .collect();
    goals.sort_by_key(|goal| (text(goal, "from").to_owned(), goal["counts"] == "asks"));
    (told, goals, number, seq)
}

/// A goal goes for a later one of its kind with the same period, or if each of the two has a day
/// that the other lacks and they share one; not if it had ended when the other was set.
fn set_goal(goals: &mut Vec<Value>, goal: &Value) {
    let is_of_asks = |goal: &Value| goal["counts"] == "asks";
    let days = |goal: &Value| (text(goal, "from").to_owned(), text(goal, "to").to_owned());
    let (from, to) = days(goal);
    let is_set = !goal["target"].is_null();
    goals.retain(|other| {
        let (other_from, other_to) = days(other);
        let share = other_from <= to && from <= other_to;
        let starts_alone = other_from != from;
        let ends_alone = other_to != to;
        let first_ends_first = (other_from < from) == (other_to < to);
        let is_either_or =
            share && (starts_alone == ends_alone) && (!starts_alone || first_ends_first);
        let had_ended = other_to.as_str() < &text(goal, "at")[..10];
        is_of_asks(other) != is_of_asks(goal) || !is_either_or || is_set && had_ended
    });
    if is_set {
        goals.push(goal.clone());
    }
}

fn change(ask: &mut Map<String, Value>, kind: &str, event: &Value) {
    let mut set = |field: &str, value: &Value| drop(ask.insert(field.to_owned(), value.clone()));
    match kind {
        "remove" => set("removed", &Value::Bool(true)),
        "edit" => {
            let fields = event["set"].as_object().unwrap();
            if let Some(outcome) = fields.get("outcome")
                && (outcome.is_null() || outcome == "pending")
            {
                set("answered", &Value::Null);
            }
            for (field, value) in fields {
                set(field, value);
            }
        }
        _ => {
            set("outcome", &event["outcome"]);
            let is_taken_back = event["outcome"] == "pending";
            let cleared = &Value::Null;
            set(
                "answered",
                if is_taken_back { cleared } else { &event["on"] },
            );
            if let Some(sting) = event.get("sting") {
                set("sting", sting);
            }
            if let Some(note) = event.get("note").and_then(Value::as_str) {
                let before = ask.get("note").and_then(Value::as_str);
                let note = before.map_or(note.to_owned(), |before| format!("{before}\n{note}"));
                ask.insert("note".to_owned(), Value::String(note));
            }
        }
    }
}

/// An ask as it stands; what has no value is left out.
fn told(ask: &Map<String, Value>) -> Told {
    let mut told = Told::new();
    for field in [
        "n", "text", "on", "to", "note", "fear", "odds", "sting", "pull", "removed",
    ] {
        if let Some(value) = ask.get(field).filter(|value| !value.is_null()) {
            let plain = value.as_str().map_or(value.to_string(), str::to_owned);
            told.insert(field.to_owned(), plain);
        }
    }
    let tags = ask.get("tags").and_then(Value::as_array);
    let tags = tags.into_iter().flatten().filter_map(Value::as_str);
    let tags: BTreeSet<String> = tags.map(str::to_lowercase).collect();
    let tags: Vec<String> = tags.into_iter().collect();
    told.insert("tags".to_owned(), tags.join(" "));
    let outcome = ask
        .get("outcome")
        .and_then(Value::as_str)
        .unwrap_or("pending");
    told.insert("outcome".to_owned(), outcome.to_owned());
    if outcome != "pending" {
        let on = ask["on"].as_str().unwrap();
        let answered = ask.get("answered").and_then(Value::as_str).unwrap_or(on);
        told.insert("answered".to_owned(), answered.max(on).to_owned());
    }
    told
}

/// The same of a folder of logs, as nos reads it with so many readers at the same time.
fn read(folder: &Path, readers: usize) -> (BTreeMap<Key, Told>, Vec<Value>, u64, u64) {
    let mut journal = folder::read_at_once(folder, None, |_| readers).unwrap();
    let rows: Vec<_> = journal.ledger.asks_and_removed().copied().collect();
    let mut asks = BTreeMap::new();
    for row in rows {
        let ask = journal.words.ask(&journal.ledger, &row).unwrap();
        let fields = [
            ("n", Some(ask.number.to_string())),
            ("text", Some(ask.text)),
            ("on", Some(ask.asked_on.to_string())),
            ("to", ask.to),
            ("note", ask.note),
            ("fear", ask.fear.map(|fear| fear.get().to_string())),
            ("odds", ask.odds.map(|odds| odds.percent().to_string())),
            ("sting", ask.sting.map(|sting| sting.get().to_string())),
            ("pull", ask.pull.map(|pull| pull.get().to_string())),
            (
                "removed",
                (row.standing == Status::Removed).then(|| "true".to_owned()),
            ),
            ("tags", Some(ask.tags.join(" "))),
            ("outcome", Some(ask.outcome.name().to_owned())),
            ("answered", ask.answered_on.map(|day| day.to_string())),
        ];
        let told = fields
            .into_iter()
            .filter_map(|(field, value)| Some((field.to_owned(), value?)))
            .collect();
        asks.insert(key(&ask.id), told);
    }
    let goals = goals(&journal.ledger);
    (
        asks,
        goals,
        journal.ledger.highest_number,
        journal.ledger.highest_seq,
    )
}

fn goals(ledger: &Ledger) -> Vec<Value> {
    let goals = ledger.goals.iter();
    goals
        .map(|goal| {
            json!([
                goal.target.get(),
                goal.counts.name(),
                goal.span.from.to_string(),
                goal.span.to.to_string(),
                goal.set_on.to_string()
            ])
        })
        .collect()
}

fn goal_as_read(goal: &Value) -> Value {
    let set_on = &text(goal, "at")[..10];
    json!([
        goal["target"],
        goal["counts"],
        goal["from"],
        goal["to"],
        set_on
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn logs_are_read_as_a_plain_and_slow_replay_reads_them(
        seed: u64,
        count in 1_usize..80,
        readers in 1_usize..7,
    ) {
        let lines = without_conflicts(made_up::lines(seed, count));
        let folder = tempfile::tempdir().unwrap();
        let mut logs = vec![String::new(); 3];
        let mut rng = Rng::with_seed(seed);
        for line in &lines {
            let log = &mut logs[rng.usize(..3)];
            log.push_str(line);
            log.push_str(if rng.bool() { "\n" } else { " \r\n" });
        }
        for (name, log) in ["a.jsonl", "b.jsonl", "b.copy.jsonl"].iter().zip(logs) {
            std::fs::write(folder.path().join(name), log).unwrap();
        }
        let (asks, goals, number, seq) = replayed(&lines);
        let goals: Vec<Value> = goals.iter().map(goal_as_read).collect();
        let (read_asks, read_goals, read_number, read_seq) = read(folder.path(), readers);
        prop_assert_eq!(read_asks, asks);
        prop_assert_eq!(read_goals, goals);
        prop_assert_eq!((read_number, read_seq), (number, seq));
    }
}
