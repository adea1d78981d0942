//! Answers as JSON: the shapes and keys of the contract, and nothing localised.

use serde::Serialize;

use crate::domain::ask::{Ask, Odds, Rating};
use crate::domain::daily_counts::{Counts, Mean};
use crate::domain::day::{Period, RestWeekdays, weekday_name};
use crate::domain::pace::{Pace, Rate};
use crate::domain::plan::Plan;
use crate::domain::runs::Behind;
use crate::domain::stats::{Progress, Stats};
use crate::domain::steps::{Step, StepCounts};
use crate::domain::story::{BANDS, FearAndPull, OddsMet};
use crate::json::{self, Escapes};

/// A value as the one line that is printed.
///
/// # Errors
/// If the value has no JSON form, which none of ours lacks.
pub fn line(value: &impl Serialize) -> anyhow::Result<String> {
    let mut line = json::to_line(value, Escapes::Invisible)?;
    line.push('\n');
    Ok(line)
}

/// An ask.
#[derive(Clone, Debug, Serialize)]
pub struct AskJson<'a> {
    number: u64,
    id: &'a str,
    text: &'a str,
    outcome: &'static str,
    asked_on: String,
    answered_on: Option<String>,
    to: Option<&'a str>,
    tags: &'a [String],
    note: Option<&'a str>,
    fear: Option<u8>,
    odds: Option<u8>,
    sting: Option<u8>,
    logged_at: &'a str,
    pull: Option<u8>,
    plan: Option<u64>,
    steps: Vec<StepJson<'a>>,
    due: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    behind: Option<BehindJson<'a>>,
}

/// A step of an ask.
#[derive(Clone, Debug, Serialize)]
struct StepJson<'a> {
    step: &'a str,
    on: String,
    due: Option<String>,
    note: Option<&'a str>,
}

/// What was behind a yes.
#[derive(Clone, Debug, Serialize)]
struct BehindJson<'a> {
    tag: Option<&'a str>,
    nos: u32,
    ghosted: u32,
    since: Option<String>,
}

impl<'a> AskJson<'a> {
    /// The JSON form of an ask.
    #[must_use]
    pub fn new(ask: &'a Ask) -> Self {
        Self {
            number: ask.number,
            id: &ask.id,
            text: &ask.text,
            outcome: ask.outcome.name(),
            asked_on: ask.asked_on.to_string(),
            answered_on: ask.answered_on.map(|day| day.to_string()),
            to: ask.to.as_deref(),
            tags: &ask.tags,
            note: ask.note.as_deref(),
            fear: ask.fear.map(Rating::get),
            odds: ask.odds.map(Odds::percent),
            sting: ask.sting.map(Rating::get),
            logged_at: &ask.logged_at,
            pull: ask.pull.map(Rating::get),
            plan: ask.plan,
            steps: ask.steps.iter().map(StepJson::new).collect(),
            due: ask.due.map(|day| day.to_string()),
            behind: None,
        }
    }

    /// The same with what was behind it, if it is a yes that counts.
    #[must_use]
    pub fn with_behind(self, behind: Option<&'a Behind>) -> Self {
        let behind = behind.map(|behind| BehindJson {
            tag: behind.tag.as_deref(),
            nos: behind.nos,
            ghosted: behind.ghosted,
            since: behind.since.map(|day| day.to_string()),
        });
        Self { behind, ..self }
    }
}

impl<'a> StepJson<'a> {
    fn new(step: &'a Step) -> Self {
        Self {
            step: &step.step,
            on: step.on.to_string(),
            due: step.due.map(|day| day.to_string()),
            note: step.note.as_deref(),
        }
    }
}

/// The answer of a command that changed one ask.
#[derive(Debug, Serialize)]
pub struct OneAsk<'a> {
    schema: &'static str,
    ask: AskJson<'a>,
    goal: Option<GoalJson>,
}

impl<'a> OneAsk<'a> {
    /// The ask as it is now, and the current goal.
    #[must_use]
    pub fn new(ask: &'a Ask, goal: Option<&Progress>) -> Self {
        Self {
            schema: "nos.ask/1",
            ask: AskJson::new(ask),
            goal: goal.map(GoalJson::new),
        }
    }

    /// The same with what was behind the ask, if it is a yes.
    #[must_use]
    pub fn with_behind(mut self, behind: Option<&'a Behind>) -> Self {
        self.ask = self.ask.with_behind(behind);
        self
    }
}

/// The answer of a command that changed several asks.
#[derive(Debug, Serialize)]
pub struct SeveralAsks<'a> {
    schema: &'static str,
    count: usize,
    asks: Vec<AskJson<'a>>,
    goal: Option<GoalJson>,
}

impl<'a> SeveralAsks<'a> {
    /// The asks as they are now, and the current goal.
    #[must_use]
    pub fn new(asks: &'a [Ask], goal: Option<&Progress>) -> Self {
        Self {
            schema: "nos.asks/1",
            count: asks.len(),
            asks: asks.iter().map(AskJson::new).collect(),
            goal: goal.map(GoalJson::new),
        }
    }

    /// The same with what was behind each ask, as far as it is a yes.
    #[must_use]
    pub fn with_behind(mut self, behind: &'a [Option<Behind>]) -> Self {
        let told = self.asks.into_iter().zip(behind);
        self.asks = told
            .map(|(ask, behind)| ask.with_behind(behind.as_ref()))
            .collect();
        self
    }
}

/// The beginning of the answer of `list`, before its asks.
pub fn list_head(count: usize) -> String {
    format!("{{\"schema\":\"nos.list/1\",\"count\":{count},\"asks\":[")
}

/// Some asks of the answer of `list`, a comma before each; the first comma of all is to be dropped.
///
/// # Errors
/// If an ask has no JSON form, which none lacks.
pub fn list_asks(asks: &[Ask]) -> anyhow::Result<String> {
    let mut out = String::new();
    for ask in asks {
        out.push(',');
        out.push_str(&json::to_line(&AskJson::new(ask), Escapes::Invisible)?);
    }
    Ok(out)
}

/// The end of the answer of `list`.
pub const LIST_TAIL: &str = "]}\n";

/// A plan.
#[derive(Clone, Debug, Serialize)]
pub struct PlanJson<'a> {
    plan: u64,
    id: String,
    text: &'a str,
    to: Option<&'a str>,
    tags: &'a [String],
    note: Option<&'a str>,
    fear: Option<u8>,
    odds: Option<u8>,
    pull: Option<u8>,
    by: Option<String>,
    logged_at: &'a str,
    ask: Option<u64>,
}

impl<'a> PlanJson<'a> {
    /// The JSON form of a plan with this id, of which that ask was made.
    #[must_use]
    pub fn new(plan: &'a Plan, id: String, ask: Option<u64>) -> Self {
        Self {
            plan: plan.number,
            id,
            text: &plan.text,
            to: plan.to.as_deref(),
            tags: &plan.tags,
            note: plan.note.as_deref(),
            fear: plan.fear.map(Rating::get),
            odds: plan.odds.map(Odds::percent),
            pull: plan.pull.map(Rating::get),
            by: plan.by.map(|day| day.to_string()),
            logged_at: &plan.logged_at,
            ask,
        }
    }
}

/// The answer of `import`.
#[derive(Debug, Serialize)]
pub struct Imported<'a> {
    /// The version of the form.
    pub schema: &'static str,
    /// How many rows, or events of a log, came in.
    pub added: usize,
    /// How many were there already.
    pub already_there: usize,
    /// How many asks that were there got an answer or a step.
    pub updated: usize,
    /// What rows of asks that are there say otherwise.
    pub differing: Vec<Differing>,
    /// Rows that may be an ask that is there, corrected.
    pub corrected: Vec<Corrected>,
    /// The lines that were left out.
    pub skipped: Vec<Skipped>,
    /// What the columns were taken for.
    pub columns: Vec<ImportedColumn>,
    /// What the words of the outcome were taken for.
    pub words: Vec<ImportedWord>,
    /// The first and the last day of an ask.
    pub days: ImportedDays,
    /// How many answers got the day of their ask.
    pub answers_without_day: u64,
    /// The asks that came in.
    pub asks: Vec<AskJson<'a>>,
    /// The plans that came in.
    pub plans: Vec<PlanJson<'a>>,
}

/// A row of an ask that is there, and says something else.
#[derive(Debug, Serialize)]
pub struct Differing {
    /// The line.
    pub line: u64,
    /// The number of the ask.
    pub number: u64,
    /// What they disagree about.
    pub field: &'static str,
    /// What the ask says.
    pub was: serde_json::Value,
    /// What the row says.
    pub is: serde_json::Value,
}

/// A row that may be an ask that is there, corrected.
#[derive(Debug, Serialize)]
pub struct Corrected {
    /// The line.
    pub line: u64,
    /// The number that its ask got.
    pub number: u64,
    /// The number of the ask that it may have been.
    pub was: u64,
}

/// A line that did not come in.
#[derive(Debug, Serialize)]
pub struct Skipped {
    /// The line.
    pub line: u64,
    /// Why.
    pub reason: String,
}

/// What a column was taken for.
#[derive(Debug, Serialize)]
pub struct ImportedColumn {
    /// Its name.
    pub column: String,
    /// The field that it says; null if it is left out.
    pub field: Option<&'static str>,
}

/// What a word was taken for.
#[derive(Debug, Serialize)]
pub struct ImportedWord {
    /// The column it is in.
    pub column: String,
    /// The word.
    pub word: String,
    /// How many rows have it.
    pub count: u64,
    /// What it was taken for; null if it says nothing.
    #[serde(rename = "as")]
    pub taken_as: Option<&'static str>,
}

/// The days of what came in; null if nothing did.
#[derive(Debug, Default, Serialize)]
pub struct ImportedDays {
    /// The first.
    pub first: Option<String>,
    /// The last.
    pub last: Option<String>,
}

impl<'a> Imported<'a> {
    /// The asks that came in, how many rows (or events of a log) did and how many were there
    /// already.
    pub fn new(asks: &'a [Ask], added: usize, already_there: usize) -> Self {
        Self {
            schema: "nos.import/1",
            added,
            already_there,
            updated: 0,
            differing: Vec::new(),
            corrected: Vec::new(),
            skipped: Vec::new(),
            columns: Vec::new(),
            words: Vec::new(),
            days: ImportedDays::default(),
            answers_without_day: 0,
            asks: asks.iter().map(AskJson::new).collect(),
            plans: Vec::new(),
        }
    }
}

/// A goal and how far it has come.
#[derive(Clone, Debug, Serialize)]
pub struct GoalJson {
    target: u32,
    counts: &'static str,
    from: String,
    to: String,
    rest: Vec<&'static str>,
    done: u32,
    remaining: u32,
    fraction: f64,
    reached_on: Option<String>,
    pace: Option<PaceJson>,
}

impl GoalJson {
    /// The JSON form of a goal.
    #[must_use]
    pub fn new(progress: &Progress) -> Self {
        let goal = &progress.goal;
        Self {
            target: goal.target.get(),
            counts: goal.counts.name(),
            from: goal.span.from.to_string(),
            to: goal.span.to.to_string(),
            rest: rest(goal.rest),
            done: progress.done,
            remaining: progress.remaining(),
            fraction: progress.fraction(),
            reached_on: progress.reached_on.map(|day| day.to_string()),
            pace: progress.pace.as_ref().map(PaceJson::new),
        }
    }
}

fn rest(rest: RestWeekdays) -> Vec<&'static str> {
    rest.weekdays().map(weekday_name).collect()
}

#[derive(Clone, Debug, Serialize)]
struct PaceJson {
    counting_from: String,
    days_total: u32,
    days_done: u32,
    days_left: u32,
    expected: u32,
    lead: i64,
    needed_per_day: Option<f64>,
    rate_per_day: Option<f64>,
    forecast_total: Option<u64>,
    finishes_on: Option<String>,
    recent_rate_per_day: Option<f64>,
    recent_finishes_on: Option<String>,
}

impl PaceJson {
    fn new(pace: &Pace) -> Self {
        Self {
            counting_from: pace.counting_from.to_string(),
            days_total: pace.days_total,
            days_done: pace.days_done,
            days_left: pace.days_left,
            expected: pace.expected,
            lead: pace.lead(),
            needed_per_day: pace.needed_per_day(),
            rate_per_day: pace.rate.map(Rate::per_day),
            forecast_total: pace.forecast_total(),
            finishes_on: pace.finishes_on.map(|day| day.to_string()),
            recent_rate_per_day: pace.recent_rate.map(Rate::per_day),
            recent_finishes_on: pace.recent_finishes_on.map(|day| day.to_string()),
        }
    }
}

/// The answer of `goal`, `goal set` and `goal clear`.
#[derive(Debug, Serialize)]
pub struct GoalsJson {
    schema: &'static str,
    goals: Vec<GoalJson>,
}

impl GoalsJson {
    /// The goals, in their order.
    #[must_use]
    pub fn new(goals: &[Progress]) -> Self {
        Self {
            schema: "nos.goals/1",
            goals: goals.iter().map(GoalJson::new).collect(),
        }
    }
}

/// The answer of `stats`.
#[derive(Debug, Serialize)]
pub struct StatsJson<'a> {
    schema: &'static str,
    today: String,
    period: PeriodJson,
    made: u32,
    no: u32,
    yes: u32,
    ghosted: u32,
    pending: u32,
    nos: u32,
    yes_rate: Option<f64>,
    points: u64,
    streak: StreakJson,
    days_to_answer: MedianJson,
    fear: MeanJson,
    sting: MeanJson,
    fear_and_sting: FearAndStingJson,
    odds: OddsJson,
    goals: Vec<GoalJson>,
    by_month: Vec<MonthJson>,
    by_tag: Vec<TagJson<'a>>,
    by_who: Vec<WhoJson<'a>>,
    by_weekday: Vec<WeekdayJson>,
    nos_per_yes: Option<f64>,
    by_odds: Vec<BandJson>,
    asking_again: AskingAgainJson,
    pull: MeanJson,
    fear_and_pull: FearAndPullJson,
    by_step: Vec<StepCountsJson<'a>>,
    rest_days: u32,
    plans: u32,
    due: u32,
}

#[derive(Debug, Serialize)]
struct StepCountsJson<'a> {
    step: &'a str,
    asks: u32,
    yes: u32,
}

impl<'a> StepCountsJson<'a> {
    fn new(counts: &'a StepCounts) -> Self {
        Self {
            step: &counts.step,
            asks: counts.asks,
            yes: counts.yes,
        }
    }
}

#[derive(Debug, Serialize)]
struct PeriodJson {
    from: String,
    to: String,
}

impl PeriodJson {
    fn new(span: Period) -> Self {
        Self {
            from: span.from.to_string(),
            to: span.to.to_string(),
        }
    }
}

#[derive(Debug, Serialize)]
struct StreakJson {
    current: u32,
    longest: u32,
    longest_from: Option<String>,
    longest_to: Option<String>,
}

#[derive(Debug, Serialize)]
struct MedianJson {
    count: u32,
    median: Option<f64>,
}

#[derive(Debug, Serialize)]
struct MeanJson {
    count: u32,
    mean: Option<f64>,
}

impl MeanJson {
    fn new(mean: Mean) -> Self {
        Self {
            count: mean.count,
            mean: mean.mean(),
        }
    }
}

#[derive(Debug, Serialize)]
struct FearAndStingJson {
    count: u32,
    fear: Option<f64>,
    sting: Option<f64>,
}

#[derive(Debug, Serialize)]
struct OddsJson {
    count: u32,
    guessed: Option<f64>,
    met: Option<f64>,
}

impl OddsJson {
    fn new(met: &OddsMet) -> Self {
        Self {
            count: met.count,
            guessed: met.guessed(),
            met: met.met(),
        }
    }
}

#[derive(Debug, Serialize)]
struct BandJson {
    from: u8,
    to: u8,
    #[serde(flatten)]
    met: OddsJson,
}

#[derive(Debug, Serialize)]
struct AskingAgainJson {
    count: u32,
    median_days: Option<f64>,
}

#[derive(Debug, Serialize)]
struct FearAndPullJson {
    count: u32,
    much_fear_much_pull: u32,
    much_fear_little_pull: u32,
    little_fear_much_pull: u32,
    little_fear_little_pull: u32,
}

impl FearAndPullJson {
    fn new(counts: &FearAndPull) -> Self {
        let FearAndPull {
            much_fear_much_pull,
            much_fear_little_pull,
            little_fear_much_pull,
            little_fear_little_pull,
        } = *counts;
        Self {
            count: counts.count(),
            much_fear_much_pull,
            much_fear_little_pull,
            little_fear_much_pull,
            little_fear_little_pull,
        }
    }
}

#[derive(Debug, Serialize)]
struct CountsJson {
    made: u32,
    no: u32,
    yes: u32,
    ghosted: u32,
    pending: u32,
    yes_rate: Option<f64>,
    fear: Option<f64>,
    sting: Option<f64>,
    pull: Option<f64>,
}

impl CountsJson {
    fn new(counts: &Counts) -> Self {
        Self {
            made: counts.made,
            no: counts.no,
            yes: counts.yes,
            ghosted: counts.ghosted,
            pending: counts.pending,
            yes_rate: counts.yes_rate(),
            fear: counts.fear.mean(),
            sting: counts.sting.mean(),
            pull: counts.pull.mean(),
        }
    }
}

#[derive(Debug, Serialize)]
struct MonthJson {
    month: String,
    #[serde(flatten)]
    counts: CountsJson,
}

#[derive(Debug, Serialize)]
struct TagJson<'a> {
    tag: &'a str,
    #[serde(flatten)]
    counts: CountsJson,
}

#[derive(Debug, Serialize)]
struct WhoJson<'a> {
    who: &'a str,
    #[serde(flatten)]
    counts: CountsJson,
}

#[derive(Debug, Serialize)]
struct WeekdayJson {
    weekday: &'static str,
    #[serde(flatten)]
    counts: CountsJson,
}

impl<'a> StatsJson<'a> {
    /// The JSON form of the stats.
    #[must_use]
    pub fn new(stats: &'a Stats) -> Self {
        let counts = &stats.counts;
        let streak = &stats.streak;
        let both = &stats.fear_and_sting;
        Self {
            schema: "nos.stats/1",
            today: stats.today.to_string(),
            period: PeriodJson::new(stats.span),
            made: counts.made,
            no: counts.no,
            yes: counts.yes,
            ghosted: counts.ghosted,
            pending: counts.pending,
            nos: counts.nos(),
            yes_rate: counts.yes_rate(),
            points: counts.points(),
            streak: StreakJson {
                current: streak.current,
                longest: streak.longest,
                longest_from: streak.longest_span.map(|span| span.from.to_string()),
                longest_to: streak.longest_span.map(|span| span.to.to_string()),
            },
            days_to_answer: MedianJson {
                count: stats.days_to_answer.count,
                median: stats.days_to_answer.median,
            },
            fear: MeanJson::new(counts.fear),
            sting: MeanJson::new(counts.sting),
            fear_and_sting: FearAndStingJson {
                count: both.fear.count,
                fear: both.fear.mean(),
                sting: both.sting.mean(),
            },
            odds: OddsJson::new(&stats.odds),
            goals: stats.goals.iter().map(GoalJson::new).collect(),
            by_month: months(stats),
            by_tag: tags(stats),
            by_who: people(stats),
            by_weekday: weekdays(stats),
            nos_per_yes: counts.nos_per_yes(),
            by_odds: bands(stats),
            asking_again: AskingAgainJson {
                count: stats.asking_again.count,
                median_days: stats.asking_again.median,
            },
            pull: MeanJson::new(counts.pull),
            fear_and_pull: FearAndPullJson::new(&stats.fear_and_pull),
            by_step: stats.by_step.iter().map(StepCountsJson::new).collect(),
            rest_days: stats.rest_days,
            plans: stats.plans,
            due: stats.due,
        }
    }
}

fn months(stats: &Stats) -> Vec<MonthJson> {
    let rows = stats.by_month.iter().map(|(month, counts)| MonthJson {
        month: month.to_string(),
        counts: CountsJson::new(counts),
    });
    rows.collect()
}

fn tags(stats: &Stats) -> Vec<TagJson<'_>> {
    let rows = stats.by_tag.iter().map(|(tag, counts)| TagJson {
        tag,
        counts: CountsJson::new(counts),
    });
    rows.collect()
}

fn people(stats: &Stats) -> Vec<WhoJson<'_>> {
    let rows = stats.by_who.iter().map(|(who, counts)| WhoJson {
        who,
        counts: CountsJson::new(counts),
    });
    rows.collect()
}

fn bands(stats: &Stats) -> Vec<BandJson> {
    let rows = BANDS
        .iter()
        .zip(&stats.by_odds)
        .map(|(band, met)| BandJson {
            from: *band.start(),
            to: *band.end(),
            met: OddsJson::new(met),
        });
    rows.collect()
}

fn weekdays(stats: &Stats) -> Vec<WeekdayJson> {
    let rows = stats
        .by_weekday
        .iter()
        .map(|(weekday, counts)| WeekdayJson {
            weekday: weekday_name(*weekday),
            counts: CountsJson::new(counts),
        });
    rows.collect()
}
