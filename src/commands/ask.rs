//! What is told after an ask was logged or answered, gathered from the journal.

use super::reference::Names;
use super::session::{Session, current_goal, usual_span};
use crate::domain::ask::Ask;
use crate::domain::goal::Kind;
use crate::domain::ledger::{Key, Ledger, Row};
use crate::domain::outcome::Outcome;
use crate::domain::people::People;
use crate::domain::runs::{Behind, Behinds};
use crate::domain::stats::{Progress, rest_of_current_goal};
use crate::domain::streak::Streak;
use crate::domain::tally::{Counts, Tally};
use crate::failure::{Code, Failure};
use crate::journal::crew;
use crate::journal::event::{Event, Id, What};
use crate::journal::folder::{Journal, Problem, Trouble};
use crate::render::goals;
use crate::render::json::{OneAsk, SeveralAsks};
use crate::render::logged::{Count, Logged, Milestone, Replaced};
use crate::render::several::Several;

/// How far the journal was before the change: enough to see what it passed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Before {
    nos: u32,
    nos_ever: u32,
    done: u32,
}

impl Before {
    /// The journal as it is now, before the change.
    pub(crate) fn of(ledger: &Ledger, session: &Session<'_>) -> Self {
        let tally = Tally::of(ledger.asks());
        let goal = current_goal(ledger, &tally, session.today());
        Self {
            nos: tally.total(usual_span(ledger, session.today())).nos(),
            nos_ever: nos_ever(&tally),
            done: goal.map_or(0, |goal| goal.done),
        }
    }
}

/// Tells that asks were logged or answered. `replaced` are the answers that were there before.
pub(crate) struct Told<'a> {
    /// The asks, in the order they were named.
    pub(crate) keys: &'a [Key],
    /// How it was before.
    pub(crate) before: Before,
    /// The answers that were replaced, one for each ask.
    pub(crate) replaced: Vec<Option<Replaced>>,
    /// Whether they were answered, and not logged.
    pub(crate) is_answer: bool,
    /// Whether several were named, even if they turned out to be one.
    pub(crate) are_several: bool,
}

impl Told<'_> {
    /// Answers the person.
    ///
    /// # Errors
    /// If the answer cannot be written; what was done is said with it.
    pub(crate) fn answer(
        self,
        session: &mut Session<'_>,
        journal: &mut Journal,
    ) -> anyhow::Result<()> {
        let rows = rows(&journal.ledger, self.keys)?;
        let done = self.done(&rows);
        let asks = words(journal, &rows)
            .map_err(|error| Failure::new(Code::Io, format!("{done}, but {error:#}")))?;
        // Where asks are missing, the first that is left need not be the first there was.
        let is_missing = |problem: &Problem| problem.kind == Trouble::Missing;
        let is_missing = journal.problems.iter().any(is_missing);
        let ledger = &journal.ledger;
        let tally = Tally::of(ledger.asks());
        let goal = current_goal(ledger, &tally, session.today());
        let milestone = self
            .milestone(ledger, &tally, goal.as_ref(), session)
            .filter(|milestone| !(is_missing && matches!(milestone, Milestone::FirstNo)));
        let behind = self.behind(ledger, &rows);
        if self.are_several {
            let names = Names::of_ledger(ledger);
            let names: Vec<String> = rows.iter().map(|row| names.of(row)).collect();
            let told = Several {
                asks: &asks,
                names: &names,
                replaced: &self.replaced,
                goal: goal.as_ref(),
                milestone,
                is_answer: self.is_answer,
                today: session.today(),
            };
            return session.answer_change(
                &done,
                || SeveralAsks::of(&asks, goal.as_ref()).with_behind(&behind),
                |_| told.draw(),
            );
        }
        let (Some(ask), Some(row)) = (asks.first(), rows.first()) else {
            return Ok(());
        };
        let name = Names::of_ledger(ledger).of(row);
        let today = session.today();
        let told = Logged {
            ask,
            name: &name,
            count: count(ledger, &tally, goal.as_ref(), ask, session),
            milestone,
            made_today: tally.on(today).made,
            streak: Streak::current_of(&tally, rest_of_current_goal(ledger, today), today),
            before: before_with(ledger, row).filter(|_| !self.is_answer),
            replaced: self.replaced.first().copied().flatten(),
            behind: behind.first().and_then(Option::as_ref),
            is_answer: self.is_answer,
            today,
        };
        session.answer_change(
            &done,
            || OneAsk::of(ask, goal.as_ref()).with_behind(told.behind),
            |style| told.draw(style),
        )
    }

    /// What was behind each yes that was answered now.
    fn behind(&self, ledger: &Ledger, rows: &[Row]) -> Vec<Option<Behind>> {
        let answered = if self.is_answer { rows } else { &[] };
        let behinds = Behinds::of(ledger, answered);
        let rows = rows.iter();
        rows.map(|row| behinds.behind(ledger, row)).collect()
    }

    fn done(&self, rows: &[Row]) -> String {
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
        tally: &Tally,
        goal: Option<&Progress>,
        session: &Session<'_>,
    ) -> Option<Milestone> {
        if let Some(goal) = goal {
            let target = goal.goal.target.get();
            if self.before.done < target && goal.done >= target {
                let what = goals::what(goal.goal.counts);
                return Some(Milestone::Goal(target, what));
            }
        }
        let nos = tally.total(usual_span(ledger, session.today())).nos();
        if self.before.nos_ever == 0 && nos_ever(tally) > 0 && nos < Milestone::SECOND {
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
    session: &mut Session<'_>,
) -> anyhow::Result<()> {
    let rows = rows(&journal.ledger, keys)?;
    let asks = words(journal, &rows)?;
    let ledger = &journal.ledger;
    let tally = Tally::of(ledger.asks());
    let goal = current_goal(ledger, &tally, session.today());
    let names = Names::of_ledger(ledger);
    for (ask, row) in asks.iter().zip(&rows) {
        let name = names.of(row);
        let told = Logged {
            ask,
            name: &name,
            count: count(ledger, &tally, goal.as_ref(), ask, session),
            milestone: None,
            made_today: 0,
            streak: 0,
            before: None,
            replaced: None,
            behind: None,
            is_answer: false,
            today: session.today(),
        };
        let line = format!("{}\n", told.line(&session.style));
        if !session.is_quiet() {
            session.system.print(line.as_bytes())?;
        }
    }
    Ok(())
}

/// How many nos there are in the whole journal.
fn nos_ever(tally: &Tally) -> u32 {
    tally.span().map_or(0, |span| tally.total(span).nos())
}

/// The rows of these asks.
///
/// # Errors
/// If one of them is not there, which a change just made cannot be the cause of.
pub(crate) fn rows(ledger: &Ledger, keys: &[Key]) -> anyhow::Result<Vec<Row>> {
    keys.iter()
        .map(|&key| {
            ledger.get(key).copied().ok_or_else(|| {
                Failure::new(
                    Code::NotFound,
                    format!("there is no ask {}", ledger.id(key)),
                )
                .into()
            })
        })
        .collect()
}

/// The asks of these rows, with their words.
///
/// # Errors
/// If a log cannot be read again.
pub(crate) fn words(journal: &mut Journal, rows: &[Row]) -> anyhow::Result<Vec<Ask>> {
    crew::asks(&journal.ledger, &mut journal.words, rows)
}

/// The keys of the asks that these events made.
pub(crate) fn keys_of_asks(ledger: &Ledger, events: &[Event<'_>]) -> Vec<Key> {
    events
        .iter()
        .filter(|event| matches!(event.what, What::Ask(_)))
        .filter_map(|event| ledger.key(&event.id))
        .collect()
}

/// The id of a row as an event names it.
pub(crate) fn id_of(ledger: &Ledger, row: &Row) -> Id<'static> {
    ledger.event_id(row.key())
}

/// Which no (or yes) it is; none where the answer lies outside the period that is counted.
fn count(
    ledger: &Ledger,
    tally: &Tally,
    goal: Option<&Progress>,
    ask: &Ask,
    session: &Session<'_>,
) -> Option<Count> {
    let span = usual_span(ledger, session.today());
    ask.answered_on.filter(|&day| span.contains(day))?;
    let counts = tally.total(span);
    if ask.outcome == Outcome::Yes {
        return Some(Count {
            done: counts.yes,
            target: None,
        });
    }
    let Some(goal) = goal.filter(|goal| goal.goal.counts.kind() == Kind::OfNos) else {
        return Some(Count {
            done: counts.nos(),
            target: None,
        });
    };
    let counts_here =
        ask.outcome == Outcome::No || goal.goal.counts == crate::domain::goal::Counted::Nos;
    counts_here.then_some(Count {
        done: goal.done,
        target: Some(goal.goal.target.get()),
    })
}

/// How it went with the same person in the asks before this one.
fn before_with(ledger: &Ledger, row: &Row) -> Option<Counts> {
    let person = row.to?;
    let people = People::of(ledger);
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
