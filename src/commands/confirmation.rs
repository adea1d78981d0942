//! What is shown after an ask was logged or answered, gathered from the journal.

use super::context::{Context, current_goal, usual_span};
use super::reference::AskNames;
use crate::domain::ask::Ask;
use crate::domain::daily_counts::{Counts, DailyCounts};
use crate::domain::goal::GoalKind;
use crate::domain::ledger::{Key, Ledger, Record};
use crate::domain::outcome::Outcome;
use crate::domain::people::People;
use crate::domain::runs::{Behind, Behinds};
use crate::domain::stats::{Progress, rest_of_current_goal};
use crate::domain::streak::Streak;
use crate::error::{Code, Failure};
use crate::journal::event::{Event, EventKind, Id};
use crate::journal::folder::{Journal, Problem, ProblemKind};
use crate::journal::parallel_texts;
use crate::render::batch_confirmation::BatchConfirmation;
use crate::render::confirmation::{GoalCount, Logged, Milestone, ReplacedAnswer};
use crate::render::goals;
use crate::render::json::{OneAsk, SeveralAsks};

/// How far the journal was before the change: enough to see what it passed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EarlierState {
    nos: u32,
    nos_ever: u32,
    /// Whether an ask that was logged here once is there no more, as where a log was lost.
    is_ask_lost: bool,
    done: u32,
}

impl EarlierState {
    /// The journal as it is now, before the change.
    pub(crate) fn new(ledger: &Ledger, context: &Context<'_>) -> Self {
        let daily_counts = DailyCounts::from_ledger(ledger);
        let goal = current_goal(ledger, &daily_counts, context.today());
        Self {
            nos: daily_counts
                .total(usual_span(ledger, context.today()))
                .nos(),
            nos_ever: nos_ever(&daily_counts),
            is_ask_lost: is_ask_lost(ledger),
            done: goal.map_or(0, |goal| goal.done),
        }
    }
}

/// Tells that asks were logged or answered. `replaced` are the answers that were there before.
pub(crate) struct Confirmation<'a> {
    /// The asks, in the order they were named.
    pub(crate) keys: &'a [Key],
    /// How it was before.
    pub(crate) before: EarlierState,
    /// The answers that were replaced, one for each ask.
    pub(crate) replaced: Vec<Option<ReplacedAnswer>>,
    /// Whether they were answered, and not logged.
    pub(crate) is_answer: bool,
    /// Whether several were named, even if they turned out to be one.
    pub(crate) are_several: bool,
}

impl Confirmation<'_> {
    /// Answers the person.
    ///
    /// # Errors
    /// If the answer cannot be written; what was done is said with it.
    pub(crate) fn answer(
        self,
        context: &mut Context<'_>,
        journal: &mut Journal,
    ) -> anyhow::Result<()> {
        let rows = rows(&journal.ledger, self.keys)?;
        let done = self.done(&rows);
        let asks = words(journal, &rows)
            .map_err(|error| Failure::new(Code::Io, format!("{done}, but {error:#}")))?;
        // Where asks are missing, the first that is left need not be the first there was.
        let is_missing = |problem: &Problem| problem.kind == ProblemKind::Missing;
        let is_missing = journal.problems.iter().any(is_missing);
        let ledger = &journal.ledger;
        let daily_counts = DailyCounts::from_ledger(ledger);
        let goal = current_goal(ledger, &daily_counts, context.today());
        let milestone = self
            .milestone(ledger, &daily_counts, goal.as_ref(), context)
            .filter(|milestone| !(is_missing && matches!(milestone, Milestone::FirstNo)));
        let behind = self.behind(ledger, &rows);
        if self.are_several {
            let names = AskNames::of_ledger(ledger);
            let names: Vec<String> = rows.iter().map(|row| names.of(row)).collect();
            let told = BatchConfirmation {
                asks: &asks,
                names: &names,
                replaced: &self.replaced,
                goal: goal.as_ref(),
                milestone,
                is_answer: self.is_answer,
                today: context.today(),
            };
            return context.answer_change(
                &done,
                || SeveralAsks::new(&asks, goal.as_ref()).with_behind(&behind),
                |_| told.draw(),
            );
        }
        let (Some(ask), Some(row)) = (asks.first(), rows.first()) else {
            return Ok(());
        };
        let name = AskNames::of_ledger(ledger).of(row);
        let today = context.today();
        let told = Logged {
            ask,
            name: &name,
            count: count(ledger, &daily_counts, goal.as_ref(), ask, context),
            milestone,
            made_today: daily_counts.on(today).made,
            streak: Streak::current_of(&daily_counts, rest_of_current_goal(ledger, today), today),
            before: before_with(ledger, row).filter(|_| !self.is_answer),
            replaced: self.replaced.first().copied().flatten(),
            behind: behind.first().and_then(Option::as_ref),
            is_answer: self.is_answer,
            today,
        };
        context.answer_change(
            &done,
            || OneAsk::new(ask, goal.as_ref()).with_behind(told.behind),
            |style| told.draw(style),
        )
    }

    /// What was behind each yes that was answered now.
    fn behind(&self, ledger: &Ledger, rows: &[Record]) -> Vec<Option<Behind>> {
        let answered = if self.is_answer { rows } else { &[] };
        let behinds = Behinds::new(ledger, answered);
        let rows = rows.iter();
        rows.map(|row| behinds.behind(ledger, row)).collect()
    }

    fn done(&self, rows: &[Record]) -> String {
        let verb = if self.is_answer { "answered" } else { "logged" };
        match rows {
            [row] if self.is_answer => format!("{verb} #{}", row.number),
            [row] => format!("{verb} as #{}", row.number),
            [first, .., last] => format!("{verb} #{} to #{}", first.number, last.number),
            [] => verb.to_owned(),
        }
    }

    fn milestone(
        &self,
        ledger: &Ledger,
        daily_counts: &DailyCounts,
        goal: Option<&Progress>,
        context: &Context<'_>,
    ) -> Option<Milestone> {
        if let Some(goal) = goal {
            let target = goal.goal.target.get();
            if self.before.done < target && goal.done >= target {
                let what = goals::what(goal.goal.counts);
                return Some(Milestone::Goal(target, what));
            }
        }
        let nos = daily_counts
            .total(usual_span(ledger, context.today()))
            .nos();
        let is_first = self.before.nos_ever == 0 && !self.before.is_ask_lost;
        if is_first && nos_ever(daily_counts) > 0 && nos < Milestone::SECOND {
            return Some(Milestone::FirstNo);
        }
        Milestone::between(self.before.nos, nos)
    }
}

/// Tells an ask that was logged as one of a list, in one line.
///
/// # Errors
/// If a log cannot be read again, or the line cannot be written.
pub(crate) fn tell_line(
    keys: &[Key],
    journal: &mut Journal,
    context: &mut Context<'_>,
) -> anyhow::Result<()> {
    let rows = rows(&journal.ledger, keys)?;
    let asks = words(journal, &rows)?;
    let ledger = &journal.ledger;
    let daily_counts = DailyCounts::from_ledger(ledger);
    let goal = current_goal(ledger, &daily_counts, context.today());
    let names = AskNames::of_ledger(ledger);
    for (ask, row) in asks.iter().zip(&rows) {
        let name = names.of(row);
        let told = Logged {
            ask,
            name: &name,
            count: count(ledger, &daily_counts, goal.as_ref(), ask, context),
            milestone: None,
            made_today: 0,
            streak: 0,
            before: None,
            replaced: None,
            behind: None,
            is_answer: false,
            today: context.today(),
        };
        let line = format!("{}\n", told.line(&context.style));
        if !context.is_quiet() {
            context.system.print(line.as_bytes())?;
        }
    }
    Ok(())
}

/// Whether a number was given out here that no ask has any more. A purge takes its ask out on
/// purpose.
fn is_ask_lost(ledger: &Ledger) -> bool {
    let highest = ledger.asks_and_removed().map(|row| row.number).max();
    highest.unwrap_or_default() < ledger.highest_number && ledger.purged.is_empty()
}

/// How many nos there are in the whole journal.
fn nos_ever(daily_counts: &DailyCounts) -> u32 {
    daily_counts
        .span()
        .map_or(0, |span| daily_counts.total(span).nos())
}

/// The rows of these asks.
///
/// # Errors
/// If one of them is not there, which a change just made cannot be the cause of.
pub(crate) fn rows(ledger: &Ledger, keys: &[Key]) -> anyhow::Result<Vec<Record>> {
    keys.iter()
        .map(|&key| {
            ledger.get(key).copied().ok_or_else(|| {
                Failure::new(Code::NotFound, format!("there's no ask {}", ledger.id(key))).into()
            })
        })
        .collect()
}

/// The asks of these rows, with their words.
///
/// # Errors
/// If a log cannot be read again.
pub(crate) fn words(journal: &mut Journal, rows: &[Record]) -> anyhow::Result<Vec<Ask>> {
    parallel_texts::asks(&journal.ledger, &mut journal.words, rows)
}

/// The keys of the asks that these events made.
pub(crate) fn keys_of_asks(ledger: &Ledger, events: &[Event<'_>]) -> Vec<Key> {
    events
        .iter()
        .filter(|event| matches!(event.what, EventKind::Ask(_)))
        .filter_map(|event| ledger.key(&event.id))
        .collect()
}

/// The id of a row as an event names it.
pub(crate) fn id_of(ledger: &Ledger, row: &Record) -> Id<'static> {
    ledger.event_id(row.key())
}

/// Which no (or yes) it is; none where the answer lies outside the period that is counted.
fn count(
    ledger: &Ledger,
    daily_counts: &DailyCounts,
    goal: Option<&Progress>,
    ask: &Ask,
    context: &Context<'_>,
) -> Option<GoalCount> {
    let span = usual_span(ledger, context.today());
    ask.answered_on.filter(|&day| span.contains(day))?;
    let counts = daily_counts.total(span);
    if ask.outcome == Outcome::Yes {
        return Some(GoalCount {
            done: counts.yes,
            target: None,
        });
    }
    let Some(goal) = goal.filter(|goal| goal.goal.counts.kind() == GoalKind::OfNos) else {
        return Some(GoalCount {
            done: counts.nos(),
            target: None,
        });
    };
    let counts_here =
        ask.outcome == Outcome::No || goal.goal.counts == crate::domain::goal::Counted::Nos;
    counts_here.then_some(GoalCount {
        done: goal.done,
        target: Some(goal.goal.target.get()),
    })
}

/// How it went with the same person in the asks before this one.
fn before_with(ledger: &Ledger, row: &Record) -> Option<Counts> {
    let person = row.to?;
    let people = People::new(ledger);
    let mut counts = Counts::default();
    for other in ledger.asks().filter(|other| other.key() < row.key()) {
        if other.to.is_some_and(|to| people.are_same(to, person)) {
            counts.add_ask(other);
            counts.add_answer(other.outcome);
            if other.outcome == Outcome::Pending {
                counts.add_pending();
            }
        }
    }
    Some(counts)
}
