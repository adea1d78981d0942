//! Two homes that began as copies of one, with one name: every ask and every answer counts in the
//! end, whatever copies their logs from one to the other, and each has a name of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::env::TestEnv;

mod lives;

fn home() -> TestEnv {
    let mut home = TestEnv::at("2026-03-04T12:00:00+01:00");
    home.set("NOS_DEVICE", "");
    home
}

fn folder(home: &TestEnv, name: &str) -> PathBuf {
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
fn copied() -> [TestEnv; 2] {
    let (one, other) = (home(), home());
    ran(&one, "nos no \"before the copy\"");
    for name in ["data", "state"] {
        copy_all(&folder(&one, name), &folder(&other, name));
    }
    [one, other]
}

#[track_caller]
fn ran(home: &TestEnv, line: &str) -> String {
    let came = home.line(line);
    assert_eq!(came.status, 0, "{line}: {came:?}");
    came.out
}

#[track_caller]
fn json(home: &TestEnv, line: &str) -> Value {
    serde_json::from_str(&ran(home, &format!("{line} --json"))).unwrap()
}

fn own_name(home: &TestEnv) -> String {
    let name = fs::read_to_string(folder(home, "state/device")).unwrap();
    name.lines().next().unwrap().to_owned()
}

fn own_names(home: &TestEnv) -> Vec<String> {
    let former = fs::read_to_string(folder(home, "state/former-names")).unwrap_or_default();
    let former = former.lines().map(str::to_owned);
    former.chain([own_name(home)]).collect()
}

/// The asks by their texts: all that is said of them but their ids.
fn asks(home: &TestEnv) -> BTreeMap<String, Value> {
    let list = json(home, "nos list");
    let asks = list["asks"].as_array().unwrap().iter();
    asks.map(|ask| (ask["text"].as_str().unwrap().to_owned(), ask.clone()))
        .collect()
}

/// The logs of one home arrive at another. Where one was changed on both sides, a file is kept under
/// the name of a conflict copy: of a log that is not written here the older one, of an own log the
/// one that arrives.
fn sync(from: &TestEnv, to: &TestEnv) {
    for entry in fs::read_dir(folder(from, "data")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let (stem, rest) = name.split_once('.').unwrap();
        let target = folder(to, "data").join(&name);
        let theirs = fs::read(&path).unwrap();
        let Ok(here) = fs::read(&target) else {
            fs::write(&target, theirs).unwrap();
            continue;
        };
        let is_copy = rest != "jsonl";
        if is_copy || here.starts_with(&theirs) {
            continue;
        }
        let is_own = own_names(to).iter().any(|own| own == stem);
        let goes_on = theirs.starts_with(&here) && stem != own_name(to);
        if goes_on || !is_own {
            fs::write(&target, &theirs).unwrap();
        }
        let copied = match (goes_on, is_own) {
            (true, _) => continue,
            (false, true) => theirs,
            (false, false) => here,
        };
        let mut hasher = DefaultHasher::new();
        copied.hash(&mut hasher);
        let copy = format!("{stem}.sync-conflict-{:016x}.jsonl", hasher.finish());
        fs::write(folder(to, "data").join(copy), copied).unwrap();
    }
}

/// Brings the logs of both together until nothing is new.
fn meet(homes: &[TestEnv; 2]) {
    for _ in 0..3 {
        sync(&homes[0], &homes[1]);
        sync(&homes[1], &homes[0]);
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
    let came = new.line("nos doctor");
    assert_eq!(came.status, 3);
    assert!(came.out.contains("\nEvery line counts."), "{came:?}");
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
        sync(other, one);
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
    let holds = |home: &TestEnv, word: &str| {
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
        sync(other, home);
        ran(home, "nos no ended");
        let asks = asks(home);
        assert!(
            !asks.contains_key("of one") && asks.contains_key("of the other"),
            "{asks:?}"
        );
        assert!(!holds(home, "secret-1") && holds(home, "secret-2"));
    }
}

#[test]
fn a_purge_before_the_conflict_shows_erases_every_copy_though_another_event_has_the_id() {
    let homes = copied();
    let [one, other] = &homes;
    ran(one, "nos log \"of one\" --note secret-1");
    // The answer has the id that the ask has at the first home.
    ran(other, "nos answer 1 --yes");
    sync(one, other);
    ran(one, "nos remove 2 --purge --force");
    meet(&homes);
    for home in &homes {
        ran(home, "nos no more");
        let asks = asks(home);
        assert!(!asks.contains_key("of one"), "{asks:?}");
        assert_eq!(asks["before the copy"]["outcome"], "yes");
    }
}

#[test]
fn an_ask_is_found_by_its_id_though_another_event_has_that_by_now() {
    let [one, other] = copied();
    ran(&one, "nos log \"of one\"");
    let id = asks(&one)["of one"]["id"].as_str().unwrap().to_owned();
    ran(&other, "nos goal set 100");
    sync(&other, &one);
    ran(&one, "nos no \"under the new name\"");
    let shown = json(&one, &format!("nos show {id}"));
    assert_eq!(shown["ask"]["text"], "of one");
    // What undo says of an answer to it is about this ask, too.
    ran(&one, &format!("nos answer {id} --no"));
    assert!(ran(&one, "nos undo").contains("of one"));
}

/// What is carried from one home to the other as an import.
fn import(from: &TestEnv, to: &TestEnv) {
    for entry in fs::read_dir(folder(from, "data")).unwrap() {
        ran(
            to,
            &format!("nos import \"{}\"", entry.unwrap().path().display()),
        );
    }
}

#[test]
fn the_undo_of_an_edit_that_a_purge_erased_takes_no_ask_of_the_other_copy_back() {
    for carry in [sync, import] {
        let homes = copied();
        let [one, other] = &homes;
        ran(one, "nos answer 1 --yes");
        ran(one, "nos edit 1 --fear 3");
        ran(one, "nos undo");
        // The new ask gets the id that the edit has at the other home.
        ran(other, "nos remove 1 --purge --force");
        ran(other, "nos no \"a new ask\"");
        for round in 0..3 {
            for (at, home) in homes.iter().enumerate() {
                carry(&homes[1 - at], home);
                ran(home, &format!("nos no \"round {round} of {at}\""));
            }
        }
        carry(one, other);
        carry(other, one);
        for home in &homes {
            let texts: BTreeSet<String> = asks(home).into_keys().collect();
            assert!(texts.contains("a new ask"), "{texts:?}");
            assert!(!texts.contains("before the copy"), "{texts:?}");
            assert_eq!(texts.len(), 7, "{texts:?}");
        }
    }
}

#[test]
fn an_undo_of_which_a_purge_erased_a_part_undoes_the_rest_and_nothing_else() {
    let homes = copied();
    let [one, other] = &homes;
    ran(one, "nos log \"of one\"");
    ran(one, "nos answer 1 2 --yes");
    ran(one, "nos undo");
    ran(one, "nos remove 1 --purge --force");
    // The second has the id that the answer to the erased ask has at the other home.
    ran(other, "nos no \"first of the other\"");
    ran(other, "nos no \"second of the other\"");
    meet(&homes);
    for home in &homes {
        ran(home, "nos no more");
        let asks = asks(home);
        assert_eq!(asks["of one"]["outcome"], "pending");
        assert!(asks.contains_key("first of the other"), "{asks:?}");
        assert!(asks.contains_key("second of the other"), "{asks:?}");
    }
}
