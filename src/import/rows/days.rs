//! The days of a row: when it was asked, and when the answer came.

use super::{NoAsk, RowAnswer, RowReader};
use crate::domain::day::Day;
use crate::import::cells::is_no_value;
use crate::import::columns::Usage;
use crate::import::dates::{self, NotADay, WrittenDay};
use crate::import::incoming::ImportField;
use crate::import::outcome_words::{self, Meaning};
use crate::import::problem::Flag;
use crate::import::profile::tick;
use crate::import::table::NumberedRow;

/// What the days of a row say of its answer.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct AnswerDays {
    /// The day of the answer; none while there is none.
    pub(super) answered_on: Option<Day>,
    /// Whether the row says that day.
    pub(super) is_said: bool,
    /// The day of what happened before an answer that is still to come.
    pub(super) of_step: Option<Day>,
}

impl RowReader<'_> {
    /// The day of the ask, and whether the row says it. A plan has none, or one that was noted.
    pub(super) fn asked_on(
        &mut self,
        row: &NumberedRow<'_>,
        is_plan: bool,
    ) -> Result<(Day, bool), NoAsk> {
        let Some(column) = self.mapping.column(ImportField::AskedOn) else {
            return Ok((self.wishes.today, false));
        };
        if is_plan {
            let day = self.day(row, column).ok().flatten();
            let day = day.filter(|&day| day <= self.wishes.today);
            return Ok((day.unwrap_or(self.wishes.today), day.is_some()));
        }
        if let Some(text) = self.cell(row, column)?
            && (tick(&text) == Some(false)
                || outcome_words::meaning(&text, &outcome_words::OutcomeColumn::default())
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

    /// The day of the answer. While there is none, the day that the row has is that of the step
    /// before it.
    pub(super) fn answered_on(
        &mut self,
        row: &NumberedRow<'_>,
        said: &RowAnswer,
        asked_on: Day,
    ) -> Result<AnswerDays, NoAsk> {
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
            let of_step = found.filter(|day| (asked_on..=self.wishes.today).contains(day));
            if found.is_some() && said.step.is_none() && !said.is_plan {
                self.found.summary.answer_days_of_waiting += 1;
            }
            return Ok(AnswerDays {
                of_step,
                ..AnswerDays::default()
            });
        }
        if found.is_none() {
            self.found.summary.answers_without_day += 1;
        }
        let day = found.unwrap_or(asked_on);
        if day < asked_on {
            return Err(format!("the answer of {day} is before the ask of {asked_on}").into());
        }
        self.not_after_today(day, from.unwrap_or_default())?;
        Ok(AnswerDays {
            answered_on: Some(day),
            is_said: found.is_some(),
            of_step: None,
        })
    }

    /// The day on which to look again, or by which a plan is to be asked.
    pub(super) fn due(&mut self, row: &NumberedRow<'_>) -> Result<Option<Day>, NoAsk> {
        match self.mapping.column(ImportField::Due) {
            Some(column) => self.day(row, column),
            None => Ok(None),
        }
    }

    fn not_after_today(&self, day: Day, column: usize) -> Result<(), NoAsk> {
        if day > self.wishes.today {
            return Err(format!("{day} in {} is in the future", self.called(column)).into());
        }
        Ok(())
    }

    pub(super) fn day(
        &mut self,
        row: &NumberedRow<'_>,
        column: usize,
    ) -> Result<Option<Day>, NoAsk> {
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
        match dates::written(text, self.wishes.years()) {
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
                    (self.wishes.local_day)(seconds)
                };
                day.map(Some).ok_or_else(not_in_calendar)
            }
            Ok(WrittenDay::Triple(triple)) => triple
                .day(self.order, self.wishes.today.year())
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
}
