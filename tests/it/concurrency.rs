//! Many at the same time: nothing is lost, nothing is given out twice, no line is damaged.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::thread;

use serde_json::Value;

use crate::home::{Home, ran, ran_with};

const PROCESSES: u64 = 32;
const ASKS_EACH: u64 = 12;

/// A command on a device that has no name yet, as on a fresh machine.
fn nameless(home: &Home, args: &[&str]) -> Command {
    let mut command = home.command("2026-03-04", args);
    command.env_remove("NOS_DEVICE");
    command
}

fn at_once<T: Send>(work: impl Fn(u64) -> T + Sync) -> Vec<T> {
    thread::scope(|scope| {
        let work = &work;
        let workers: Vec<_> = (0..PROCESSES)
            .map(|process| scope.spawn(move || work(process)))
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap())
            .collect()
    })
}

fn number(ask: &Value) -> u64 {
    ask["number"].as_u64().unwrap()
}

/// Checks that the one log there is has these asks, numbered 1 to 384, and no other line.
fn assert_all_there(home: &Home, texts: &BTreeSet<String>) {
    let logs = home.logs();
    assert_eq!(logs.len(), 1, "one device, one log");
    let log = String::from_utf8(logs[0].1.clone()).unwrap();
    assert!(log.ends_with('\n'));
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 384);
    let numbers: BTreeSet<u64> = lines
        .iter()
        .map(|line| line["n"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, (1..=384).collect());
    let ids: BTreeSet<&str> = lines
        .iter()
        .map(|line| line["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), 384);
    let logged: BTreeSet<String> = lines
        .iter()
        .map(|line| line["text"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(&logged, texts);
    let doctor = ran(nameless(home, &["doctor"]).output().unwrap());
    assert_eq!(doctor.status, 0, "{doctor:?}");
}

#[test]
fn of_32_processes_that_each_log_12_asks_at_once_none_is_lost() {
    let home = Home::new();
    let acknowledged: Vec<Vec<u64>> = at_once(|process| {
        let log_one = |ask| {
            let text = format!("ask {ask} of {process}");
            let ran = ran(nameless(&home, &["log", &text, "--no", "--json"])
                .stdout(Stdio::piped())
                .output()
                .unwrap());
            assert_eq!(ran.status, 0, "{ran:?}");
            number(&serde_json::from_str::<Value>(&ran.out).unwrap()["ask"])
        };
        (0..ASKS_EACH).map(log_one).collect()
    });
    // Each was shown a number of its own, and each process saw its numbers rise.
    assert!(acknowledged.iter().all(|numbers| numbers.is_sorted()));
    let numbers: BTreeSet<u64> = acknowledged.into_iter().flatten().collect();
    assert_eq!(numbers, (1..=384).collect());
    let texts = (0..PROCESSES)
        .flat_map(|process| (0..ASKS_EACH).map(move |ask| format!("ask {ask} of {process}")))
        .collect();
    assert_all_there(&home, &texts);
}

#[test]
fn of_32_lists_that_are_typed_in_at_once_each_stays_together() {
    let home = Home::new();
    let batches: Vec<Vec<u64>> = at_once(|process| {
        let lines: Vec<String> = (0..ASKS_EACH)
            .map(|ask| format!("line {ask} of {process}"))
            .collect();
        let list = lines.join(
            "
",
        );
        let ran = ran_with(
            &mut nameless(&home, &["log", "-", "--json"]),
            list.as_bytes(),
        );
        assert_eq!(ran.status, 0, "{ran:?}");
        let told: Value = serde_json::from_str(&ran.out).unwrap();
        told["asks"]
            .as_array()
            .unwrap()
            .iter()
            .map(number)
            .collect()
    });
    for batch in &batches {
        let first = batch[0];
        assert_eq!(*batch, (first..first + ASKS_EACH).collect::<Vec<u64>>());
    }
    let texts = (0..PROCESSES)
        .flat_map(|process| (0..ASKS_EACH).map(move |ask| format!("line {ask} of {process}")))
        .collect();
    assert_all_there(&home, &texts);
}
