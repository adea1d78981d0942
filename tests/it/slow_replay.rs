//! The fast replay against a plain one: maps of JSON values, folded as the format says it,
//! without records, numbers for names, or places to read again.

mod made_up;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fastrand::Rng;
use nos::domain::day::Day;
use nos::domain::ledger::{Ledger, Status};
use nos::journal::folder;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Whichever way an ask is shown: its fields by name.
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

/// What all lines come to, worked out slowly.
#[derive(Debug, PartialEq)]
struct Seen {
    asks: BTreeMap<Key, Told>,
    plans: BTreeMap<Key, Told>,
    goals: Vec<Value>,
    rest: BTreeSet<String>,
    /// The highest number of an ask, of a plan, and the highest sequence.
    highest: (u64, u64, u64),
}

/// The events that an undo stopped, and the asks and plans that were purged.
fn set_aside(events: &BTreeMap<Key, Value>) -> (BTreeSet<Key>, BTreeSet<Key>) {
    let (mut undone, mut purged) = (BTreeSet::new(), BTreeSet::new());
    for (at, event) in events {
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
            "purge" => drop(purged.insert(key(about(event)))),
            _ => {}
        }
    }
    (undone, purged)
}

/// The ask or the plan that an event names.
fn about(event: &Value) -> &str {
    let ask = event.get("ask").or_else(|| event.get("plan"));
    ask.unwrap().as_str().unwrap()
}

fn replayed(lines: &[String]) -> Seen {
    let events = union(lines);
    let (undone, purged) = set_aside(&events);
    // Of the asks of one row the first that counts; the same for plans.
    let meant = |id: &str| {
        let named = key(id);
        let counts = |key: &Key| !undone.contains(key) && !purged.contains(key);
        let event = events.get(&named).filter(|_| !purged.contains(&named));
        let is_same = |(key, other): &(&Key, &Value)| {
            let event = event.unwrap();
            other["kind"] == event["kind"] && other["src"] == event["src"] && counts(key)
        };
        let has_src = event.is_some_and(|event| event.get("src").is_some());
        let mut all = events.iter().filter(|_| has_src);
        all.find(is_same).map_or(named, |(key, _)| key.clone())
    };
    let mut asks = BTreeMap::<Key, Map<String, Value>>::new();
    let mut plans = BTreeMap::<Key, Map<String, Value>>::new();
    let mut goals: Vec<Value> = Vec::new();
    let mut rest = BTreeSet::new();
    for (at, event) in events.iter().filter(|(at, _)| !undone.contains(at)) {
        let id = format!("{}-{}", at.1, at.0);
        match text(event, "kind") {
            kind @ ("ask" | "plan") => {
                let made = if kind == "ask" { &mut asks } else { &mut plans };
                if meant(&id) == *at && !purged.contains(at) {
                    made.insert(at.clone(), event.as_object().unwrap().clone());
                }
            }
            "goal" => set_goal(&mut goals, event),
            "rest" => set_rest(&mut rest, event),
            kind @ ("answer" | "edit" | "remove" | "step") => {
                let of_ask = event.get("ask").is_some();
                let made = if of_ask { &mut asks } else { &mut plans };
                let named = meant(about(event));
                if let Some(made) = made.get_mut(&named)
                    && named < *at
                {
                    change(made, kind, event);
                }
            }
            _ => {}
        }
    }
    // Which plan is asked by which ask that is active, and which is named by which.
    let mut asked = BTreeMap::new();
    for (at, event) in &events {
        let id = format!("{}-{}", at.1, at.0);
        if let Some(plan) = event.get("plan").filter(|_| event["kind"] == "ask") {
            let (ask, plan) = (meant(&id), meant(plan.as_str().unwrap()));
            let names = asked.entry(plan).or_insert_with(BTreeSet::new);
            names.insert(ask);
        }
    }
    let plan_of = |ask: &Key| {
        let mut plans = plans.iter();
        let named = plans.find(|(plan, _)| asked.get(*plan).is_some_and(|asks| asks.contains(ask)));
        named.map(|(_, plan)| plan["p"].clone())
    };
    let number_of = |plan: &Key| {
        let asks = asked
            .get(plan)
            .into_iter()
            .flatten()
            .filter_map(|ask| asks.get(ask));
        let mut standing = asks.filter(|ask| !ask.contains_key("removed"));
        standing.next().map(|ask| ask["n"].clone())
    };
    let highest = |field: &str, kinds: [&str; 2]| {
        let all = lines
            .iter()
            .map(|line| serde_json::from_str::<Value>(line).unwrap());
        let numbered = all.filter(|event| kinds.contains(&text(event, "kind")));
        numbered
            .filter_map(|event| event[field].as_u64())
            .max()
            .unwrap_or(0)
    };
    let seqs = lines.iter().map(|line| {
        let event: Value = serde_json::from_str(line).unwrap();
        key(text(&event, "id")).0
    });
    let told_asks = asks.iter().map(|(key, ask)| {
        let plan = plan_of(key);
        (key.clone(), told(ask, "plan", plan))
    });
    let told_plans = plans
        .iter()
        .map(|(key, plan)| (key.clone(), told(plan, "ask", number_of(key))));
    let (told_asks, told_plans) = (told_asks.collect(), told_plans.collect());
    goals.sort_by_key(|goal| (text(goal, "from").to_owned(), goal["counts"] == "asks"));
    Seen {
        asks: told_asks,
        plans: told_plans,
        goals: goals.iter().map(goal_as_read).collect(),
        rest,
        highest: (
            highest("n", ["ask", "purge"]),
            highest("p", ["plan", "purge"]),
            seqs.max().unwrap_or(0),
        ),
    }
}

/// Each day from one to the other is declared, or taken back.
fn set_rest(rest: &mut BTreeSet<String>, event: &Value) {
    let mut day = Day::from_iso(text(event, "from")).unwrap();
    while day.to_string().as_str() <= text(event, "to") {
        if event.get("off").is_some() {
            rest.remove(&day.to_string());
        } else {
            rest.insert(day.to_string());
        }
        day = day.plus(1).unwrap();
    }
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
        "step" => {
            let due = event.get("due").cloned().unwrap_or(Value::Null);
            set("due", &due);
            let steps = ask.entry("steps").or_insert(Value::String(String::new()));
            let line = format!("{}{}\n", steps.as_str().unwrap(), text(event, "step"));
            *steps = Value::String(line);
            // Since the last step there was no answer.
            ask.remove("since");
        }
        "edit" => {
            let fields = event["set"].as_object().unwrap();
            if let Some(outcome) = fields.get("outcome")
                && (outcome.is_null() || outcome == "pending")
            {
                set("answered", &Value::Null);
            }
            if let Some(outcome) = fields.get("outcome") {
                set("since", outcome);
            }
            for (field, value) in fields {
                set(field, value);
            }
        }
        _ => {
            set("since", &event["outcome"]);
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

/// An ask or a plan as it is; what has no value is left out. `link` is the number of the plan that
/// an ask was made of, or of the ask that was made of a plan.
fn told(ask: &Map<String, Value>, link: &str, number: Option<Value>) -> Told {
    let mut told = Told::new();
    told.extend(number.map(|number| (link.to_owned(), number.to_string())));
    let since = ask
        .get("since")
        .and_then(Value::as_str)
        .unwrap_or("pending");
    if let Some(due) = ask.get("due").and_then(Value::as_str)
        && since == "pending"
    {
        told.insert("due".to_owned(), due.to_owned());
    }
    for field in [
        "n", "p", "text", "on", "to", "note", "fear", "odds", "sting", "pull", "removed", "by",
        "steps",
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
    if ask.contains_key("p") {
        return told;
    }
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
fn read(folder: &Path, readers: usize) -> Seen {
    let mut journal = folder::read_at_once(folder, None, |_| readers).unwrap();
    let rows: Vec<_> = journal.ledger.asks_and_removed().copied().collect();
    let mut asks = BTreeMap::new();
    for row in rows {
        let ask = journal.words.ask(&journal.ledger, &row).unwrap();
        let steps: String = ask
            .steps
            .iter()
            .map(|step| step.step.clone() + "\n")
            .collect();
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
            ("removed", removed(row.standing)),
            ("tags", Some(ask.tags.join(" "))),
            ("outcome", Some(ask.outcome.name().to_owned())),
            ("answered", ask.answered_on.map(|day| day.to_string())),
            ("plan", ask.plan.map(|plan| plan.to_string())),
            ("steps", Some(steps).filter(|steps| !steps.is_empty())),
            ("due", ask.due.map(|day| day.to_string())),
        ];
        asks.insert(key(&ask.id), some(fields));
    }
    let ledger = &journal.ledger;
    let counted = ledger
        .plans
        .values()
        .filter(|plan| plan.standing != Status::Undone);
    let plans = counted.map(|plan| {
        let ask = ledger.ask_of(plan.key).map(|row| row.number.to_string());
        let fields = [
            ("p", Some(plan.number.to_string())),
            ("text", Some(plan.text.clone())),
            ("to", plan.to.clone()),
            ("note", plan.note.clone()),
            ("fear", plan.fear.map(|fear| fear.get().to_string())),
            ("odds", plan.odds.map(|odds| odds.percent().to_string())),
            ("pull", plan.pull.map(|pull| pull.get().to_string())),
            ("removed", removed(plan.standing)),
            ("tags", Some(plan.tags.join(" "))),
            ("by", plan.by.map(|day| day.to_string())),
            ("ask", ask),
        ];
        (key(&ledger.id(plan.key)), some(fields))
    });
    Seen {
        asks,
        plans: plans.collect(),
        goals: goals(ledger),
        rest: ledger.rest.days().map(|(day, _)| day.to_string()).collect(),
        highest: (
            ledger.highest_number,
            ledger.highest_plan,
            ledger.highest_seq,
        ),
    }
}

fn removed(standing: Status) -> Option<String> {
    (standing == Status::Removed).then(|| "true".to_owned())
}

fn some<const N: usize>(fields: [(&str, Option<String>); N]) -> Told {
    let fields = fields.into_iter();
    let some = fields.filter_map(|(field, value)| Some((field.to_owned(), value?)));
    some.collect()
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
        prop_assert_eq!(read(folder.path(), readers), replayed(&lines));
    }
}
