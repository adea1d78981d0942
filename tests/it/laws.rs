//! What holds whatever anyone does: laws of the journal, tried with made-up lives.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use nos::journal::folder;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use tempfile::TempDir;

use crate::env::TestEnv;

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 200,
        ..ProptestConfig::default()
    }
}

/// All that a folder of logs says: the asks with their words, then the goals.
fn picture(folder: &Path) -> Vec<String> {
    let mut journal = folder::read(folder, None).unwrap();
    let rows: Vec<_> = journal.ledger.asks_and_removed().copied().collect();
    let mut picture: Vec<String> = rows
        .iter()
        .map(|row| {
            let ask = journal.words.ask(&journal.ledger, row).unwrap();
            format!("{ask:?} {:?}", row.standing)
        })
        .collect();
    picture.extend(journal.ledger.goals.iter().map(|goal| format!("{goal:?}")));
    picture.push(format!(
        "{} {}",
        journal.ledger.highest_seq, journal.ledger.highest_number
    ));
    picture
}

/// A line of a small world, in which devices and sequences meet often.
fn line() -> impl Strategy<Value = String> {
    let id = (prop::sample::select(vec!["a", "b", "c"]), 1..12_u64)
        .prop_map(|(device, seq)| format!("{device}-{seq}"))
        .boxed();
    let day = (1..=28_u8).prop_map(|day| format!("2026-03-{day:02}"));
    let outcome = prop::sample::select(vec!["no", "yes", "ghosted"]);
    let ask = (1..6_u64, day.clone(), prop::option::of(outcome.clone())).prop_map(
        |(n, day, outcome)| {
            let outcome = outcome.map_or_else(String::new, |name| format!(",\"outcome\":\"{name}\""));
            format!("\"kind\":\"ask\",\"n\":{n},\"text\":\"asked on {day}\",\"on\":\"{day}\",\"note\":\"own\"{outcome}")
        },
    );
    let about = |kind: &'static str, rest: BoxedStrategy<String>| {
        (id.clone(), rest)
            .prop_map(move |(ask, rest)| format!("\"kind\":\"{kind}\",\"ask\":\"{ask}\"{rest}"))
    };
    let answer = (
        prop::sample::select(vec!["no", "yes", "ghosted", "pending"]),
        day.clone(),
        prop::option::of(0..10_u8),
    )
        .prop_map(|(outcome, day, sting)| {
            let sting = sting.map_or_else(String::new, |sting| {
                format!(",\"note\":\"n{sting}\",\"sting\":{sting}")
            });
            format!(",\"outcome\":\"{outcome}\",\"on\":\"{day}\"{sting}")
        })
        .boxed();
    let edit = prop::sample::select(vec![
        "\"text\":\"other\"",
        "\"note\":null",
        "\"note\":\"whole\"",
        "\"on\":\"2026-03-20\"",
        "\"outcome\":null",
        "\"outcome\":\"no\"",
        "\"answered\":\"2026-03-25\"",
        "\"tags\":[\"x\"],\"fear\":3",
        "\"to\":\"somebody\",\"odds\":null",
    ])
    .prop_map(|set| format!(",\"set\":{{{set}}}"))
    .boxed();
    let named = vec(id.clone(), 1..3).prop_map(|ids| format!("[\"{}\"]", ids.join("\",\"")));
    let undo = (prop::sample::select(vec!["undo", "redo"]), named)
        .prop_map(|(kind, of)| format!("\"kind\":\"{kind}\",\"of\":{of}"));
    let goal = (1..4_u64, prop::bool::ANY).prop_map(|(target, nos)| {
        let counts = if nos { "nos" } else { "asks" };
        format!("\"kind\":\"goal\",\"target\":{target},\"counts\":\"{counts}\",\"from\":\"2026-01-01\",\"to\":\"2026-12-31\"")
    });
    let what = prop_oneof![
        5 => ask,
        4 => about("answer", answer),
        4 => about("edit", edit),
        2 => about("remove", Just(String::new()).boxed()),
        1 => about("purge", Just(",\"n\":1".to_owned()).boxed()),
        4 => undo,
        1 => goal,
    ];
    (id, what).prop_map(|(id, what)| {
        format!("{{\"v\":1,\"id\":\"{id}\",\"at\":\"2026-03-04T12:00:00+01:00\",{what}}}")
    })
}

fn written(logs: &[Vec<String>]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (index, lines) in logs.iter().enumerate() {
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        fs::write(folder.path().join(format!("log{index}.jsonl")), text).unwrap();
    }
    folder
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn replay_knows_neither_the_order_nor_the_split_nor_the_doubling_of_lines(
        lines in vec(line(), 0..40),
        places in vec((any::<Index>(), 0..3_usize), 60),
    ) {
        // Of lines that share an id and differ, the place of those that name it matters.
        let mut said = BTreeMap::new();
        let mut lines = lines;
        lines.retain(|line| {
            let event: serde_json::Value = serde_json::from_str(line).unwrap();
            said.entry(event["id"].to_string()).or_insert_with(|| line.clone()) == line
        });
        let straight = written(std::slice::from_ref(&lines));
        // Every line once, somewhere, and some of them twice.
        let mut logs = vec![Vec::new(), Vec::new(), Vec::new()];
        let mut again = lines.clone();
        if !lines.is_empty() {
            again.extend(places.iter().take(20).map(|(which, _)| lines[which.index(lines.len())].clone()));
        }
        for (line, (place, log)) in again.iter().zip(places.iter().cycle()) {
            let log: &mut Vec<String> = &mut logs[*log];
            log.insert(place.index(log.len() + 1), line.clone());
        }
        let shuffled = written(&logs);
        prop_assert_eq!(picture(straight.path()), picture(shuffled.path()));
    }

    #[test]
    fn whatever_bytes_stand_between_them_no_good_line_is_lost(
        rubbish in vec(vec(any::<u8>(), 0..60), 1..6),
    ) {
        let good = |n: usize| format!("{{\"v\":1,\"id\":\"a-{}\",\"at\":\"2026-03-04T12:00:00Z\",\"kind\":\"ask\",\"n\":{},\"text\":\"good {n}\",\"on\":\"2026-03-04\"}}\n", n + 1, n + 1);
        let mut log = Vec::new();
        for (n, rubbish) in rubbish.iter().enumerate() {
            log.extend_from_slice(good(n).as_bytes());
            log.extend_from_slice(rubbish);
            log.push(b'\n');
        }
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("a.jsonl"), &log).unwrap();
        prop_assert_eq!(picture(folder.path()).len(), rubbish.len() + 1);
    }
}

/// A log as a bad disk or a bad editor may leave it: real lines with bytes changed, taken out
/// and put in.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let damage = (any::<Index>(), 0..3_u8, any::<u8>());
    (vec(line(), 1..12), vec(damage, 1..12)).prop_map(|(lines, damages)| {
        let mut log = (lines.join("\n") + "\n").into_bytes();
        for (place, how, byte) in damages {
            let place = place.index(log.len());
            match how {
                0 => log[place] = byte,
                1 => log.insert(place, byte),
                _ if log.len() > 1 => drop(log.remove(place)),
                _ => {}
            }
        }
        log
    })
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn a_damaged_log_can_be_read_written_and_repaired(log in damaged()) {
        let home = TestEnv::at("2026-03-04T12:00:00+01:00");
        fs::create_dir_all(data(&home)).unwrap();
        let path = data(&home).join("test.jsonl");
        fs::write(&path, &log).unwrap();
        let before = picture(&data(&home));
        for line in ["nos", "nos list", "nos stats --all --json", "nos undo --dry-run", "nos show last"] {
            prop_assert!([0, 1].contains(&home.line(line).status), "{}", line);
        }
        prop_assert_eq!(home.line("nos log \"asked again\"").status, 0);
        // A purge that is met is carried out, and saves what was glued to a line that goes.
        let has_purge = log.windows(5).any(|window| window == b"purge");
        prop_assert!(has_purge || picture(&data(&home)).len() == before.len() + 1);
        let with_it = picture(&data(&home));
        home.line("nos doctor --repair");
        let journal = folder::read(&data(&home), None).unwrap();
        for problem in &journal.problems {
            prop_assert!(!["unreadable", "incomplete"].contains(&problem.kind.name()));
        }
        // What was saved from a line comes on top of what could be read before.
        let is_there = |line: &&String| picture(&data(&home)).contains(line);
        let asked_again = with_it.iter().find(|line| line.contains("asked again"));
        prop_assert!(asked_again.iter().all(is_there));
    }
}

/// Something that a person does.
#[derive(Clone, Debug)]
struct Act {
    /// At which of two devices.
    device: usize,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    Run(String),
    /// The other device's log, as it is now, arrives here.
    Receive,
}

fn command() -> impl Strategy<Value = String> {
    let number = 1..7_u8;
    let outcome = prop::sample::select(vec!["--no", "--yes", "--ghosted", "--pending"]);
    prop_oneof![
        4 => (0..9_u8, outcome.clone()).prop_map(|(n, outcome)| format!("log \"ask {n}\" {outcome}")),
        3 => (number.clone(), outcome.clone()).prop_map(|(n, outcome)| format!("answer {n} {outcome} --note said")),
        2 => (number.clone(), 0..10_u8).prop_map(|(n, fear)| format!("edit {n} --fear {fear} --text changed{fear}")),
        1 => number.clone().prop_map(|n| format!("edit {n} --clear note --ghosted")),
        2 => (number.clone(), number.clone()).prop_map(|(a, b)| format!("remove {a} {b}")),
        1 => (1..900_u16).prop_map(|target| format!("goal set {target}")),
        1 => Just("goal clear".to_owned()),
        1 => Just("sweep --older-than 0 --ghosted".to_owned()),
        4 => Just("undo".to_owned()),
        3 => Just("redo".to_owned()),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    act_of(command())
}

/// Now and then an ask is erased, too.
fn act_or_purge() -> impl Strategy<Value = Act> {
    let purge = (1..7_u8).prop_map(|n| format!("remove {n} --purge --force"));
    act_of(prop_oneof![12 => command(), 1 => purge])
}

fn act_of(command: impl Strategy<Value = String>) -> impl Strategy<Value = Act> {
    let what = prop_oneof![
        4 => command.prop_map(What::Run),
        1 => Just(What::Receive),
    ];
    (0..2_usize, what).prop_map(|(device, what)| Act { device, what })
}

const NAMES: [&str; 2] = ["anna", "bert"];

fn devices() -> [TestEnv; 2] {
    // Clocks ten years apart: nothing is ordered by them.
    ["2026-03-04T12:00:00+01:00", "2036-03-04T12:00:00-08:00"]
        .into_iter()
        .zip(NAMES)
        .map(|(now, name)| {
            let mut home = TestEnv::at(now);
            home.set("NOS_DEVICE", name);
            home
        })
        .collect::<Vec<_>>()
        .try_into()
        .unwrap_or_else(|_| unreachable!("two devices"))
}

fn data(home: &TestEnv) -> std::path::PathBuf {
    home.folder().join("data")
}

/// The log of one device arrives at another as it is.
fn receive(to: &TestEnv, from: &TestEnv, name: &str) {
    let log = data(from).join(format!("{name}.jsonl"));
    if log.exists() {
        fs::create_dir_all(data(to)).unwrap();
        fs::copy(log, data(to).join(format!("{name}.jsonl"))).unwrap();
    }
}

fn run(home: &TestEnv, line: &str) -> u8 {
    let came = home.line(&format!("nos {line}"));
    assert!([0, 1, 2].contains(&came.status), "{line}: {came:?}");
    came.status
}

fn logs(home: &TestEnv) -> BTreeMap<String, Vec<u8>> {
    let Ok(entries) = fs::read_dir(data(home)) else {
        return BTreeMap::new();
    };
    entries
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), fs::read(path).unwrap()))
        .collect()
}

fn has_purge(logs: &BTreeMap<String, Vec<u8>>) -> bool {
    let purge = b"\"kind\":\"purge\"";
    let mut logs = logs.values();
    logs.any(|log| log.windows(purge.len()).any(|window| window == purge))
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn two_devices_that_meet_agree_and_no_line_was_changed_but_by_a_purge(
        acts in vec(act_or_purge(), 1..24),
    ) {
        let homes = devices();
        for Act { device, what } in &acts {
            let home = &homes[*device];
            match what {
                What::Receive => receive(home, &homes[1 - device], NAMES[1 - device]),
                What::Run(line) => {
                    let before = logs(home);
                    run(home, line);
                    let after = logs(home);
                    for (path, old) in before.into_iter().filter(|_| !has_purge(&after)) {
                        prop_assert!(after[&path].starts_with(&old), "{}", line);
                    }
                }
            }
        }
        for _ in 0..2 {
            receive(&homes[0], &homes[1], NAMES[1]);
            receive(&homes[1], &homes[0], NAMES[0]);
            // The next change carries out whatever purge was met.
            run(&homes[0], "log \"last of anna\"");
            run(&homes[1], "log \"last of bert\"");
        }
        receive(&homes[0], &homes[1], NAMES[1]);
        receive(&homes[1], &homes[0], NAMES[0]);
        prop_assert_eq!(picture(&data(&homes[0])), picture(&data(&homes[1])));
        for home in &homes {
            let journal = folder::read(&data(home), None).unwrap();
            prop_assert!(journal.ledger.to_erase.is_empty() && journal.problems.is_empty());
        }
    }

    #[test]
    fn undo_and_redo_are_one_anothers_inverse_and_undoing_everything_leaves_nothing(
        acts in vec(act(), 1..16),
        steps in 1..6_usize,
    ) {
        let homes = devices();
        for Act { device, what } in &acts {
            match what {
                What::Receive => receive(&homes[*device], &homes[1 - device], NAMES[1 - device]),
                What::Run(line) => {
                    run(&homes[*device], line);
                }
            }
        }
        for (home, name) in homes.iter().zip(NAMES) {
            let without_counters = |mut picture: Vec<String>| { picture.pop(); picture };
            let before = without_counters(picture(&data(home)));
            let undone = (0..steps).take_while(|_| run(home, "undo") == 0).count();
            for _ in 0..undone {
                prop_assert_eq!(run(home, "redo"), 0);
            }
            prop_assert_eq!(&before, &without_counters(picture(&data(home))), "{}", name);
            while run(home, "undo") == 0 {}
        }
        for (device, home) in homes.iter().enumerate() {
            receive(home, &homes[1 - device], NAMES[1 - device]);
        }
        prop_assert_eq!(picture(&data(&homes[0])).len(), 1, "everything was undone");
    }
}

#[test]
fn what_is_before_a_cut_at_any_byte_still_counts_and_the_next_ask_is_there() {
    let home = TestEnv::at("2026-03-04T12:00:00+01:00");
    for line in [
        "nos goal set 10",
        "nos log \"asked for a \u{1f950} & a smile\" --no",
        "nos log \"asked for a raise\"",
        "nos answer 2 --yes",
    ] {
        assert_eq!(home.line(line).status, 0);
    }
    let log = data(&home).join("test.jsonl");
    let whole = fs::read(&log).unwrap();
    for cut in 0..=whole.len() {
        let before = &whole[..cut];
        fs::write(&log, before).unwrap();
        // Without what the device remembers of the log: a cut is then all that is wrong with it.
        let _ = fs::remove_file(home.folder().join("state/mark2"));
        let lines = before.split(|&byte| byte == b'\n').count() - 1;
        // The last line counts without its newline, too, if it is whole.
        let is_whole_line = whole.get(cut) == Some(&b'\n');
        let asks =
            lines.min(3).saturating_sub(1) + usize::from(is_whole_line && (1..3).contains(&lines));
        let came = home.line("nos log \"asked again\"");
        assert_eq!(came.status, 0, "cut at {cut}: {}", came.err);
        assert!(fs::read(&log).unwrap().starts_with(before), "cut at {cut}");
        let list = home.line("nos list --json").out;
        let list: serde_json::Value = serde_json::from_str(&list).unwrap();
        assert_eq!(list["count"], asks + 1, "cut at {cut}");
        assert_eq!(list["asks"][asks]["text"], "asked again", "cut at {cut}");
        let doctor = home.line("nos doctor").status;
        let is_torn = cut > 0 && !before.ends_with(b"\n") && !is_whole_line;
        assert_eq!(doctor, if is_torn { 3 } else { 0 }, "cut at {cut}");
    }
}
