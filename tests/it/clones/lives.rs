//! Made-up lives of two copies of a home: whatever is done at both, and whatever carries their logs
//! from one to the other, nothing that was acknowledged is lost and every change hits its ask.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use tempfile::TempDir;

use super::*;

/// What is done at one of the two homes.
#[derive(Clone, Debug)]
enum Act {
    Log(&'static str),
    Answer(Index, &'static str),
    Edit(Index, u8),
    Remove(Index),
    Purge(Index),
    Goal(u16),
    Undo,
    Redo,
    Receive,
    /// State and logs are copied to a place of their own.
    Snapshot,
    /// State and logs are as they were at the last snapshot.
    RollBack,
}

fn act() -> impl Strategy<Value = Act> {
    let outcome = || prop::sample::select(vec!["no", "yes", "ghosted"]);
    let ask = any::<Index>;
    prop_oneof![
        6 => prop::sample::select(vec!["--no", "--yes", "--pending"]).prop_map(Act::Log),
        5 => (ask(), outcome()).prop_map(|(ask, outcome)| Act::Answer(ask, outcome)),
        2 => (ask(), 0..10_u8).prop_map(|(ask, fear)| Act::Edit(ask, fear)),
        1 => ask().prop_map(Act::Remove),
        1 => ask().prop_map(Act::Purge),
        1 => (1..900_u16).prop_map(Act::Goal),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
        4 => Just(Act::Receive),
        1 => Just(Act::Snapshot),
        1 => Just(Act::RollBack),
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

/// What was said of an ask, and whether the log that says it tells which ask is meant whatever line
/// comes later.
#[derive(Clone, Debug)]
struct Said {
    value: Value,
    is_exact: bool,
}

/// The two homes, and what is known of them without reading their logs as nos does.
struct World {
    homes: [TestEnv; 2],
    snapshots: [TempDir; 2],
    carrier: Carrier,
    /// The ids of all that was logged, without a variant, by its text.
    ids: BTreeMap<String, String>,
    /// The texts of the asks that have to count in the end.
    known: BTreeSet<String>,
    /// What was said once of a field of an ask.
    said: BTreeMap<(String, &'static str), Said>,
    /// What was said more than once, or undone: what is later in the order wins.
    contested: BTreeSet<(String, &'static str)>,
    purged: BTreeSet<String>,
}

const FIELDS: [&str; 2] = ["outcome", "fear"];

fn base(id: &str) -> String {
    id.split('~').next().unwrap().to_owned()
}

/// Every line of the logs of a home, and the name of the file that it is in.
fn log_lines(home: &TestEnv) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder(home, "data")).unwrap();
    let files = entries.map(|entry| entry.unwrap().path());
    files
        .flat_map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let text = fs::read_to_string(&path).unwrap();
            let lines: Vec<_> = text.lines().map(str::to_owned).collect();
            lines.into_iter().map(move |line| (name.clone(), line))
        })
        .collect()
}

fn id_of(line: &str) -> Option<String> {
    let value: Value = serde_json::from_str(line).ok()?;
    Some(value["id"].as_str()?.to_owned())
}

/// What a line says, of an undo, a redo or a purge when and where it was written: a purge can change
/// which events it names.
fn content(line: &str) -> String {
    let event: Value = serde_json::from_str(line).unwrap();
    match event["kind"].as_str().unwrap() {
        kind @ ("undo" | "redo" | "purge") => format!("{kind} {}", event["at"]),
        _ => line.to_owned(),
    }
}

/// Whether something shows that another machine writes under the name of this home: two lines with
/// one id that differ in their content.
fn is_shared_by_proof(home: &TestEnv, content: impl Fn(&str) -> String) -> bool {
    let name = own_name(home);
    let mark = fs::read_to_string(folder(home, "state/mark")).unwrap();
    let mark: u64 = mark.trim().parse().unwrap();
    let own_log = format!("{name}.jsonl");
    let mut contents: BTreeMap<String, (BTreeSet<String>, bool)> = BTreeMap::new();
    for (file, line) in log_lines(home) {
        let id = id_of(&line).unwrap();
        let Some(seq) = id.strip_prefix(&format!("{name}-")) else {
            continue;
        };
        if seq.parse::<u64>().unwrap() > mark {
            return true;
        }
        let (lines, is_own) = contents.entry(id).or_default();
        lines.insert(content(&line));
        *is_own |= file == own_log;
    }
    let mut contents = contents.values();
    contents.any(|(lines, is_own)| *is_own && lines.len() > 1)
}

impl World {
    fn new(carrier: Carrier) -> Self {
        let world = Self {
            homes: copied(),
            snapshots: [TempDir::new().unwrap(), TempDir::new().unwrap()],
            carrier,
            ids: BTreeMap::new(),
            known: BTreeSet::new(),
            said: BTreeMap::new(),
            contested: BTreeSet::new(),
            purged: BTreeSet::new(),
        };
        world.snapshot(0);
        world.snapshot(1);
        world
    }

    /// Runs a command that writes. The home takes a new name if it has to, and never where nothing
    /// shows another writer.
    fn write(&self, at: usize, line: &str) -> Result<Option<Value>, TestCaseError> {
        let home = &self.homes[at];
        let is_told_by = |content: fn(&str) -> String| {
            self.carrier != Carrier::Import && is_shared_by_proof(home, content)
        };
        let (has_to, may) = (is_told_by(content), is_told_by(str::to_owned));
        let name = own_name(home);
        let came = home.line(&format!("{line} --json"));
        let is_new = own_name(home) != name;
        prop_assert!(is_new || !has_to, "{}: {}", line, came.err);
        prop_assert!(!is_new || may, "{}: {}", line, came.err);
        prop_assert_eq!(is_new, came.err.contains("this device is"), "{}", came.err);
        let is_step = line == "nos undo" || line == "nos redo";
        prop_assert!(came.status == 0 || is_step, "{}: {:?}", line, came);
        Ok((came.status == 0).then(|| serde_json::from_str(&came.out).unwrap()))
    }

    fn log(&mut self, at: usize, text: &str, outcome: &str) -> Result<(), TestCaseError> {
        self.write(at, &format!("nos log \"{text}\" {outcome}"))?;
        let id = asks(&self.homes[at])[text]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        self.ids.insert(text.to_owned(), base(&id));
        self.known.insert(text.to_owned());
        Ok(())
    }

    fn say(&mut self, at: usize, ask: &(String, String), field: &'static str, value: Value) {
        let (text, id) = ask;
        let lines = log_lines(&self.homes[at]);
        let own_log = format!("{}.jsonl", own_name(&self.homes[at]));
        let own: Vec<&str> = lines
            .iter()
            .filter(|(file, _)| *file == own_log)
            .map(|(_, line)| line.as_str())
            .collect();
        let has_ask = own.iter().any(|line| id_of(line).as_ref() == Some(id));
        let is_exact = has_ask || own.last().is_some_and(|line| line.contains('~'));
        let key = (text.clone(), field);
        if self.said.contains_key(&key) {
            self.contested.insert(key.clone());
        }
        self.said.insert(key, Said { value, is_exact });
    }

    fn contest(&mut self, text: &str) {
        self.known.remove(text);
        let keys = FIELDS.map(|field| (text.to_owned(), field));
        self.contested.extend(keys);
    }

    fn receive(&self, to: usize) {
        let (to, from) = (&self.homes[to], &self.homes[1 - to]);
        if self.carrier == Carrier::ConflictCopies {
            return sync(from, to);
        }
        for entry in fs::read_dir(folder(from, "data")).unwrap() {
            let path = entry.unwrap().path();
            if self.carrier == Carrier::Import {
                ran(to, &format!("nos import \"{}\"", path.display()));
                continue;
            }
            let target = folder(to, "data").join(path.file_name().unwrap());
            let theirs = fs::read_to_string(&path).unwrap();
            let here = fs::read_to_string(&target).unwrap_or_default();
            fs::write(&target, union_merge(&here, &theirs)).unwrap();
        }
    }

    fn snapshot(&self, at: usize) {
        for name in ["data", "state"] {
            replace(
                &folder(&self.homes[at], name),
                &self.snapshots[at].path().join(name),
            );
        }
    }

    /// What only this home had since is lost with it, and nothing else.
    fn roll_back(&mut self, at: usize) {
        for name in ["data", "state"] {
            replace(
                &self.snapshots[at].path().join(name),
                &folder(&self.homes[at], name),
            );
        }
        let left = [0, 1].map(|at| asks(&self.homes[at]));
        let is_left = |text: &String| left.iter().any(|asks| asks.contains_key(text));
        self.known.retain(is_left);
        let (said, contested) = (&mut self.said, &mut self.contested);
        for ((text, field), said) in said {
            let mut asks = left.iter().filter_map(|asks| asks.get(text));
            if !asks.any(|ask| ask[*field] == said.value) {
                contested.insert((text.clone(), *field));
            }
        }
        let purges: BTreeSet<String> = [0, 1]
            .iter()
            .flat_map(|&at| log_lines(&self.homes[at]))
            .map(|(_, line)| serde_json::from_str::<Value>(&line).unwrap())
            .filter(|event| event["kind"] == "purge")
            .map(|event| base(event["ask"].as_str().unwrap()))
            .collect();
        let ids = &self.ids;
        self.purged
            .retain(|text| ids.get(text).is_some_and(|id| purges.contains(id)));
    }

    fn act(&mut self, count: usize, at: usize, act: &Act) -> Result<(), TestCaseError> {
        let (hour, minute) = (12 + count / 60, count % 60);
        let now = format!("2026-03-04T{hour}:{minute:02}:{at:02}+01:00");
        self.homes[at].set("NOS_NOW", &now);
        let ids: Vec<(String, String)> = asks(&self.homes[at])
            .into_iter()
            .map(|(text, ask)| (text, ask["id"].as_str().unwrap().to_owned()))
            .collect();
        let pick = |index: &Index| ids.get(index.index(ids.len().max(1))).cloned();
        match act {
            Act::Log(outcome) => self.log(at, &format!("ask {count} of {at}"), outcome)?,
            Act::Answer(index, outcome) => {
                if let Some(ask) = pick(index) {
                    self.write(at, &format!("nos answer {} --{outcome}", ask.1))?;
                    self.say(at, &ask, "outcome", (*outcome).into());
                }
            }
            Act::Edit(index, fear) => {
                if let Some(ask) = pick(index) {
                    self.write(at, &format!("nos edit {} --fear {fear}", ask.1))?;
                    self.say(at, &ask, "fear", (*fear).into());
                }
            }
            Act::Remove(index) => {
                if let Some((text, id)) = pick(index) {
                    self.write(at, &format!("nos remove {id}"))?;
                    self.contest(&text);
                }
            }
            Act::Purge(index) => {
                if let Some((text, id)) = pick(index) {
                    self.write(at, &format!("nos remove {id} --purge --force"))?;
                    self.contest(&text);
                    self.purged.insert(text);
                }
            }
            Act::Goal(target) => drop(self.write(at, &format!("nos goal set {target}"))?),
            Act::Undo | Act::Redo => {
                let word = if matches!(act, Act::Undo) {
                    "undo"
                } else {
                    "redo"
                };
                if let Some(done) = self.write(at, &format!("nos {word}"))? {
                    let told = done.to_string();
                    let texts: Vec<String> = ids.iter().map(|(text, _)| text.clone()).collect();
                    let texts = texts.into_iter().chain(self.ids.keys().cloned());
                    let texts: BTreeSet<String> = texts.collect();
                    for text in texts.iter().filter(|text| told.contains(*text)) {
                        self.contest(text);
                    }
                }
            }
            Act::Receive => self.receive(at),
            Act::Snapshot => self.snapshot(at),
            Act::RollBack => self.roll_back(at),
        }
        Ok(())
    }

    /// Both meet, and write once more, until nothing is new.
    fn end(&mut self) -> Result<(), TestCaseError> {
        for round in 0..4 {
            for at in 0..2 {
                self.receive(at);
            }
            if round < 2 {
                for at in 0..2 {
                    let now = format!("2026-03-05T12:{round:02}:{at:02}+01:00");
                    self.homes[at].set("NOS_NOW", &now);
                    self.log(at, &format!("last {round} of {at}"), "--no")?;
                }
            }
        }
        Ok(())
    }

    fn check(&self) -> Result<(), TestCaseError> {
        let [one, other] = [0, 1].map(|at| asks(&self.homes[at]));
        for text in one.keys().chain(other.keys()) {
            prop_assert_eq!(one.get(text), other.get(text), "{}", text);
        }
        for line in ["nos stats --all", "nos goal"] {
            prop_assert_eq!(json(&self.homes[0], line), json(&self.homes[1], line));
        }
        // A purge that knew of one ask alone is of all that have its id.
        let purges: BTreeSet<String> = log_lines(&self.homes[0])
            .iter()
            .map(|(_, line)| serde_json::from_str::<Value>(line).unwrap())
            .filter(|event| event["kind"] == "purge")
            .map(|event| event["ask"].as_str().unwrap().to_owned())
            .collect();
        let is_alone = |text: &String| {
            let mut same = self.ids.values().filter(|id| **id == self.ids[text]);
            same.nth(1).is_none()
        };
        for text in &self.known {
            prop_assert!(
                one.contains_key(text) || purges.contains(&self.ids[text]),
                "{} is lost",
                text
            );
        }
        for (key, said) in &self.said {
            let (text, field) = key;
            let Some(ask) = one.get(text).filter(|_| !self.contested.contains(key)) else {
                continue;
            };
            if said.is_exact || !self.ids.contains_key(text) || is_alone(text) {
                prop_assert_eq!(&ask[*field], &said.value, "{} of {}", field, text);
            }
        }
        for at in 0..2 {
            self.write(at, "nos no \"after the end\"")?;
        }
        for text in self
            .purged
            .iter()
            .filter(|text| self.ids.contains_key(*text))
        {
            if !is_alone(text) {
                continue;
            }
            prop_assert!(!one.contains_key(text), "{} is back", text);
            for home in &self.homes {
                let names = own_names(home);
                for (file, line) in log_lines(home) {
                    let is_own = names
                        .iter()
                        .any(|name| file.starts_with(&format!("{name}.")));
                    prop_assert!(
                        !is_own || !line.contains(&format!("\"{text}\"")),
                        "{}: {}",
                        file,
                        line
                    );
                }
            }
        }
        Ok(())
    }
}

/// The files of one folder, and no others, in another.
fn replace(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    copy_all(from, to);
}

/// The acts, done; then both meet. `seed` is what the homes make their names of.
fn live(seed: u64, acts: &[(usize, Act)], carrier: Carrier) -> Result<(), TestCaseError> {
    fastrand::seed(seed);
    let mut world = World::new(carrier);
    for (count, (at, act)) in acts.iter().enumerate() {
        world.act(count, *at, act)?;
    }
    world.end()?;
    world.check()?;
    let is_simple = |(_, act): &(usize, Act)| !matches!(act, Act::Purge(_) | Act::RollBack);
    let both_logged = [0, 1].map(|at| {
        let mut own = acts.iter().filter(|(by, _)| *by == at);
        own.any(|(_, act)| matches!(act, Act::Log(_)))
    });
    if carrier != Carrier::Import && both_logged == [true, true] && acts.iter().all(is_simple) {
        prop_assert_ne!(own_name(&world.homes[0]), own_name(&world.homes[1]));
    }
    Ok(())
}

fn lives() -> impl Strategy<Value = (u64, Vec<(usize, Act)>)> {
    (any::<u64>(), vec((0..2_usize, act()), 1..40))
}

/// The same few lives each time; with `PROPTEST_CASES` that many, others each time.
#[expect(
    clippy::disallowed_methods,
    reason = "proptest reads the same variable"
)]
fn config() -> ProptestConfig {
    let config = ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 100,
        ..ProptestConfig::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return config;
    }
    ProptestConfig {
        cases: 16,
        rng_seed: RngSeed::Fixed(1_000),
        ..config
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn two_copies_of_a_home_lose_nothing_by_conflict_copies((seed, acts) in lives()) {
        live(seed, &acts, Carrier::ConflictCopies)?;
    }

    #[test]
    fn two_copies_of_a_home_lose_nothing_by_imports((seed, acts) in lives()) {
        live(seed, &acts, Carrier::Import)?;
    }

    #[test]
    fn two_copies_of_a_home_lose_nothing_by_union_merges((seed, acts) in lives()) {
        live(seed, &acts, Carrier::UnionMerge)?;
    }
}
