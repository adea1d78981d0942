//! The second opinion: every number of `nos stats --json` counted again, plainly and slowly, from
//! what was meant to be logged. Nothing of the library is used here, on purpose.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde_json::{Value, json};

/// An ask as the person who made it would remember it.
#[derive(Clone, Debug)]
pub(crate) struct Remembered {
    pub(crate) number: usize,
    pub(crate) text: String,
    pub(crate) on: NaiveDate,
    pub(crate) answer: Option<(&'static str, NaiveDate)>,
    /// Whether the answer was logged with the ask and has no day of its own.
    pub(crate) answered_on_the_spot: bool,
    pub(crate) to: Option<&'static str>,
    pub(crate) tags: Vec<&'static str>,
    pub(crate) note: Option<String>,
    pub(crate) fear: Option<u32>,
    pub(crate) odds: Option<u32>,
    pub(crate) sting: Option<u32>,
    pub(crate) pull: Option<u32>,
}

/// A goal as it was set.
#[derive(Clone, Debug)]
pub(crate) struct Aim {
    pub(crate) target: u32,
    pub(crate) counts: &'static str,
    pub(crate) from: NaiveDate,
    pub(crate) to: NaiveDate,
    pub(crate) rest: Vec<Weekday>,
    pub(crate) set_on: NaiveDate,
}

/// All that is remembered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    pub(crate) asks: Vec<Remembered>,
    pub(crate) aims: Vec<Aim>,
}

const WEEK: [(Weekday, &str); 7] = [
    (Weekday::Mon, "mon"),
    (Weekday::Tue, "tue"),
    (Weekday::Wed, "wed"),
    (Weekday::Thu, "thu"),
    (Weekday::Fri, "fri"),
    (Weekday::Sat, "sat"),
    (Weekday::Sun, "sun"),
];

fn next(day: NaiveDate) -> NaiveDate {
    day + Days::new(1)
}

fn before(day: NaiveDate) -> NaiveDate {
    day - Days::new(1)
}

fn mean(values: &[f64]) -> Value {
    match length(values) {
        0 => Value::Null,
        length => json!(values.iter().sum::<f64>() / float(length)),
    }
}

fn length<T>(values: &[T]) -> i64 {
    i64::try_from(values.len()).unwrap()
}

fn float(number: i64) -> f64 {
    f64::from(i32::try_from(number).unwrap())
}

fn text_of(day: Option<NaiveDate>) -> Value {
    day.map_or(Value::Null, |day| json!(day.to_string()))
}

fn is_no(outcome: &str) -> bool {
    outcome == "no" || outcome == "ghosted"
}

impl Aim {
    fn active(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        let mut active = 0;
        let mut day = from;
        while day <= to {
            if !self.rest.contains(&day.weekday()) {
                active += 1;
            }
            day = next(day);
        }
        active
    }

    /// The days on which one more counted, in order.
    fn counted_days(&self, memory: &Memory) -> Vec<NaiveDate> {
        let mut days = Vec::new();
        for ask in &memory.asks {
            match (self.counts, ask.answer) {
                ("asks", _) => days.push(ask.on),
                ("nos", Some((outcome, on))) if is_no(outcome) => days.push(on),
                ("said-nos", Some(("no", on))) => days.push(on),
                _ => {}
            }
        }
        days.sort();
        days
    }

    fn told(&self, memory: &Memory, today: NaiveDate) -> Value {
        let mut days = self.counted_days(memory);
        days.retain(|&day| self.from <= day && day <= self.to && day <= today);
        let done = length(&days);
        let target = i64::from(self.target);
        let remaining = if done < target { target - done } else { 0 };
        let reached_on = days.get(self.target as usize - 1).copied();
        let rest: Vec<&str> = WEEK
            .iter()
            .filter(|(weekday, _)| self.rest.contains(weekday))
            .map(|(_, name)| *name)
            .collect();
        let pace = if self.from <= today && today <= self.to {
            self.pace(memory, &days, remaining, today)
        } else {
            Value::Null
        };
        json!({
            "target": target, "counts": self.counts, "from": self.from.to_string(),
            "to": self.to.to_string(), "rest": rest, "done": done, "remaining": remaining,
            "fraction": float(done) / float(target), "reached_on": text_of(reached_on),
            "pace": pace,
        })
    }

    fn pace(&self, memory: &Memory, days: &[NaiveDate], remaining: i64, today: NaiveDate) -> Value {
        let mut start = self.set_on;
        for ask in &memory.asks {
            if ask.on >= self.from && ask.on < start {
                start = ask.on;
            }
        }
        let counting_from = if start > self.from { start } else { self.from };
        let done = length(days);
        let total = self.active(counting_from, self.to);
        let behind_us = self.active(counting_from, before(today));
        let left = self.active(today, self.to);
        let expected = if total == 0 {
            0
        } else {
            i64::from(self.target) * behind_us / total
        };
        let needed = match (remaining, left) {
            (0, _) => json!(0.0),
            (_, 0) => Value::Null,
            (remaining, left) => json!(float(remaining) / float(left)),
        };
        let so_far = self.active(counting_from, today);
        let four_weeks_ago = today - Days::new(27);
        let recent_from = four_weeks_ago.max(counting_from);
        let mut recent = days.to_vec();
        recent.retain(|&day| day >= recent_from);
        let recent = length(&recent);
        let recent_days = self.active(recent_from, today);
        let rate = |done: i64, days: i64| match days {
            0 => Value::Null,
            days => json!(float(done) / float(days)),
        };
        json!({
            "counting_from": counting_from.to_string(), "days_total": total,
            "days_done": behind_us, "days_left": left, "expected": expected,
            "lead": done - expected, "needed_per_day": needed,
            "rate_per_day": rate(done, so_far),
            "forecast_total": if so_far == 0 { Value::Null } else { json!(done * total / so_far) },
            "finishes_on": text_of(self.finish(done, so_far, remaining, today)),
            "recent_rate_per_day": rate(recent, recent_days),
            "recent_finishes_on": text_of(self.finish(recent, recent_days, remaining, today)),
        })
    }

    /// Walks into the future until the rate has brought what remains.
    fn finish(&self, done: i64, days: i64, remaining: i64, today: NaiveDate) -> Option<NaiveDate> {
        if done == 0 || days == 0 || remaining == 0 {
            return None;
        }
        let last = today.with_year(today.year() + 100).unwrap();
        let mut day = today;
        let mut active = 0;
        while active * done < remaining * days {
            day = next(day);
            if day > last {
                return None;
            }
            active += self.active(day, day);
        }
        Some(day)
    }
}

/// What is asked of `nos stats`.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) from: NaiveDate,
    pub(crate) to: NaiveDate,
    pub(crate) tags: Vec<&'static str>,
    pub(crate) who: Option<&'static str>,
}

impl Memory {
    fn current(&self, today: NaiveDate) -> Option<&Aim> {
        let holds = |aim: &&Aim| aim.from <= today && today <= aim.to;
        let of_nos = self.aims.iter().filter(|aim| aim.counts != "asks");
        let of_asks = self.aims.iter().filter(|aim| aim.counts == "asks");
        of_nos.chain(of_asks).find(holds)
    }

    /// The period that `stats` takes by itself.
    pub(crate) fn usual_period(&self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        match self.current(today) {
            Some(aim) => (aim.from, aim.to),
            None => year(today.year()),
        }
    }

    /// From the earliest day of an ask or an answer to the latest, at least today.
    pub(crate) fn whole_period(&self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let (mut first, mut last) = (today, today);
        for ask in &self.asks {
            let answered = ask.answer.map_or(ask.on, |(_, on)| on);
            first = first.min(ask.on);
            last = last.max(answered);
        }
        (first, last)
    }

    fn streak(&self, today: NaiveDate) -> Value {
        let rest = self
            .current(today)
            .map_or(Vec::new(), |aim| aim.rest.clone());
        let rests = |day: NaiveDate| rest.contains(&day.weekday());
        let asked = |day: NaiveDate| self.asks.iter().any(|ask| ask.on == day);
        let (first, last) = self.whole_period(today);
        let (mut longest, mut best) = (0, None);
        let (mut run, mut run_from, mut current) = (0, first, 0);
        let mut day = first;
        while day <= last {
            if asked(day) {
                if run == 0 {
                    run_from = day;
                }
                run += 1;
                if run > longest {
                    longest = run;
                    best = Some((run_from, day));
                }
            } else if !rests(day) && day != today {
                run = 0;
            }
            if day == today {
                current = run;
            }
            day = next(day);
        }
        json!({
            "current": current, "longest": longest,
            "longest_from": text_of(best.map(|(from, _)| from)),
            "longest_to": text_of(best.map(|(_, to)| to)),
        })
    }

    /// The goals that have a day in common with a period, by their first day.
    pub(crate) fn aims_within(&self, from: NaiveDate, to: NaiveDate, today: NaiveDate) -> Value {
        let mut aims: Vec<&Aim> = self
            .aims
            .iter()
            .filter(|aim| aim.from <= to && from <= aim.to)
            .collect();
        aims.sort_by_key(|aim| (aim.from, aim.counts == "asks"));
        json!(
            aims.iter()
                .map(|aim| aim.told(self, today))
                .collect::<Vec<_>>()
        )
    }

    /// The whole answer of `nos stats --json`.
    pub(crate) fn stats(&self, question: &Question, today: NaiveDate) -> Value {
        let &Question { from, to, .. } = question;
        let asks: Vec<&Remembered> = self
            .asks
            .iter()
            .filter(|ask| question.tags.iter().all(|tag| ask.tags.contains(tag)))
            .filter(|ask| match (question.who, ask.to) {
                (None, _) => true,
                (Some(part), Some(to)) => to.to_lowercase().contains(&part.to_lowercase()),
                (Some(_), None) => false,
            })
            .collect();
        let within = |day: NaiveDate| from <= day && day <= to;
        let made: Vec<&Remembered> = copied(&asks, |ask| within(ask.on));
        let answered: Vec<&Remembered> =
            copied(&asks, |ask| ask.answer.is_some_and(|(_, on)| within(on)));
        let waiting: Vec<&Remembered> = copied(&asks, |ask| ask.answer.is_none() && ask.on <= to);
        let row = row(&made, &answered, &waiting);
        let number = |key: &str| row[key].as_u64().unwrap();
        let nos = number("no") + number("ghosted");
        let fears = ratings(&made, |ask| ask.fear);
        let stings = ratings(&made, |ask| ask.sting);
        let rated = copied(&made, |ask| ask.fear.is_some() && ask.sting.is_some());
        let pulls = ratings(&made, |ask| ask.pull);
        let both = |fears: RangeInclusive<u32>, pulls: RangeInclusive<u32>| {
            let is_in = |rating: Option<u32>, range: &RangeInclusive<u32>| {
                rating.is_some_and(|rating| range.contains(&rating))
            };
            copied(&made, |ask| {
                is_in(ask.fear, &fears) && is_in(ask.pull, &pulls)
            })
            .len()
        };
        let guessed = copied(&answered, |ask| ask.odds.is_some());
        let odds: Vec<f64> = ratings(&guessed, |ask| ask.odds)
            .iter()
            .map(|odds| odds / 100.0)
            .collect();
        let met: Vec<f64> = guessed
            .iter()
            .map(|ask| f64::from(u8::from(outcome(ask) == "yes")))
            .collect();
        json!({
            "schema": "nos.stats/1", "today": today.to_string(),
            "period": {"from": from.to_string(), "to": to.to_string()},
            "made": row["made"], "no": row["no"], "yes": row["yes"], "ghosted": row["ghosted"],
            "pending": row["pending"], "nos": nos, "yes_rate": row["yes_rate"],
            "points": 10 * nos + number("yes"),
            "streak": self.streak(today),
            "days_to_answer": days_to_answer(&answered),
            "fear": {"count": fears.len(), "mean": mean(&fears)},
            "sting": {"count": stings.len(), "mean": mean(&stings)},
            "fear_and_sting": {
                "count": rated.len(),
                "fear": mean(&ratings(&rated, |ask| ask.fear)),
                "sting": mean(&ratings(&rated, |ask| ask.sting)),
            },
            "odds": {"count": odds.len(), "guessed": mean(&odds), "met": mean(&met)},
            "goals": self.aims_within(from, to, today),
            "by_month": by_month(&made, &answered, (from, to.min(today))),
            "by_tag": by_name("tag", [&made, &answered, &waiting], |ask| ask.tags.clone()),
            "by_who": by_name("who", [&made, &answered, &waiting], |ask| {
                ask.to.into_iter().collect()
            }),
            "by_weekday": by_weekday(&made, &answered),
            "nos_per_yes": (number("yes") > 0).then(|| {
                float(i64::try_from(nos).unwrap()) / float(i64::try_from(number("yes")).unwrap())
            }),
            "by_odds": by_odds(&guessed),
            "asking_again": asking_again(&answered, &asks),
            "pull": {"count": pulls.len(), "mean": mean(&pulls)},
            "fear_and_pull": {
                "count": both(0..=10, 0..=10),
                "much_fear_much_pull": both(6..=10, 6..=10),
                "much_fear_little_pull": both(6..=10, 0..=5),
                "little_fear_much_pull": both(0..=5, 6..=10),
                "little_fear_little_pull": both(0..=5, 0..=5),
            },
            "by_step": [],
            "rest_days": 0,
            "plans": 0,
            "due": 0,
        })
    }
}

/// The first and the last day of a year.
pub(crate) fn year(year: i32) -> (NaiveDate, NaiveDate) {
    (
        NaiveDate::from_ymd_opt(year, 1, 1).unwrap(),
        NaiveDate::from_ymd_opt(year, 12, 31).unwrap(),
    )
}

fn outcome(ask: &Remembered) -> &'static str {
    ask.answer.map_or("pending", |(outcome, _)| outcome)
}

fn copied<'a>(asks: &[&'a Remembered], fits: impl Fn(&Remembered) -> bool) -> Vec<&'a Remembered> {
    asks.iter().copied().filter(|ask| fits(ask)).collect()
}

fn ratings(asks: &[&Remembered], rating: impl Fn(&Remembered) -> Option<u32>) -> Vec<f64> {
    asks.iter()
        .filter_map(|ask| rating(ask))
        .map(f64::from)
        .collect()
}

fn row(made: &[&Remembered], answered: &[&Remembered], waiting: &[&Remembered]) -> Value {
    let count = |name: &str| answered.iter().filter(|ask| outcome(ask) == name).count();
    let yeses: Vec<f64> = answered
        .iter()
        .map(|ask| f64::from(u8::from(outcome(ask) == "yes")))
        .collect();
    json!({
        "made": made.len(), "no": count("no"), "yes": count("yes"), "ghosted": count("ghosted"),
        "pending": waiting.len(), "yes_rate": mean(&yeses),
        "fear": mean(&ratings(made, |ask| ask.fear)),
        "sting": mean(&ratings(made, |ask| ask.sting)),
        "pull": mean(&ratings(made, |ask| ask.pull)),
    })
}

fn by_odds(guessed: &[&Remembered]) -> Value {
    let bands = [(0, 5), (6, 15), (16, 30), (31, 50), (51, 100)];
    let told = bands.map(|(from, to)| {
        let within = copied(guessed, |ask| {
            ask.odds.is_some_and(|odds| from <= odds && odds <= to)
        });
        let odds = ratings(&within, |ask| ask.odds);
        let odds: Vec<f64> = odds.iter().map(|odds| odds / 100.0).collect();
        let yeses = within.iter().map(|ask| u8::from(outcome(ask) == "yes"));
        let yeses: Vec<f64> = yeses.map(f64::from).collect();
        json!({
            "from": from, "to": to, "count": within.len(),
            "guessed": mean(&odds), "met": mean(&yeses),
        })
    });
    json!(told)
}

fn asking_again(answered: &[&Remembered], asks: &[&Remembered]) -> Value {
    let mut gaps: Vec<i64> = Vec::new();
    for hurt in answered {
        let (Some(("no" | "ghosted", on)), Some(5..)) = (hurt.answer, hurt.sting) else {
            continue;
        };
        let later = asks.iter().map(|ask| ask.on).filter(|day| *day > on);
        gaps.extend(later.min().map(|next| (next - on).num_days()));
    }
    gaps.sort_unstable();
    let median = gaps.get(gaps.len() / 2).map(|upper| {
        let lower = gaps[(gaps.len() - 1) / 2];
        float(lower + upper) / 2.0
    });
    json!({"count": gaps.len(), "median_days": median})
}

/// A row of a breakdown: its name comes first.
fn named(key: &str, name: &str, row: Value) -> Value {
    let mut named = serde_json::Map::new();
    named.insert(key.to_owned(), json!(name));
    if let Value::Object(row) = row {
        named.extend(row);
    }
    Value::Object(named)
}

fn days_to_answer(answered: &[&Remembered]) -> Value {
    let mut days = Vec::new();
    for ask in answered {
        if let Some(("no" | "yes", on)) = ask.answer {
            days.push((on - ask.on).num_days());
        }
    }
    days.sort_unstable();
    // The middle one, or the mean of the two that share the middle.
    let middle: Vec<f64> = match days.len() {
        0 => Vec::new(),
        odd if odd % 2 == 1 => vec![float(days[odd / 2])],
        even => vec![float(days[even / 2 - 1]), float(days[even / 2])],
    };
    json!({"count": days.len(), "median": mean(&middle)})
}

fn by_month(
    made: &[&Remembered],
    answered: &[&Remembered],
    elapsed: (NaiveDate, NaiveDate),
) -> Value {
    let month = |day: NaiveDate| day.format("%Y-%m").to_string();
    let mut months = std::collections::BTreeSet::new();
    let mut day = elapsed.0;
    while day <= elapsed.1 {
        months.insert(month(day));
        day = next(day);
    }
    months.extend(made.iter().map(|ask| month(ask.on)));
    months.extend(
        answered
            .iter()
            .filter_map(|ask| ask.answer.map(|(_, on)| month(on))),
    );
    let rows = months.iter().map(|name| {
        let made = copied(made, |ask| month(ask.on) == *name);
        let answered = copied(answered, |ask| {
            ask.answer.is_some_and(|(_, on)| month(on) == *name)
        });
        let waiting = copied(&made, |ask| ask.answer.is_none());
        named("month", name, row(&made, &answered, &waiting))
    });
    json!(rows.collect::<Vec<_>>())
}

fn by_weekday(made: &[&Remembered], answered: &[&Remembered]) -> Value {
    let rows = WEEK.iter().map(|(weekday, name)| {
        let made = copied(made, |ask| ask.on.weekday() == *weekday);
        let answered = copied(answered, |ask| {
            ask.answer.is_some_and(|(_, on)| on.weekday() == *weekday)
        });
        let waiting = copied(&made, |ask| ask.answer.is_none());
        named("weekday", name, row(&made, &answered, &waiting))
    });
    json!(rows.collect::<Vec<_>>())
}

fn by_name(
    key: &str,
    [made, answered, waiting]: [&[&Remembered]; 3],
    names: impl Fn(&Remembered) -> Vec<&'static str>,
) -> Value {
    let mut all: Vec<&str> = [made, answered, waiting]
        .into_iter()
        .flatten()
        .flat_map(|ask| names(ask))
        .collect();
    all.sort_unstable();
    all.dedup();
    let mut rows = Vec::new();
    for name in all {
        let having = |asks: &[&'_ Remembered]| -> Vec<Remembered> {
            let asks = asks.iter().filter(|ask| names(ask).contains(&name));
            asks.map(|ask| (*ask).clone()).collect()
        };
        let [made, answered, waiting] = [having(made), having(answered), having(waiting)];
        let row = row(
            &made.iter().collect::<Vec<_>>(),
            &answered.iter().collect::<Vec<_>>(),
            &waiting.iter().collect::<Vec<_>>(),
        );
        rows.push((made.len(), named(key, name, row)));
    }
    // The names are in order already and a stable sort keeps them so.
    rows.sort_by_key(|(made, _)| std::cmp::Reverse(*made));
    json!(rows.into_iter().map(|(_, row)| row).collect::<Vec<_>>())
}
