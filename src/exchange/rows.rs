//! One row after the other: its cells are checked and become an ask, or say why they cannot.

use std::collections::HashMap;

use super::columns::Mapping;
use super::days::{self, NotADay, Written};
use super::incoming::{Field, Flag, Incoming, Refusal};
use super::order::Order;
use super::read::Wishes;
use super::rule::{IGNORE, Rule};
use super::sheet::{Cell, Row};
use super::words::{self, NoOutcome, plain};
use crate::domain::ask::{AskText, Odds, Rating, Tag};
use crate::domain::day::Day;
use crate::domain::outcome::Outcome;

/// Reads rows, and keeps what became of them.
pub(super) struct Reader<'a> {
    mapping: &'a Mapping,
    wishes: &'a Wishes<'a>,
    order: Order,
    blanks: Blanks,
    outcomes: HashMap<String, Meaning>,
    found: Found,
}

/// What became of the rows.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The asks, in the order of the file.
    pub asks: Vec<Incoming>,
    /// The rows that cannot be read.
    pub refusals: Vec<Refusal>,
    /// The rows that `--map` leaves out.
    pub left_out: Vec<Refusal>,
    /// The flag that would help with the first row that cannot be read, if one would.
    pub way_out: Option<Flag>,
}

/// Whether blanks at the ends of a cell were typed on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Blanks {
    /// They were: nos itself wrote the file.
    Meant,
    /// They stuck to the cell, and would make two people of one.
    Stray,
}

/// What a word in the column of the outcome means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Outcome(Outcome),
    LeftOut,
    None(NoOutcome),
}

/// What a row is not an ask for.
enum NoAsk {
    /// It cannot be read.
    Refused {
        reason: String,
        way_out: Option<Flag>,
    },
    /// It is left out by `--map`.
    LeftOut(String),
}

impl From<String> for NoAsk {
    fn from(reason: String) -> Self {
        Self::Refused {
            reason,
            way_out: None,
        }
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        mapping: &'a Mapping,
        wishes: &'a Wishes<'a>,
        order: Order,
        is_our_own: bool,
    ) -> Self {
        let outcomes = wishes
            .rules
            .iter()
            .filter_map(|rule| match rule {
                Rule::Word { word, outcome, .. } => Some((
                    said_word(word),
                    outcome.map_or(Meaning::LeftOut, Meaning::Outcome),
                )),
                _ => None,
            })
            .collect();
        Self {
            mapping,
            wishes,
            order,
            blanks: if is_our_own {
                Blanks::Meant
            } else {
                Blanks::Stray
            },
            outcomes,
            found: Found::default(),
        }
    }

    /// Takes a row in.
    pub(super) fn take(&mut self, row: Result<Row<'_>, Refusal>) {
        let found = match row {
            Ok(row) => self.ask(&row).map_err(|no_ask| (row.line, no_ask)),
            Err(refusal) => Err((refusal.line, NoAsk::from(refusal.reason))),
        };
        match found {
            Ok(ask) => self.found.asks.push(ask),
            Err((line, NoAsk::LeftOut(reason))) => {
                self.found.left_out.push(Refusal::new(line, reason));
            }
            Err((line, NoAsk::Refused { reason, way_out })) => {
                if self.found.refusals.is_empty() {
                    self.found.way_out = way_out;
                }
                self.found.refusals.push(Refusal::new(line, reason));
            }
        }
    }

    /// What became of all rows.
    pub(super) fn finish(self) -> Found {
        self.found
    }

    fn ask(&mut self, row: &Row<'_>) -> Result<Incoming, NoAsk> {
        let outcome = self.outcome(row)?;
        let text = self
            .text(row, Field::Text)?
            .ok_or_else(|| format!("the row has no {}", self.called(Field::Text)))?;
        let text = AskText::new(text).map_err(|invalid| invalid.0)?;
        let asked_on = self.asked_on(row)?;
        Ok(Incoming {
            line: row.line,
            text,
            to: self.text(row, Field::To)?.map(ToOwned::to_owned),
            outcome,
            asked_on,
            answered_on: self.answered_on(row, outcome, asked_on)?,
            tags: self.tags(row)?,
            note: self.text(row, Field::Note)?.map(ToOwned::to_owned),
            fear: self.whole(row, Field::Fear, 10)?.and_then(Rating::new),
            odds: self.whole(row, Field::Odds, 100)?.and_then(Odds::new),
            sting: self.whole(row, Field::Sting, 10)?.and_then(Rating::new),
            pull: self.whole(row, Field::Pull, 10)?.and_then(Rating::new),
        })
    }

    /// The text of a cell without stray blanks.
    fn text<'r>(&self, row: &'r Row<'_>, field: Field) -> Result<Option<&'r str>, NoAsk> {
        match row.cell(field) {
            Cell::Blank => Ok(None),
            Cell::Text(text) => Ok(Some(match self.blanks {
                Blanks::Meant => text,
                Blanks::Stray => text.trim(),
            })),
            Cell::List(_) | Cell::Nested => {
                Err(format!("{} is not a single text", self.called(field)).into())
            }
        }
    }

    fn outcome(&mut self, row: &Row<'_>) -> Result<Outcome, NoAsk> {
        let Some(said) = self.text(row, Field::Outcome)? else {
            return Ok(Outcome::Pending);
        };
        let word = said_word(said);
        let meaning = match self.outcomes.get(&word) {
            Some(&meaning) => meaning,
            None => words::outcome(said).map_or_else(Meaning::None, Meaning::Outcome),
        };
        self.outcomes.entry(word).or_insert(meaning);
        let column = self.mapping.name(Field::Outcome).unwrap_or("outcome");
        let told = format!("{said:?} in {}", self.called(Field::Outcome));
        match meaning {
            Meaning::Outcome(outcome) => Ok(outcome),
            Meaning::LeftOut => Err(NoAsk::LeftOut(format!("{told} is left out by --map"))),
            Meaning::None(NoOutcome::NotAskedYet) => Err(NoAsk::Refused {
                reason: format!("{told} is no ask yet"),
                way_out: Some(Flag::map(format!("{column}:{said}={IGNORE}"))),
            }),
            Meaning::None(NoOutcome::Unknown) => Err(NoAsk::Refused {
                reason: format!("{told} is not known as an outcome"),
                way_out: Some(Flag::map(format!("{column}:{said}=no"))),
            }),
        }
    }

    fn asked_on(&self, row: &Row<'_>) -> Result<Day, NoAsk> {
        if self.mapping.column(Field::AskedOn).is_none() {
            return Ok(self.wishes.today);
        }
        let day = self
            .day(row, Field::AskedOn)?
            .ok_or_else(|| format!("the row has no {}", self.called(Field::AskedOn)))?;
        self.not_after_today(day)?;
        Ok(day)
    }

    /// The day of the answer; none while there is no answer, whatever the row says.
    fn answered_on(
        &self,
        row: &Row<'_>,
        outcome: Outcome,
        asked_on: Day,
    ) -> Result<Option<Day>, NoAsk> {
        let said = self.day(row, Field::AnsweredOn)?;
        if !outcome.is_answered() {
            return Ok(None);
        }
        let day = said.unwrap_or(asked_on);
        if day < asked_on {
            return Err(format!("the answer of {day} is before the ask of {asked_on}").into());
        }
        self.not_after_today(day)?;
        Ok(Some(day))
    }

    fn not_after_today(&self, day: Day) -> Result<(), NoAsk> {
        if day > self.wishes.today {
            return Err(format!("{day} is in the future").into());
        }
        Ok(())
    }

    fn day(&self, row: &Row<'_>, field: Field) -> Result<Option<Day>, NoAsk> {
        let Some(text) = self.text(row, field)? else {
            return Ok(None);
        };
        let text = text.trim();
        let told = format!("{text:?} in {}", self.called(field));
        let day = match days::written(text) {
            Ok(Written::Day(day)) => Some(day),
            Ok(Written::Epoch(seconds)) => (self.wishes.local_day)(seconds),
            Ok(Written::Triple(triple)) => {
                let day = triple.day(self.order, self.wishes.today.year());
                return match day {
                    Some(day) => Ok(Some(day)),
                    None => Err(NoAsk::from(format!(
                        "{told} is no day that is read as {}",
                        self.order.words()
                    ))),
                };
            }
            Err(NotADay::Calendar) => None,
            Err(NotADay::Form) => {
                return Err(
                    format!("{told} is not a day; a day is best written 2026-03-04").into(),
                );
            }
        };
        match day {
            Some(day) => Ok(Some(day)),
            None => Err(format!("{told} is not in the calendar").into()),
        }
    }

    fn tags(&self, row: &Row<'_>) -> Result<Vec<Tag>, NoAsk> {
        let mut tags = Vec::new();
        let mut add = |text: &str| -> Result<(), NoAsk> {
            for part in text.split([',', ';', '|', '\n', '#']) {
                let part = part.trim().trim_start_matches('+').trim();
                if !part.is_empty() {
                    tags.push(self.tag(part)?);
                }
            }
            Ok(())
        };
        match row.cell(Field::Tags) {
            Cell::Blank => {}
            Cell::Text(text) => add(text)?,
            Cell::List(texts) => texts.iter().try_for_each(|text| add(text))?,
            Cell::Nested => {
                return Err(format!("{} is not a list of texts", self.called(Field::Tags)).into());
            }
        }
        tags.sort_unstable();
        tags.dedup();
        Ok(tags)
    }

    /// A tag of the words of a category: a dash for each gap between them.
    fn tag(&self, part: &str) -> Result<Tag, NoAsk> {
        let joined = part
            .split_whitespace()
            .map(|word| if word == "&" { "and" } else { word })
            .collect::<Vec<_>>()
            .join("-");
        Tag::new(&joined).map_err(|_| {
            let column = self.mapping.name(Field::Tags).unwrap_or("tags");
            NoAsk::Refused {
                reason: format!(
                    "{part:?} in {} is no tag: a tag begins with a letter and has only letters, digits, - and _",
                    self.called(Field::Tags)
                ),
                way_out: Some(Flag::map(format!("{column}={IGNORE}"))),
            }
        })
    }

    /// A whole number up to a most; `7/10` and `7 %` where that is the whole scale.
    fn whole(&self, row: &Row<'_>, field: Field, most: u64) -> Result<Option<u64>, NoAsk> {
        let Some(text) = self.text(row, field)? else {
            return Ok(None);
        };
        let bare = text.trim();
        let bare = match most {
            100 => bare.strip_suffix('%'),
            _ => bare
                .split_once('/')
                .filter(|(_, scale)| scale.trim() == "10")
                .map(|(rating, _)| rating),
        }
        .unwrap_or(bare)
        .trim();
        let (whole, fraction) = bare.split_once('.').unwrap_or((bare, "0"));
        let is_whole = !whole.is_empty()
            && whole.bytes().all(|byte| byte.is_ascii_digit())
            && !fraction.is_empty()
            && fraction.bytes().all(|byte| byte == b'0');
        let number = whole
            .parse()
            .ok()
            .filter(|&number: &u64| is_whole && number <= most);
        if number.is_none() {
            let column = self.mapping.name(field).unwrap_or(field.name());
            return Err(NoAsk::Refused {
                reason: format!(
                    "{text:?} in {} is not a whole number from 0 to {most}",
                    self.called(field)
                ),
                way_out: Some(Flag::map(format!("{column}={IGNORE}"))),
            });
        }
        Ok(number)
    }

    /// The column of a field as a reason names it.
    fn called(&self, field: Field) -> String {
        match self.mapping.name(field) {
            Some(name) => format!("{name:?}"),
            None => field.name().to_owned(),
        }
    }
}

/// A word as it is compared: plain, or as it stands if nothing would be left of it.
fn said_word(word: &str) -> String {
    let plain = plain(word);
    if plain.is_empty() {
        word.trim().to_owned()
    } else {
        plain
    }
}
