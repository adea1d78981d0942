//! Two homes that began as copies of one, with one name: every ask and every answer counts in the
//! end, whatever copies their logs from one to the other, and each has a name of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::Value;

use crate::inside::Inside;

fn home() -> Inside {
    let mut home = Inside::at("2026-03-04T12:00:00+01:00");
    home.set("NOS_DEVICE", "");
    home
}

fn folder(home: &Inside, name: &str) -> PathBuf {
    home.folder().join(name)
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    }
}

/// A home with an ask in it, and a copy of the home.
fn copied() -> [Inside; 2] {
    let (one, other) = (home(), home());
    ran(&one, "nos no \"before the copy\"");
    for name in ["data", "state"] {
        copy_all(&folder(&one, name), &folder(&other, name));
    }
    [one, other]
}

#[track_caller]
fn ran(home: &Inside, line: &str) -> String {
    let came = home.line(line);
    assert_eq!(came.status, 0, "{line}: {came:?}");
    came.out
}

#[track_caller]
fn json(home: &Inside, line: &str) -> Value {
    serde_json::from_str(&ran(home, &format!("{line} --json"))).unwrap()
}

fn own_name(home: &Inside) -> String {
    let name = fs::read_to_string(folder(home, "state/device")).unwrap();
    name.lines().next().unwrap().to_owned()
}

/// The asks by their texts: all that is said of them but their ids.
fn asks(home: &Inside) -> BTreeMap<String, Value> {
    let list = json(home, "nos list");
    let asks = list["asks"].as_array().unwrap().iter();
    asks.map(|ask| (ask["text"].as_str().unwrap().to_owned(), ask.clone()))
        .collect()
}

/// The logs of one home arrive at another: new ones as they are, and where a log of that name is
/// there and differs, under the name of a conflict copy.
fn sync(from: &Inside, to: &Inside, mark: &str) {
    for entry in fs::read_dir(folder(from, "data")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let (stem, _) = name.split_once('.').unwrap();
        let target = folder(to, "data").join(&name);
        let (theirs, here) = (fs::read(&path).unwrap(), fs::read(&target).ok());
        match here {
            None => fs::write(&target, theirs).unwrap(),
            Some(here) if theirs.starts_with(&here) && stem != own_name(to) => {
                fs::write(&target, theirs).unwrap();
            }
            Some(here) if here.starts_with(&theirs) => {}
            Some(_) => {
                let copy = format!("{stem}.sync-conflict-{mark}.jsonl");
                fs::write(folder(to, "data").join(copy), theirs).unwrap();
            }
        }
    }
}

/// Brings the logs of both together until nothing is new.
fn meet(homes: &[Inside; 2]) {
    for round in 0..3 {
        sync(&homes[0], &homes[1], &format!("a{round}"));
        sync(&homes[1], &homes[0], &format!("b{round}"));
    }
}

#[test]
fn a_copied_home_loses_no_ask_and_takes_a_new_name_once() {
    let [old, new] = copied();
    for number in 1..=3 {
        ran(&old, &format!("nos no \"old {number}\""));
        ran(&new, &format!("nos no \"new {number}\""));
    }
    let name = own_name(&old);
    let copy = format!("{name}.sync-conflict-1.jsonl");
    fs::copy(
        folder(&old, "data").join(format!("{name}.jsonl")),
        folder(&new, "data").join(copy),
    )
    .unwrap();
    assert_eq!(ran(&new, "nos prompt --format {nos}"), "7\n");
    let came = new.line("nos no after");
    assert!(came.err.contains("this device is"), "{came:?}");
    assert_ne!(own_name(&new), name);
    let came = new.line("nos no again");
    assert!(!came.err.contains("this device is"), "{came:?}");
    assert_eq!(ran(&new, "nos prompt --format {nos}"), "9\n");
    // The number alone is ambiguous, and so is the number with the device; the ids are not.
    for name in ["2".to_owned(), format!("2@{name}")] {
        let came = new.line(&format!("nos answer {name} --yes"));
        assert_eq!(came.status, 1);
        assert!(came.err.contains('~'), "{came:?}");
    }
    let id = asks(&new)["new 1"]["id"].as_str().unwrap().to_owned();
    ran(&new, &format!("nos answer {id} --yes"));
    let asks = asks(&new);
    assert_eq!(
        (&asks["new 1"]["outcome"], &asks["old 1"]["outcome"]),
        (&"yes".into(), &"no".into())
    );
    assert_eq!(new.line("nos doctor").status, 3);
    ran(&new, "nos doctor --repair");
    assert_eq!(
        (new.line("nos doctor").status, new.line("nos list").err),
        (0, String::new())
    );
}

#[test]
fn a_state_folder_of_another_machine_takes_a_new_name_before_anything_is_lost() {
    let home = home();
    ran(&home, "nos no one");
    let name = own_name(&home);
    let text = fs::read_to_string(folder(&home, "state/device")).unwrap();
    if text.lines().count() < 2 {
        return;
    }
    fs::write(
        folder(&home, "state/device"),
        format!("{name}\n0123456789abcdef\n"),
    )
    .unwrap();
    let came = home.line("nos no two");
    assert!(came.err.contains("copied from another machine"), "{came:?}");
    assert_ne!(own_name(&home), name);
    assert_eq!(home.line("nos no three").err, "");
    // What was written under the old name can still be undone.
    for text in ["three", "two", "one"] {
        let undone = json(&home, "nos undo");
        assert!(
            undone["undone"][0]["summary"]
                .as_str()
                .unwrap()
                .contains(text)
        );
    }
}

#[test]
fn an_empty_or_missing_mark_and_an_import_show_nothing() {
    let home = home();
    ran(&home, "nos no one");
    let name = own_name(&home);
    for text in ["", "rubbish"] {
        fs::write(folder(&home, "state/mark"), text).unwrap();
        assert_eq!(home.line("nos no more").err, "");
    }
    let log = folder(&home, "data").join(format!("{name}.jsonl"));
    let edited = fs::read_to_string(&log)
        .unwrap()
        .replace("\"one\"", "\"another\"");
    let file = folder(&home, "edited.jsonl");
    fs::write(&file, edited).unwrap();
    ran(&home, &format!("nos import \"{}\"", file.display()));
    ran(&home, "nos no ended");
    assert_eq!(own_name(&home), name);
    let texts: BTreeSet<String> = asks(&home).into_keys().collect();
    assert!(texts.contains("one") && texts.contains("another"));
    // The conflict has an end.
    assert_eq!(home.line("nos doctor").status, 3);
    ran(&home, "nos doctor --repair");
    assert_eq!(home.line("nos list").err, "");
}

#[test]
fn the_same_answer_of_both_copies_counts_for_the_ask_of_each() {
    let [one, other] = copied();
    ran(&one, "nos log \"of one\"");
    ran(&other, "nos log \"of the other\"");
    // Under one name and one clock the two answers are the same line.
    ran(&one, "nos answer 2 --yes");
    ran(&other, "nos answer 2 --yes");
    let homes = [one, other];
    meet(&homes);
    for home in &homes {
        let asks = asks(home);
        assert_eq!(asks["of one"]["outcome"], "yes");
        assert_eq!(asks["of the other"]["outcome"], "yes");
    }
}

#[test]
fn what_is_said_under_a_new_name_hits_its_ask_when_the_other_line_with_that_id_comes_later() {
    // Either of the two asks can be the one that has the id itself.
    for (of_one, of_other) in [("a seat", "a view"), ("a view", "a seat")] {
        let homes = copied();
        let [one, other] = &homes;
        ran(one, "nos no \"first of one\"");
        ran(one, &format!("nos log \"{of_one}\""));
        ran(one, "nos goal set 7");
        ran(other, "nos no \"first of the other\"");
        sync(other, one, "early");
        let name = own_name(one);
        ran(one, &format!("nos answer {name}-3 --yes"));
        assert_ne!(own_name(one), name);
        ran(other, &format!("nos log \"{of_other}\""));
        ran(other, "nos no \"fourth of the other\"");
        // The answer, then the goal, which has the id of the other's fourth.
        for _ in 0..2 {
            ran(one, "nos undo");
        }
        ran(one, "nos redo");
        ran(one, "nos redo");
        ran(one, "nos undo");
        ran(one, "nos redo");
        meet(&homes);
        for home in &homes {
            let asks = asks(home);
            assert_eq!(asks[of_one]["outcome"], "yes");
            assert_eq!(asks[of_other]["outcome"], "pending");
            assert!(asks.contains_key("fourth of the other"));
            assert_eq!(json(home, "nos goal")["goals"][0]["target"], 7);
        }
    }
}

#[test]
fn a_purge_reaches_what_was_written_under_the_old_name_and_spares_the_other() {
    let homes = copied();
    ran(&homes[0], "nos log \"of one\" --note secret-1");
    ran(&homes[1], "nos log \"of the other\" --note secret-2");
    meet(&homes);
    ran(&homes[0], "nos no more");
    ran(&homes[1], "nos no others");
    let id = asks(&homes[0])["of one"]["id"].as_str().unwrap().to_owned();
    ran(&homes[0], &format!("nos remove {id} --purge --force"));
    let holds = |home: &Inside, word: &str| {
        let mut entries = fs::read_dir(folder(home, "data")).unwrap();
        entries.any(|entry| {
            fs::read_to_string(entry.unwrap().path())
                .unwrap()
                .contains(word)
        })
    };
    assert!(!holds(&homes[0], "secret-1") && holds(&homes[0], "secret-2"));
    for home in &homes {
        let other = &homes[usize::from(std::ptr::eq(home, &raw const homes[0]))];
        sync(other, home, "purge");
        ran(home, "nos no ended");
        let asks = asks(home);
        assert!(
            !asks.contains_key("of one") && asks.contains_key("of the other"),
            "{asks:?}"
        );
        assert!(!holds(home, "secret-1") && holds(home, "secret-2"));
    }
}

/// What is done at one of the two homes.
#[derive(Clone, Debug)]
enum Act {
    Log(&'static str),
    Answer(prop::sample::Index, &'static str),
    Edit(prop::sample::Index, u8),
    Remove(prop::sample::Index),
    Goal(u16),
    Undo,
    Redo,
    Receive,
}

fn act() -> impl Strategy<Value = Act> {
    let outcome = || prop::sample::select(vec!["--no", "--yes", "--ghosted"]);
    prop_oneof![
        5 => prop::sample::select(vec!["--no", "--yes", "--pending"]).prop_map(Act::Log),
        5 => (any::<prop::sample::Index>(), outcome()).prop_map(|(ask, outcome)| Act::Answer(ask, outcome)),
        2 => (any::<prop::sample::Index>(), 0..10_u8).prop_map(|(ask, fear)| Act::Edit(ask, fear)),
        1 => any::<prop::sample::Index>().prop_map(Act::Remove),
        1 => (1..900_u16).prop_map(Act::Goal),
        1 => Just(Act::Undo),
        1 => Just(Act::Redo),
        3 => Just(Act::Receive),
    ]
}

/// How the logs come from one home to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Carrier {
    ConflictCopies,
    Import,
    UnionMerge,
}

/// What git makes of two logs with a union merge: what both begin with, then the rest of each.
fn union_merge(here: &str, theirs: &str) -> String {
    let (ours, other): (Vec<&str>, Vec<&str>) = (here.lines().collect(), theirs.lines().collect());
    let same = ours
        .iter()
        .zip(&other)
        .take_while(|(one, other)| one == other)
        .count();
    let fresh = other[same..].iter().filter(|line| !ours.contains(line));
    ours.iter()
        .chain(fresh)
        .map(|line| format!("{line}\n"))
        .collect()
}

fn receive(to: &Inside, from: &Inside, carrier: Carrier, mark: &str) {
    match carrier {
        Carrier::ConflictCopies => sync(from, to, mark),
        Carrier::Import | Carrier::UnionMerge => {
            for entry in fs::read_dir(folder(from, "data")).unwrap() {
                let path = entry.unwrap().path();
                if carrier == Carrier::Import {
                    ran(to, &format!("nos import \"{}\"", path.display()));
                    continue;
                }
                let target = folder(to, "data").join(path.file_name().unwrap());
                let theirs = fs::read_to_string(&path).unwrap();
                let here = fs::read_to_string(&target).unwrap_or_default();
                fs::write(&target, union_merge(&here, &theirs)).unwrap();
            }
        }
    }
}

/// The acts, done; then both meet, and write once more. What was asked and answered must be there.
fn live(acts: &[(usize, Act)], carrier: Carrier) -> Result<(), TestCaseError> {
    let mut homes = copied();
    // What was said last of each ask at each home, as long as no other home and no undo changed it.
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut undone = false;
    let mut answered: BTreeMap<String, (&str, bool)> = BTreeMap::new();
    for (count, (at, act)) in acts.iter().enumerate() {
        let minute = count % 60;
        let now = format!("2026-03-04T12:{minute:02}:{at:02}+01:00");
        homes[*at].set("NOS_NOW", &now);
        let home = &homes[*at];
        let ids: Vec<(String, String)> = asks(home)
            .into_iter()
            .map(|(text, ask)| (text, ask["id"].as_str().unwrap().to_owned()))
            .collect();
        let pick = |index: &prop::sample::Index| ids.get(index.index(ids.len().max(1)));
        match act {
            Act::Log(outcome) => {
                ran(home, &format!("nos log \"ask {count} of {at}\" {outcome}"));
                known.insert(format!("ask {count} of {at}"));
            }
            Act::Answer(index, outcome) => {
                if let Some((text, id)) = pick(index) {
                    ran(home, &format!("nos answer {id} {outcome}"));
                    // An ask that both have answered has the answer that comes later in the order.
                    let is_contested = answered.contains_key(text);
                    answered.insert(text.clone(), (outcome, is_contested));
                }
            }
            Act::Edit(index, fear) => {
                if let Some((_, id)) = pick(index) {
                    ran(home, &format!("nos edit {id} --fear {fear}"));
                }
            }
            Act::Remove(index) => {
                if let Some((text, id)) = pick(index) {
                    ran(home, &format!("nos remove {id}"));
                    known.remove(text);
                    answered.remove(text);
                }
            }
            Act::Goal(target) => drop(ran(home, &format!("nos goal set {target}"))),
            Act::Undo | Act::Redo => {
                let word = if matches!(act, Act::Undo) {
                    "undo"
                } else {
                    "redo"
                };
                undone |= home.line(&format!("nos {word}")).status == 0;
            }
            Act::Receive => receive(home, &homes[1 - at], carrier, &format!("m{count}")),
        }
    }
    for round in 0..3 {
        for at in 0..2 {
            receive(
                &homes[at],
                &homes[1 - at],
                carrier,
                &format!("r{round}{at}"),
            );
        }
        if round == 0 {
            for (at, home) in homes.iter_mut().enumerate() {
                home.set("NOS_NOW", &format!("2026-03-05T12:00:{at:02}+01:00"));
                ran(home, &format!("nos no \"last of {at}\""));
            }
        }
    }
    let [one, other] = [asks(&homes[0]), asks(&homes[1])];
    prop_assert_eq!(&one, &other);
    prop_assert_eq!(
        json(&homes[0], "nos stats --all"),
        json(&homes[1], "nos stats --all")
    );
    prop_assert_eq!(json(&homes[0], "nos goal"), json(&homes[1], "nos goal"));
    if !undone {
        for text in known
            .iter()
            .map(String::as_str)
            .chain(["last of 0", "last of 1"])
        {
            prop_assert!(one.contains_key(text), "{} is lost", text);
        }
        for (text, (outcome, is_contested)) in answered {
            if !is_contested && let Some(ask) = one.get(&text) {
                prop_assert_eq!(&ask["outcome"], &outcome[2..], "{}", text);
            }
        }
    }
    let both_wrote = [0, 1].map(|at| {
        acts.iter()
            .any(|(by, act)| *by == at && matches!(act, Act::Log(_)))
    });
    if carrier != Carrier::Import && both_wrote == [true, true] {
        prop_assert_ne!(own_name(&homes[0]), own_name(&homes[1]));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 16,
        failure_persistence: None,
        max_shrink_iters: 200,
        rng_seed: RngSeed::Fixed(1_000),
        ..ProptestConfig::default()
    })]

    #[test]
    fn two_copies_of_a_home_lose_nothing_by_conflict_copies(seed in any::<u64>(), acts in vec((0..2_usize, act()), 1..40)) {
        fastrand::seed(seed);
        live(&acts, Carrier::ConflictCopies)?;
    }

    #[test]
    fn two_copies_of_a_home_lose_nothing_by_imports(seed in any::<u64>(), acts in vec((0..2_usize, act()), 1..40)) {
        fastrand::seed(seed);
        live(&acts, Carrier::Import)?;
    }

    #[test]
    fn two_copies_of_a_home_lose_nothing_by_union_merges(seed in any::<u64>(), acts in vec((0..2_usize, act()), 1..40)) {
        fastrand::seed(seed);
        live(&acts, Carrier::UnionMerge)?;
    }
}
