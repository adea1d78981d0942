//! A sheet that goes on living, imported with `--update` on either of two devices after each change.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use crate::env::TestEnv;

const NOW: &str = "2026-06-15T12:00:00+02:00";

/// What happens to the sheet, or to an ask in the program, before it is imported again.
#[derive(Clone, Debug)]
enum Change {
    NewRow,
    Answer(usize, &'static str),
    CorrectText(usize),
    CorrectPerson(usize),
    CorrectDay(usize),
    Move(usize, usize),
    Remove(usize),
    NewColumn,
    EditHere(usize),
    AnswerHere(usize),
}

fn changes() -> impl Strategy<Value = Vec<(Change, bool)>> {
    let row = 0..12_usize;
    let answer = prop_oneof![Just("Rejected"), Just("Offer"), Just("No response")];
    let change = prop_oneof![
        3 => Just(Change::NewRow),
        3 => (row.clone(), answer).prop_map(|(at, word)| Change::Answer(at, word)),
        1 => row.clone().prop_map(Change::CorrectText),
        1 => row.clone().prop_map(Change::CorrectPerson),
        1 => row.clone().prop_map(Change::CorrectDay),
        1 => (row.clone(), row.clone()).prop_map(|(from, to)| Change::Move(from, to)),
        1 => row.clone().prop_map(Change::Remove),
        1 => Just(Change::NewColumn),
        1 => row.clone().prop_map(Change::EditHere),
        1 => row.prop_map(Change::AnswerHere),
    ];
    vec((change, any::<bool>()), 30)
}

/// A row of the sheet; its text, person and day are what it is known by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct SheetRow {
    to: String,
    text: String,
    day: String,
}

/// The sheet, and what has to become of it.
#[derive(Debug, Default)]
struct Life {
    rows: Vec<(SheetRow, String)>,
    columns: usize,
    made: usize,
    /// Every row there ever was: rows that went stay as asks.
    ever: BTreeSet<SheetRow>,
    /// What was said in the program, by row: a fear, an outcome.
    fears: BTreeSet<SheetRow>,
    answers: BTreeSet<SheetRow>,
}

impl Life {
    /// Changes the sheet; whether a row was corrected.
    fn change(&mut self, change: &Change, home: &TestEnv) -> bool {
        let count = self.rows.len();
        let at = |place: &usize| place % count.max(1);
        match change {
            Change::NewRow => {
                self.made += 1;
                let row = SheetRow {
                    to: format!("Company {}", self.made % 4),
                    text: format!("Role {}", self.made),
                    day: format!("2026-05-{:02}", 1 + self.made % 28),
                };
                self.rows.push((row, "Applied".to_owned()));
            }
            _ if count == 0 => {}
            Change::Answer(place, word) => {
                let (row, status) = &mut self.rows[at(place)];
                if status == "Applied" && !self.answers.contains(row) {
                    (*word).clone_into(status);
                }
            }
            Change::CorrectText(place) => {
                self.made += 1;
                self.rows[at(place)].0.text = format!("Role {}", self.made);
                return true;
            }
            Change::CorrectPerson(place) => {
                self.made += 1;
                self.rows[at(place)].0.to = format!("Company no. {}", self.made);
                return true;
            }
            Change::CorrectDay(place) => {
                let day = &mut self.rows[at(place)].0.day;
                *day = format!("2026-04-{:02}", 1 + self.made % 28);
                return false;
            }
            Change::Move(from, to) => {
                let row = self.rows.remove(at(from));
                self.rows.insert(to % count, row);
            }
            Change::Remove(place) => {
                self.rows.remove(at(place));
            }
            Change::NewColumn => self.columns += 1,
            Change::EditHere(place) => {
                let row = self.rows[at(place)].0.clone();
                let number = number(home, &row);
                home.run(&["edit", &number, "--fear", "7", "--tag", "kept"]);
                self.fears.insert(row);
            }
            Change::AnswerHere(place) => {
                let (row, status) = self.rows[at(place)].clone();
                if status == "Applied" && !self.answers.contains(&row) {
                    home.run(&["answer", &number(home, &row), "--yes"]);
                    self.answers.insert(row);
                }
            }
        }
        false
    }

    fn csv(&self) -> String {
        let names: String = (0..self.columns).map(|at| format!(",Extra {at}")).collect();
        let cells: String = (0..self.columns).map(|at| format!(",x{at}")).collect();
        let mut csv = format!("Company,Role,Date Applied,Status{names}\n");
        for (row, status) in &self.rows {
            csv += &format!("{},{},{},{status}{cells}\n", row.to, row.text, row.day);
        }
        csv
    }
}

fn asks(home: &TestEnv) -> BTreeMap<SheetRow, Value> {
    let list: Value = serde_json::from_str(&home.run(&["list", "--json"]).out).unwrap();
    let asks = list["asks"].as_array().unwrap();
    let text = |ask: &Value, key: &str| ask[key].as_str().unwrap().to_owned();
    let by_row: BTreeMap<SheetRow, Value> = asks
        .iter()
        .map(|ask| {
            let row = SheetRow {
                to: text(ask, "to"),
                text: text(ask, "text"),
                day: text(ask, "asked_on"),
            };
            (row, ask.clone())
        })
        .collect();
    assert_eq!(by_row.len(), asks.len(), "a row is one ask: {list}");
    by_row
}

fn number(home: &TestEnv, row: &SheetRow) -> String {
    asks(home)[row]["number"].to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn every_row_of_the_last_sheet_is_one_ask_and_what_was_said_here_is_kept(changes in changes()) {
        let mut home = TestEnv::at(NOW);
        let path = home.folder().join("jobs.csv");
        let mut life = Life::default();
        for (change, is_other_device) in &changes {
            let was_corrected = life.change(change, &home);
            life.ever.extend(life.rows.iter().map(|(row, _)| row.clone()));
            fs::write(&path, life.csv()).unwrap();
            home.set("NOS_DEVICE", if *is_other_device { "laptop" } else { "phone" });
            let came = home.run(&["import", &path.display().to_string(), "--update"]);
            prop_assert_eq!(came.status, 0, "{}", came.err);
            prop_assert!(!was_corrected || came.err.contains("it may be #"), "{}", came.err);
        }
        let asks = asks(&home);
        prop_assert_eq!(asks.keys().cloned().collect::<BTreeSet<_>>(), life.ever.clone());
        for (row, status) in &life.rows {
            let expected = match &**status {
                _ if life.answers.contains(row) => "yes",
                "Rejected" => "no",
                "Offer" => "yes",
                "No response" => "ghosted",
                _ => "pending",
            };
            prop_assert_eq!(asks[row]["outcome"].as_str(), Some(expected), "{:?}", row);
        }
        for row in &life.fears {
            prop_assert_eq!(&asks[row]["fear"], &7);
            prop_assert_eq!(&asks[row]["tags"][0], "kept");
        }
    }
}
