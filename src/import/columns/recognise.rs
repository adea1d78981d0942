//! Which column says what, where no rule does: by its name and by what its cells look like.

use super::keys::{day_of, is_known, marks};
use super::{Mapping, Usage, names, same_name, words_of};
use crate::domain::outcome::Outcome;
use crate::import::incoming::ImportField;
use crate::import::outcome_words::{self as words, Meaning, meaning};
use crate::import::problem::UnusableFile;
use crate::import::profile::Profile;

/// The columns that are not settled yet, and what is known of them.
pub(super) struct Candidates<'a> {
    pub(super) keys: &'a [String],
    pub(super) profiles: &'a [Profile],
    pub(super) settled: Vec<bool>,
}

impl Candidates<'_> {
    fn free(&self) -> impl Iterator<Item = usize> + '_ {
        (0..)
            .zip(&self.settled)
            .filter(|(_, settled)| !**settled)
            .map(|(at, _)| at)
    }

    /// The free columns that are called as a field is, the most telling name first.
    fn called(&self, field: ImportField) -> Vec<usize> {
        let mut fitting: Vec<(usize, usize)> = self
            .free()
            .filter_map(|at| {
                let key = self.keys.get(at)?;
                Some((names::names_of(field).position(|name| name == key)?, at))
            })
            .collect();
        fitting.sort_unstable();
        fitting.into_iter().map(|(_, at)| at).collect()
    }

    fn profile(&self, at: usize) -> Option<&Profile> {
        self.profiles.get(at)
    }

    fn settle(&mut self, at: usize) {
        if let Some(settled) = self.settled.get_mut(at) {
            *settled = true;
        }
    }

    /// Whether most of the words of a column are outcomes.
    fn has_outcomes(&self, at: usize) -> bool {
        let (Some(key), Some(profile)) = (self.keys.get(at), self.profile(at)) else {
            return false;
        };
        let column = words_of(key, Some(profile));
        let known: u64 = profile
            .words
            .iter()
            .filter(|(word, _)| {
                matches!(
                    meaning(word, &column),
                    Meaning::Outcome(_) | Meaning::NotAskedYet | Meaning::Step
                )
            })
            .map(|(_, count)| count)
            .sum();
        known > 0 && known * 2 >= profile.filled
    }

    /// The free columns of no known name whose words are outcomes, answers among them. Yes and no
    /// may answer any question.
    fn outcomes_by_words(&self) -> Vec<usize> {
        let has_answer = |at: usize| {
            let words = self
                .profile(at)
                .into_iter()
                .flat_map(|profile| profile.words.keys());
            let column = words::OutcomeColumn::default();
            words
                .into_iter()
                .any(|word| meaning(word, &column).answer().is_some())
        };
        self.free()
            .filter(|&at| self.keys.get(at).is_some_and(|key| !is_known(key)))
            .filter(|&at| self.profile(at).is_some_and(|profile| !profile.is_ticks()))
            .filter(|&at| self.has_outcomes(at) && has_answer(at))
            .collect()
    }
}

impl Mapping {
    /// Finds the column of a field by its name: of several the first in the list of names that has
    /// something in it.
    pub(super) fn recognise(
        &mut self,
        field: ImportField,
        candidates: &mut Candidates<'_>,
        header_line: u64,
    ) -> Result<(), UnusableFile> {
        let fitting = candidates.called(field);
        let filled = fitting.iter().copied().find(|&at| {
            candidates
                .profile(at)
                .is_none_or(|profile| profile.filled > 0)
        });
        let Some(at) = filled.or(fitting.first().copied()) else {
            return Ok(());
        };
        let is_twice = fitting
            .iter()
            .filter(|&&other| candidates.keys.get(other) == candidates.keys.get(at))
            .count()
            > 1;
        if is_twice {
            return Err(same_name(header_line, self.name(at)));
        }
        candidates.settle(at);
        self.use_for(at, Usage::Says(field));
        Ok(())
    }

    /// Takes every column of outcomes whose words are known, and those that are ticked for one.
    pub(super) fn recognise_outcomes(&mut self, candidates: &mut Candidates<'_>) {
        let fitting = candidates.called(ImportField::Outcome);
        let known: Vec<usize> = fitting
            .iter()
            .copied()
            .filter(|&at| candidates.has_outcomes(at))
            .collect();
        let filled = fitting.iter().copied().find(|&at| {
            candidates
                .profile(at)
                .is_none_or(|profile| profile.filled > 0)
        });
        let first = filled.or(fitting.first().copied());
        let ticked: Vec<(usize, Outcome)> = candidates
            .free()
            .filter_map(|at| Some((at, marks(candidates.keys.get(at)?)?)))
            .filter(|&(at, _)| {
                candidates
                    .profile(at)
                    .is_some_and(Profile::is_ticks_or_days)
            })
            .collect();
        let words = match (known.is_empty(), ticked.is_empty()) {
            (false, _) => known,
            (true, true) if first.is_none() => candidates.outcomes_by_words(),
            (true, true) => first.into_iter().collect(),
            (true, false) => Vec::new(),
        };
        for at in words {
            candidates.settle(at);
            self.use_for(at, Usage::Says(ImportField::Outcome));
        }
        for (at, outcome) in ticked {
            candidates.settle(at);
            self.use_for(at, Usage::Marks(outcome));
        }
    }

    /// Takes the first known column whose cells are days; one of yes and no says whether the ask
    /// was made.
    pub(super) fn recognise_asked_on(&mut self, candidates: &mut Candidates<'_>) {
        let fitting = candidates.called(ImportField::AskedOn);
        let ticked = fitting
            .iter()
            .copied()
            .find(|&at| candidates.profile(at).is_some_and(Profile::is_ticks));
        if let Some(at) = ticked {
            candidates.settle(at);
            self.use_for(at, Usage::MarksAsked);
        }
        let day = fitting
            .iter()
            .copied()
            .filter(|&at| Some(at) != ticked)
            .find(|&at| candidates.profile(at).is_none_or(Profile::is_days))
            .or_else(|| fitting.iter().copied().find(|&at| Some(at) != ticked));
        if let Some(at) = day {
            candidates.settle(at);
            self.use_for(at, Usage::Says(ImportField::AskedOn));
        }
    }

    /// Takes one column of days of answers, and every one that also says which answer it was.
    pub(super) fn recognise_answers(&mut self, candidates: &mut Candidates<'_>) {
        let fitting = candidates.called(ImportField::AnsweredOn);
        let is_day = |at: usize| {
            candidates
                .profile(at)
                .is_none_or(|profile| profile.is_days() || profile.filled == 0)
        };
        let of_outcome: Vec<(usize, Outcome)> = fitting
            .iter()
            .copied()
            .filter(|&at| is_day(at))
            .filter_map(|at| Some((at, day_of(candidates.keys.get(at)?)?)))
            .collect();
        let filled = |at: usize| {
            candidates
                .profile(at)
                .is_none_or(|profile| profile.filled > 0)
        };
        let plain: Vec<usize> = fitting
            .iter()
            .copied()
            .filter(|&at| is_day(at) && !of_outcome.iter().any(|(other, _)| *other == at))
            .collect();
        let plain = plain
            .iter()
            .copied()
            .find(|&at| filled(at))
            .or_else(|| plain.first().copied());
        for (at, outcome) in of_outcome {
            candidates.settle(at);
            self.use_for(at, Usage::DayOf(outcome));
        }
        if let Some(at) = plain {
            candidates.settle(at);
            self.use_for(at, Usage::Says(ImportField::AnsweredOn));
        }
    }
}
