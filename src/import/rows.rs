//! One row after the other: its cells are checked and become an ask, or say why they cannot.

use std::collections::HashMap;

use super::cells::{is_error, is_no_value, is_nothing, link_label};
use super::columns::{Mapping, Usage, said_word, scale};
use super::date_order::Order;
use super::dates::{self, NotADay, WrittenDay};
use super::incoming::{Field, Incoming};
use super::outcome_words::{self, Meaning};
use super::problem::{Flag, Reasons, RefusalReason};
use super::profile::{Profile, tick};
use super::read::Wishes;
use super::summary::{Summary, WordCount};
use super::table::{Cell, Row};
use crate::domain::ask::{AskText, Odds, Rating, Tag};
use crate::domain::day::Day;
use crate::domain::outcome::Outcome;

/// What stands between the texts of several columns.
const BETWEEN_TEXTS: &str = " · ";

/// Reads rows, and keeps what became of them.
pub(super) struct Reader<'a> {
    mapping: &'a Mapping,
    patches: &'a Wishes<'a>,
    order: Order,
    is_our_own: bool,
    /// Whether the moments of a column are days.
    days_as_moments: Vec<bool>,
    texts: Vec<usize>,
    outcomes: Vec<usize>,
    answers: Vec<usize>,
    tags: Vec<usize>,
    notes: Vec<usize>,
    words: HashMap<(usize, String), usize>,
    refused: Reasons,
    left_out: Reasons,
    found: RowOutcomes,
}

/// What became of the rows.
#[derive(Clone, Debug, Default)]
pub struct RowOutcomes {
    /// The asks, in the order of the file.
    pub asks: Vec<Incoming>,
    /// The rows that cannot be read.
    pub refused: Vec<super::problem::RefusedRows>,
    /// The rows that are left out: by `--map`, or because they are no asks.
    pub left_out: Vec<super::problem::RefusedRows>,
    /// What was taken for what.
    pub summary: Summary,
}

/// Why a row is not an ask.
enum NoAsk {
    /// It cannot be read.
    Refused {
        reason: String,
        remedy: Option<Flag>,
    },
    /// It is left out.
    LeftOut(String),
}

impl From<String> for NoAsk {
    fn from(reason: String) -> Self {
        Self::Refused {
            reason,
            remedy: None,
        }
    }
}

/// What a row says of its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct RowAnswer {
    outcome: Outcome,
    /// The day of an answer that says which it was.
    day: Option<Day>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        mapping: &'a Mapping,
        profiles: &[Profile],
        patches: &'a Wishes<'a>,
        order: Order,
        is_our_own: bool,
    ) -> Self {
        Self {
            mapping,
            patches,
            order,
            is_our_own,
            days_as_moments: profiles.iter().map(Profile::has_days_as_moments).collect(),
            texts: mapping.of(Field::Text).collect(),
            outcomes: mapping.of(Field::Outcome).collect(),
            answers: mapping.of(Field::AnsweredOn).collect(),
            tags: mapping.of(Field::Tags).collect(),
            notes: mapping.of(Field::Note).collect(),
            words: HashMap::new(),
            refused: Reasons::default(),
            left_out: Reasons::default(),
            found: RowOutcomes::default(),
        }
    }

    /// Takes a row in.
    pub(super) fn take(&mut self, row: Result<Row<'_>, RefusalReason>) {
        let found = match row {
            Ok(row) => self.ask(&row).map_err(|no_ask| (row.line, no_ask)),
            Err(refusal) => Err((refusal.line, NoAsk::from(refusal.reason))),
        };
        match found {
            Ok(ask) => {
                self.found.summary.see(&ask);
                self.found.asks.push(ask);
            }
            Err((line, NoAsk::LeftOut(reason))) => self.left_out.add(line, reason, None),
            Err((line, NoAsk::Refused { reason, remedy })) => {
                self.refused.add(line, reason, remedy);
            }
        }
    }

    /// What became of all rows.
    pub(super) fn finish(mut self) -> RowOutcomes {
        self.found.refused = self.refused.into_vec();
        self.found.left_out = self.left_out.into_vec();
        self.found
    }

    fn ask(&mut self, row: &Row<'_>) -> Result<Incoming, NoAsk> {
        self.refuse_nothing(row)?;
        let said = self.said(row)?;
        let to = self
            .single(row, Field::To)?
            .filter(|to| self.is_our_own || !is_no_value(to));
        let text = match self.text(row)? {
            Some(text) => text,
            None => self.text_from_to(to.as_deref())?,
        };
        let text = AskText::new(&text).map_err(|invalid| invalid.0)?;
        let (asked_on, is_dated) = self.asked_on(row)?;
        Ok(Incoming {
            line: row.line,
            text,
            to,
            outcome: said.outcome,
            asked_on,
            is_dated,
            answered_on: self.answered_on(row, said, asked_on)?,
            tags: self.tags(row)?,
            note: self.note(row)?,
            fear: self.rating(row, Field::Fear, 10)?.and_then(Rating::new),
            odds: self.rating(row, Field::Odds, 100)?.and_then(Odds::new),
            sting: self.rating(row, Field::Sting, 10)?.and_then(Rating::new),
            pull: self.rating(row, Field::Pull, 10)?.and_then(Rating::new),
        })
    }

    /// Leaves out a row that says nothing of an ask, and the totals below a list.
    fn refuse_nothing(&self, row: &Row<'_>) -> Result<(), NoAsk> {
        let says = |field| {
            self.mapping
                .of(field)
                .any(|column| !matches!(row.cell(column), Cell::Blank))
        };
        if [Field::Text, Field::To, Field::Outcome, Field::AskedOn]
            .into_iter()
            .all(|field| !says(field))
        {
            return Err(NoAsk::LeftOut("the row says nothing of an ask".to_owned()));
        }
        let first = row.cells.iter().find_map(Cell::as_text).map(str::trim);
        let is_total = first.is_some_and(|first| {
            let first = first.trim_end_matches(':').to_lowercase();
            ["total", "totals", "sum", "average", "count", "grand total"].contains(&&*first)
                || first.starts_with("total ")
        });
        let is_counted = |column| {
            row.cell(column)
                .as_text()
                .is_none_or(|text| text.trim().parse::<f64>().is_ok())
        };
        if is_total && !says(Field::AskedOn) && self.mapping.of(Field::Outcome).all(is_counted) {
            return Err(NoAsk::LeftOut("the row is a total".to_owned()));
        }
        let is_header = !row.cells.is_empty()
            && row
                .cells
                .iter()
                .zip(&self.mapping.columns)
                .all(|(cell, column)| cell.as_text().map_or("", str::trim) == column.name);
        if is_header {
            return Err(NoAsk::LeftOut("the row is the header again".to_owned()));
        }
        Ok(())
    }

    /// The text of a cell without stray blanks; what stands behind a link.
    fn cell<'r>(
        &self,
        row: &'r Row<'_>,
        column: usize,
    ) -> Result<Option<std::borrow::Cow<'r, str>>, NoAsk> {
        match row.cell(column) {
            Cell::Blank => Ok(None),
            Cell::Text(text) if self.is_our_own => Ok(Some(text.as_ref().into())),
            Cell::Text(text) => {
                let text = text.trim();
                if is_error(text) {
                    return Err(format!("{} has {text} in it", self.called(column)).into());
                }
                if text.starts_with(['=', '['])
                    && let Some(label) = link_label(text)
                {
                    return Ok(Some(label.into()));
                }
                Ok((!is_nothing(text)).then(|| text.into()))
            }
            Cell::List(_) | Cell::Nested => {
                Err(format!("{} is not a single text", self.called(column)).into())
            }
        }
    }

    fn single(&self, row: &Row<'_>, field: Field) -> Result<Option<String>, NoAsk> {
        match self.mapping.column(field) {
            Some(column) => Ok(self.cell(row, column)?.map(std::borrow::Cow::into_owned)),
            None => Ok(None),
        }
    }

    fn text(&self, row: &Row<'_>) -> Result<Option<String>, NoAsk> {
        if let Some(text) = self.patches.text {
            return Ok(Some(text.to_owned()));
        }
        let mut texts = Vec::new();
        for &column in &self.texts {
            texts.extend(self.cell(row, column)?);
        }
        Ok((!texts.is_empty()).then(|| texts.join(BETWEEN_TEXTS)))
    }

    /// A row that does not say what was asked for is called by whom it was asked of.
    fn text_from_to(&mut self, to: Option<&str>) -> Result<String, NoAsk> {
        let Some(to) = to else {
            let missing: Vec<String> = self
                .texts
                .iter()
                .chain(self.mapping.column(Field::To).as_ref())
                .map(|&column| self.called(column))
                .collect();
            return Err(format!("the row has no {}", missing.join(" and no ")).into());
        };
        self.found.summary.texts_from_to += 1;
        Ok(to.to_owned())
    }

    /// What all columns that say something of the outcome come to.
    fn said(&mut self, row: &Row<'_>) -> Result<RowAnswer, NoAsk> {
        let mut answer: Option<(usize, RowAnswer)> = None;
        let mut is_plan = false;
        let mut trouble = None;
        let columns: Vec<usize> = self.outcomes.clone();
        for column in columns {
            let meaning = match self.mapping.usage(column) {
                Usage::Says(_) => self.word(row, column)?,
                Usage::Marks(outcome) => self.mark(row, column, outcome)?,
                Usage::MarksAsked => self.mark_asked(row, column)?,
                Usage::Unused | Usage::DayOf(_) => continue,
            };
            match meaning {
                Meaning::Outcome(outcome) if outcome.is_answered() => {
                    self.agree(&mut answer, column, RowAnswer { outcome, day: None })?;
                }
                Meaning::Outcome(_) | Meaning::Nothing => {}
                Meaning::NotAskedYet => is_plan = true,
                Meaning::LeftOut => {
                    return Err(NoAsk::LeftOut(format!(
                        "{} is left out by --map",
                        self.quoted(row, column)
                    )));
                }
                Meaning::Unclear | Meaning::Unknown => {
                    if answer.is_none() && trouble.is_none() {
                        trouble = Some(self.unknown(row, column, meaning));
                    }
                }
            }
        }
        for column in self.answers.clone() {
            if let Usage::DayOf(outcome) = self.mapping.usage(column)
                && let Some(day) = self.day(row, column)?
            {
                let said = RowAnswer {
                    outcome,
                    day: Some(day),
                };
                self.agree(&mut answer, column, said)?;
            }
        }
        match (answer, trouble) {
            (_, Some(trouble)) => Err(trouble),
            (Some((_, said)), None) => Ok(said),
            (None, None) if is_plan => Err(NoAsk::LeftOut("nothing was asked yet".to_owned())),
            (None, None) => Ok(RowAnswer {
                outcome: self
                    .patches
                    .outcome
                    .filter(|_| self.outcomes.is_empty())
                    .unwrap_or(Outcome::Pending),
                day: None,
            }),
        }
    }

    /// Two columns may both say the answer, but not two answers.
    fn agree(
        &self,
        answer: &mut Option<(usize, RowAnswer)>,
        column: usize,
        said: RowAnswer,
    ) -> Result<(), NoAsk> {
        match answer {
            None => *answer = Some((column, said)),
            Some((_, before)) if before.outcome == said.outcome => {
                before.day = before.day.or(said.day);
            }
            Some((other, before)) => {
                return Err(NoAsk::Refused {
                    reason: format!(
                        "{} says {}, but {} says {}",
                        self.called(*other),
                        before.outcome.name(),
                        self.called(column),
                        said.outcome.name()
                    ),
                    remedy: Some(Flag::map("COLUMN=ignore")),
                });
            }
        }
        Ok(())
    }

    /// What the word of a column of outcomes says, counted.
    fn word(&mut self, row: &Row<'_>, column: usize) -> Result<Meaning, NoAsk> {
        let Some(text) = (match row.cell(column) {
            Cell::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => self.cell(row, column)?.map(|_| ""),
        }) else {
            return Ok(Meaning::Nothing);
        };
        let label = link_label(text);
        let text = label.as_deref().unwrap_or(text);
        if let Some(&at) = self.words.get(&(column, text.to_owned()))
            && let Some(known) = self.found.summary.words.get_mut(at)
        {
            known.count += 1;
            return Ok(known.meaning);
        }
        let meaning = self
            .mapping
            .meanings
            .get(&(column, said_word(text)))
            .copied()
            .or_else(|| {
                Some(outcome_words::meaning(
                    text,
                    self.mapping.words.get(&column)?,
                ))
            })
            .unwrap_or(Meaning::Unknown);
        self.count(column, text, meaning);
        Ok(meaning)
    }

    fn count(&mut self, column: usize, word: &str, meaning: Meaning) {
        let next = self.found.summary.words.len();
        let at = *self.words.entry((column, word.to_owned())).or_insert(next);
        match self.found.summary.words.get_mut(at) {
            Some(known) => known.count += 1,
            None => self.found.summary.words.push(WordCount {
                column,
                word: word.to_owned(),
                count: 1,
                meaning,
            }),
        }
    }

    /// What a column says that is ticked for one outcome; a day ticks it, too.
    fn mark(&mut self, row: &Row<'_>, column: usize, outcome: Outcome) -> Result<Meaning, NoAsk> {
        let Some(text) = self.cell(row, column)?.filter(|text| !is_no_value(text)) else {
            return Ok(Meaning::Nothing);
        };
        let stated = self
            .mapping
            .meanings
            .get(&(column, said_word(&text)))
            .copied();
        let meaning = stated.unwrap_or(match tick(&text) {
            Some(true) => Meaning::Outcome(outcome),
            Some(false) => Meaning::Nothing,
            None if dates::written(&text, self.patches.years()).is_ok() => {
                Meaning::Outcome(outcome)
            }
            None => Meaning::Unknown,
        });
        if tick(&text).is_some() || stated.is_some() {
            let text = text.into_owned();
            self.count(column, &text, meaning);
        }
        Ok(meaning)
    }

    fn mark_asked(&self, row: &Row<'_>, column: usize) -> Result<Meaning, NoAsk> {
        Ok(match self.cell(row, column)?.as_deref().and_then(tick) {
            Some(false) => Meaning::NotAskedYet,
            _ => Meaning::Nothing,
        })
    }

    fn unknown(&self, row: &Row<'_>, column: usize, meaning: Meaning) -> NoAsk {
        let word = row.cell(column).as_text().unwrap_or_default().trim();
        let why = match meaning {
            Meaning::Unclear => "can mean two things",
            _ => "is not known as an outcome",
        };
        NoAsk::Refused {
            reason: format!("{} {why}", self.quoted(row, column)),
            remedy: Some(Flag::map(format!(
                "{}:{word}=OUTCOME",
                self.mapping.name(column)
            ))),
        }
    }

    fn asked_on(&mut self, row: &Row<'_>) -> Result<(Day, bool), NoAsk> {
        let Some(column) = self.mapping.column(Field::AskedOn) else {
            return Ok((self.patches.today, false));
        };
        if let Some(text) = self.cell(row, column)?
            && (tick(&text) == Some(false)
                || outcome_words::meaning(&text, &outcome_words::Column::default())
                    == Meaning::NotAskedYet)
        {
            return Err(NoAsk::LeftOut("nothing was asked yet".to_owned()));
        }
        let day = self
            .day(row, column)?
            .ok_or_else(|| format!("the row has no {}", self.called(column)))?;
        self.not_after_today(day, column)?;
        Ok((day, true))
    }

    /// The day of the answer; none while there is no answer, whatever the row says.
    fn answered_on(
        &mut self,
        row: &Row<'_>,
        said: RowAnswer,
        asked_on: Day,
    ) -> Result<Option<Day>, NoAsk> {
        let mut found = said.day;
        let mut from = None;
        for column in self.answers.clone() {
            let day = match self.mapping.usage(column) {
                Usage::DayOf(outcome) if outcome != said.outcome => None,
                _ => self.day(row, column)?,
            };
            if day.is_some() {
                from = from.or(Some(column));
            }
            found = found.or(day);
        }
        if !said.outcome.is_answered() {
            if found.is_some() {
                self.found.summary.answer_days_of_waiting += 1;
            }
            return Ok(None);
        }
        if found.is_none() {
            self.found.summary.answers_without_day += 1;
        }
        let day = found.unwrap_or(asked_on);
        if day < asked_on {
            return Err(format!("the answer of {day} is before the ask of {asked_on}").into());
        }
        self.not_after_today(day, from.unwrap_or_default())?;
        Ok(Some(day))
    }

    fn not_after_today(&self, day: Day, column: usize) -> Result<(), NoAsk> {
        if day > self.patches.today {
            return Err(format!("{day} in {} is in the future", self.called(column)).into());
        }
        Ok(())
    }

    fn day(&mut self, row: &Row<'_>, column: usize) -> Result<Option<Day>, NoAsk> {
        let Some(text) = self.cell(row, column)? else {
            return Ok(None);
        };
        let text = text.trim();
        if is_no_value(text) || text.eq_ignore_ascii_case("tbd") || text.eq_ignore_ascii_case("tbc")
        {
            return Ok(None);
        }
        let told = format!("{text:?} in {}", self.called(column));
        let not_in_calendar = || NoAsk::from(format!("{told} is not in the calendar"));
        match dates::written(text, self.patches.years()) {
            Ok(WrittenDay::Empty) => Ok(None),
            Ok(WrittenDay::Day(day)) => Ok(Some(day)),
            Ok(WrittenDay::Month(first)) => {
                self.found.summary.months += 1;
                Ok(Some(first))
            }
            Ok(WrittenDay::Moment(seconds)) => {
                let day = if self.days_as_moments.get(column) == Some(&true) {
                    Day::from_ymd(1970, 1, 1)
                        .and_then(|epoch| epoch.plus(seconds.div_euclid(86_400)))
                } else {
                    (self.patches.local_day)(seconds)
                };
                day.map(Some).ok_or_else(not_in_calendar)
            }
            Ok(WrittenDay::Triple(triple)) => triple
                .day(self.order, self.patches.today.year())
                .map(Some)
                .ok_or_else(|| {
                    NoAsk::from(format!(
                        "{told} is no day that is read as {}",
                        self.order.words()
                    ))
                }),
            Err(NotADay::Calendar) => Err(not_in_calendar()),
            Err(NotADay::NoYear) => Err(NoAsk::Refused {
                reason: format!("{told} has no year"),
                remedy: Some(Flag::new("--year", "YEAR")),
            }),
            Err(NotADay::Form) => {
                Err(format!("{told} is not a day; a day is best written 2026-03-04").into())
            }
        }
    }

    fn note(&self, row: &Row<'_>) -> Result<Option<String>, NoAsk> {
        let mut notes: Vec<String> = Vec::new();
        for &column in &self.notes {
            match row.cell(column) {
                Cell::List(texts) => notes.push(texts.join("\n")),
                Cell::Text(text) if self.is_our_own => notes.push(text.clone().into_owned()),
                Cell::Text(text) if !is_nothing(text.trim()) => notes.push(text.trim().to_owned()),
                Cell::Text(_) | Cell::Blank => {}
                Cell::Nested => {
                    return Err(format!("{} is not a single text", self.called(column)).into());
                }
            }
        }
        Ok((!notes.is_empty()).then(|| notes.join("\n")))
    }

    fn tags(&mut self, row: &Row<'_>) -> Result<Vec<Tag>, NoAsk> {
        let mut tags = Vec::new();
        for column in self.tags.clone() {
            match row.cell(column) {
                Cell::Blank => {}
                Cell::Text(text) => self.add_tags(text, &mut tags),
                Cell::List(texts) => {
                    for text in texts {
                        self.add_tags(text, &mut tags);
                    }
                }
                Cell::Nested => {
                    return Err(format!("{} is not a list of texts", self.called(column)).into());
                }
            }
        }
        tags.sort_unstable();
        tags.dedup();
        Ok(tags)
    }

    fn add_tags(&mut self, text: &str, tags: &mut Vec<Tag>) {
        let text = link_label(text.trim()).unwrap_or_else(|| text.to_owned());
        for part in text.split([',', ';', '|', '\n', '#']) {
            let part = part.trim().trim_start_matches('+').trim();
            if part.is_empty() || !self.is_our_own && is_no_value(part) {
                continue;
            }
            let (tag, is_whole) = tag(part);
            if !is_whole {
                self.found.summary.shortened_tags.insert(
                    part.to_owned(),
                    tag.as_ref().map(|tag| tag.as_str().to_owned()),
                );
            }
            tags.extend(tag);
        }
    }

    /// A whole number up to a most; a share of another scale is converted to this one.
    fn rating(&self, row: &Row<'_>, field: Field, most: u32) -> Result<Option<u64>, NoAsk> {
        let Some(column) = self.mapping.column(field) else {
            return Ok(None);
        };
        let Some(text) = self.cell(row, column)?.filter(|text| !is_no_value(text)) else {
            return Ok(None);
        };
        let stated = scale(self.mapping.name(column)).filter(|&stated| stated != most);
        rating(&text, most, stated).map(Some).ok_or_else(|| {
            let name = self.mapping.name(column);
            NoAsk::Refused {
                reason: match stated {
                    Some(to) => format!("{text:?} in {name:?} is not a number from 0 to {to}"),
                    None => format!("{text:?} in {name:?} is not a whole number from 0 to {most}"),
                },
                remedy: Some(Flag::map(format!("{name}=ignore"))),
            }
        })
    }

    /// A column as a reason names it.
    fn called(&self, column: usize) -> String {
        format!("{:?}", self.mapping.name(column))
    }

    fn quoted(&self, row: &Row<'_>, column: usize) -> String {
        let word = row.cell(column).as_text().unwrap_or_default().trim();
        format!("{word:?} in {}", self.called(column))
    }
}

/// The tag of a category, and whether nothing of it is lost but blanks and case: a dash for each
/// gap between its words; what a tag cannot have, and what stands in brackets, is left out.
fn tag(part: &str) -> (Option<Tag>, bool) {
    let whole = part
        .split_whitespace()
        .map(|word| if word == "&" { "and" } else { word })
        .collect::<Vec<_>>()
        .join("-");
    if let Ok(tag) = Tag::new(&whole) {
        return (Some(tag), true);
    }
    let mut kept = String::with_capacity(part.len());
    let mut depth = 0_u32;
    for char in part.chars() {
        match char {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '&' if depth == 0 => kept.push_str(" and "),
            '\'' | '’' => {}
            _ if depth > 0 => {}
            _ if char.is_alphanumeric() || matches!(char, '-' | '_') => kept.push(char),
            _ => kept.push(' '),
        }
    }
    let words: Vec<&str> = kept.split_whitespace().collect();
    let joined = words.join("-");
    let joined = joined.trim_start_matches(|char: char| !char.is_alphabetic());
    (Tag::new(joined.trim_end_matches('-')).ok(), false)
}

/// A number of a scale as one of `most`: `7/10`, `70 %`, and, where the column states a scale of
/// its own, a share of that.
fn rating(text: &str, most: u32, stated: Option<u32>) -> Option<u64> {
    let bare = text.trim();
    let (number, scale) = match bare.split_once('/') {
        Some((number, scale)) => (number, Some(scale.trim().parse::<u32>().ok()?)),
        None => match bare.strip_suffix('%') {
            Some(number) => (number, Some(100)),
            None => (bare, None),
        },
    };
    let scale = scale.or(stated).filter(|&scale| scale != most);
    let number = number.trim().replace(',', ".");
    let (whole, fraction) = number.split_once('.').unwrap_or((&number, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) || whole.len() > 9 {
        return None;
    }
    match scale {
        None => {
            let whole: u64 = whole.parse().ok()?;
            (fraction.bytes().all(|byte| byte == b'0') && whole <= u64::from(most)).then_some(whole)
        }
        Some(scale) => {
            // In thousandths, so that halves are converted exactly.
            let thousandths: u64 = format!("{whole}{fraction:0<3.3}").parse().ok()?;
            let scaled = thousandths * u64::from(most) / u64::from(scale.max(1));
            (thousandths <= u64::from(scale) * 1000).then_some((scaled + 500) / 1000)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_another_scale_is_converted() {
        for (text, most, stated, expected) in [
            ("7", 10, None, Some(7)),
            ("7.0", 10, None, Some(7)),
            ("7.5", 10, None, None),
            ("11", 10, None, None),
            ("7/10", 10, None, Some(7)),
            ("4/5", 10, None, Some(8)),
            ("5", 10, Some(5), Some(10)),
            ("2.5", 10, Some(5), Some(5)),
            ("6", 10, Some(5), None),
            ("55", 10, Some(100), Some(6)),
            ("20 %", 100, None, Some(20)),
            ("3", 100, Some(10), Some(30)),
            ("-1", 10, None, None),
            ("high", 10, None, None),
        ] {
            assert_eq!(rating(text, most, stated), expected, "{text} of {stated:?}");
        }
    }

    #[test]
    fn a_category_is_a_tag_without_what_a_tag_cannot_have() {
        for (category, expected, is_whole) in [
            ("Work", Some("work"), true),
            ("health care", Some("health-care"), true),
            ("R & D", Some("r-and-d"), true),
            ("AI / ML", Some("ai-ml"), false),
            ("💼 Work", Some("work"), false),
            ("Full-time (remote)", Some("full-time"), false),
            ("2024 grads", Some("grads"), false),
            ("💼", None, false),
        ] {
            let (tag, whole) = tag(category);
            assert_eq!(tag.as_ref().map(Tag::as_str), expected, "{category}");
            assert_eq!(whole, is_whole, "{category}");
        }
    }
}
