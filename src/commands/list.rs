//! `nos list`: the asks that fit.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::ask_stream::{self, AskFormat};
use super::context::{Context, usual_span};
use super::marks::{TaggedWords, marked};
use super::reference::AskNames;
use super::search;
use crate::cli::list::{ListArgs, SortBy};
use crate::cli::period::PeriodChoice;
use crate::cli::suggest::nearest;
use crate::cli::usage_error::until_meant;
use crate::domain::ask::{Rating, Tag};
use crate::domain::daily_counts::DailyCounts;
use crate::domain::day::Day;
use crate::domain::filter::{Filter, SearchWords};
#[cfg(feature = "screen")]
use crate::domain::ledger::Key;
use crate::domain::ledger::{Ledger, Record};
use crate::domain::outcome::Outcome;
use crate::domain::runs::Behinds;
use crate::error::Exit;
use crate::journal::folder::Journal;
use crate::journal::parallel_texts;
use crate::journal::text_loader::TextLoader;
use crate::render::format;
use crate::render::list::{self, ExtraColumn, Listed};
use crate::render::style::OutputMedium;

/// How many asks a terminal gets without `-L`.
const ON_A_TERMINAL: usize = 20;

/// Lists the asks that fit.
///
/// # Errors
/// If the period cannot be read, or a log cannot.
pub(crate) fn run(args: &ListArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let which = Which::read(args, context)?;
    let journal = context.read()?;
    let is_emptied = journal.is_emptied();
    let Journal {
        ledger, mut words, ..
    } = journal;
    let filter = which.filter(&ledger, context.today());
    known_person(filter.to.as_deref(), "list", &ledger, context)?;
    let list = ListRequest {
        rows: which.rows(&filter, &ledger),
        sought: which.sought(),
        are_pending: filter.outcomes == [Outcome::Pending],
        behinds: Behinds::default(),
        are_yeses: filter.outcomes == [Outcome::Yes],
        ledger: &ledger,
    };
    let found = list.answer(which.sort_by, limit(args, context), &mut words, context)?;
    if found.told == 0 {
        let is_empty = ledger.asks().next().is_none();
        if is_empty {
            let nothing = if is_emptied {
                "There's nothing here now, though this device has written here before."
            } else {
                "Nothing is logged yet."
            };
            context.note(nothing);
            context.hint("nos log \"asked for a discount\" --no");
        } else if !told_of_unknown_tag(&filter.tags, "list", &ledger, context) {
            context.note("No ask fits.");
            context.hint("nos list -L 0");
        }
    } else if found.left_out > 0 {
        let left_out = found.left_out;
        context.note(&format!("{left_out} more; -L 0 lists them all."));
    }
    Ok(Exit::Done)
}

#[cfg(feature = "screen")]
/// The asks of these arguments, in the order of the list, whatever its limit.
///
/// # Errors
/// If the period cannot be read, or a log cannot.
pub(crate) fn matching(
    args: &ListArgs,
    journal: &mut Journal,
    context: &Context<'_>,
) -> anyhow::Result<Vec<Key>> {
    let which = Which::read(args, context)?;
    let Journal { ledger, words, .. } = journal;
    let rows = which.rows(&which.filter(ledger, context.today()), ledger);
    let found = search::found(rows, &which.sought(), ledger, words)?;
    Ok(found.into_iter().map(Record::key).collect())
}

/// Which asks the arguments say.
struct Which {
    typed: TaggedWords,
    tags: Vec<Tag>,
    outcomes: Vec<Outcome>,
    period: PeriodChoice,
    sort_by: SortBy,
    are_due: bool,
}

impl Which {
    fn read(args: &ListArgs, context: &Context<'_>) -> anyhow::Result<Self> {
        let typed = marked(&args.words, context.words_after_dashes, args.to.as_deref())?;
        Ok(Self {
            tags: [args.tags.as_slice(), &typed.tags].concat(),
            typed,
            outcomes: args.outcomes.named(),
            period: args.period.read(context.today(), context.week_start())?,
            sort_by: args
                .sort
                .unwrap_or(if args.due { SortBy::Due } else { SortBy::Day }),
            are_due: args.due,
        })
    }

    fn filter(&self, ledger: &Ledger, today: Day) -> Filter {
        let asked_in = (self.period != PeriodChoice::Unsaid).then(|| {
            let all = DailyCounts::from_ledger(ledger).span();
            self.period.span(all, today, usual_span(ledger, today))
        });
        Filter {
            outcomes: self.outcomes.clone(),
            tags: self.tags.clone(),
            to: self.typed.to.clone(),
            asked_in,
        }
    }

    fn rows<'a>(&self, filter: &Filter, ledger: &'a Ledger) -> Vec<&'a Record> {
        let mut rows = rows(filter, self.sort_by, ledger);
        if self.are_due {
            rows.retain(|row| ledger.due_of(row.key()).is_some());
        }
        rows
    }

    fn sought(&self) -> Vec<SearchWords> {
        let words = self.typed.words.iter();
        words.map(|word| SearchWords::new(word)).collect()
    }
}

/// Whether `--to` names a person, where it may have been meant as a day.
///
/// # Errors
/// If it reads as a day and is in no person's name.
pub(crate) fn known_person(
    to: Option<&str>,
    command: &str,
    ledger: &Ledger,
    context: &Context<'_>,
) -> anyhow::Result<()> {
    let Some(to) = to else { return Ok(()) };
    let sought = SearchWords::new(to);
    if !ledger.people.iter().any(|name| sought.is_in(name))
        && let Some(failure) = until_meant(to, command, context.today())
    {
        return Err(failure.into());
    }
    Ok(())
}

/// Tells of a tag that no ask has, with the one that was perhaps meant; whether there was one.
pub(crate) fn told_of_unknown_tag(
    tags: &[Tag],
    command: &str,
    ledger: &Ledger,
    context: &mut Context<'_>,
) -> bool {
    let known = ledger.tags.tags();
    let Some(unknown) = tags.iter().find(|tag| known.find(tag.as_str()).is_none()) else {
        return false;
    };
    context.note(&format!("No ask has the tag {unknown}."));
    context.hint(&match nearest(unknown.as_str(), known.iter()) {
        Some(tag) => format!("nos {command} -t {tag}"),
        None => "nos stats --all --by tag".to_owned(),
    });
    true
}

fn limit(args: &ListArgs, context: &Context<'_>) -> usize {
    let usual = if context.system.terminal().stdout && !context.is_json() {
        ON_A_TERMINAL
    } else {
        0
    };
    match args.limit.unwrap_or(usual) {
        0 => usize::MAX,
        limit => limit,
    }
}

/// The asks of a filter, in the order of the list.
fn rows<'a>(filter: &Filter, sort_by: SortBy, ledger: &'a Ledger) -> Vec<&'a Record> {
    let matcher = filter.on(ledger);
    let mut rows: Vec<&Record> = ledger.asks().filter(|row| matcher.matches(row)).collect();
    sort(&mut rows, sort_by, ledger);
    rows
}

/// The list that is wanted.
struct ListRequest<'a> {
    /// The asks that may be in it, in its order.
    rows: Vec<&'a Record>,
    /// What must all be in their words. These are read for those alone that are left when
    /// everything else has been looked at.
    sought: Vec<SearchWords>,
    /// Whether only asks without an answer are wanted.
    are_pending: bool,
    /// Whether the list holds yeses alone, each with the nos behind it.
    are_yeses: bool,
    behinds: Behinds,
    ledger: &'a Ledger,
}

/// How many asks were found.
struct FoundAsks {
    told: usize,
    left_out: usize,
}

impl ListRequest<'_> {
    /// Prints the asks. In a pipe each is printed as soon as it is read, so that a list of ten years
    /// is never in memory.
    fn answer(
        mut self,
        sort_by: SortBy,
        limit: usize,
        words: &mut TextLoader,
        context: &mut Context<'_>,
    ) -> anyhow::Result<FoundAsks> {
        let is_piped = context.style.medium == OutputMedium::Pipe && !context.is_json();
        let mut left_out = 0;
        if !is_piped || limit < usize::MAX {
            self.keep_sought(words)?;
            left_out = self.rows.len().saturating_sub(limit);
            match sort_by {
                SortBy::Day | SortBy::Number => drop(self.rows.drain(..left_out)),
                SortBy::Fear | SortBy::Sting | SortBy::Pull | SortBy::Due => {
                    self.rows.truncate(limit);
                }
            }
        }
        if self.are_yeses && !context.is_json() {
            self.behinds = Behinds::new(self.ledger, self.rows.iter().copied());
        }
        let told = if is_piped {
            self.pipe(words, context)?
        } else if context.is_json() {
            ask_stream::write(
                AskFormat::List,
                self.ledger,
                words,
                &self.rows,
                &mut |bytes| context.system.print(bytes),
            )?;
            self.rows.len()
        } else {
            self.show(sort_by, words, context)?
        };
        Ok(FoundAsks { told, left_out })
    }

    /// Keeps those that have what is sought.
    fn keep_sought(&mut self, words: &mut TextLoader) -> anyhow::Result<()> {
        let rows = std::mem::take(&mut self.rows);
        self.rows = search::found(rows, &self.sought, self.ledger, words)?;
        self.sought.clear();
        Ok(())
    }

    /// Tells those that have what is sought, a line each; how many they are.
    fn pipe(&self, words: &mut TextLoader, context: &mut Context<'_>) -> anyhow::Result<usize> {
        let names = AskNames::of_ledger(self.ledger);
        let mut told = 0;
        let style = context.style;
        let lines = |rows: &[&Record], words: &mut TextLoader| {
            let (mut lines, mut count) = (String::new(), 0);
            for row in rows {
                if let Some(text) = self.text_of_sought(row, words)? {
                    list::pipe(&mut lines, &self.listed(row, &text, &names), &style);
                    count += 1;
                }
            }
            Ok((lines, count))
        };
        parallel_texts::in_order(&self.rows, words, lines, |(lines, count)| {
            told += count;
            context.system.print(lines.as_bytes())
        })?;
        Ok(told)
    }

    /// The text of an ask, if it has what is sought.
    fn text_of_sought<'w>(
        &self,
        row: &Record,
        words: &'w mut TextLoader,
    ) -> anyhow::Result<Option<Cow<'w, str>>> {
        if self.sought.is_empty() {
            return words.text(self.ledger, row).map(Some);
        }
        let said = words.said(self.ledger, row)?;
        Ok(search::has_all(&self.sought, self.ledger, row, &said).then_some(said.text))
    }

    /// The nos behind a yes, where nothing but yeses is listed.
    fn nos_behind(&self, row: &Record) -> Option<u32> {
        let behind = self.behinds.behind(self.ledger, row)?;
        Some(behind.nos)
    }

    fn listed<'l>(&'l self, row: &Record, text: &'l str, names: &AskNames<'_>) -> Listed<'l> {
        Listed {
            name: names.of(row),
            asked_on: row.asked_on,
            outcome: row.outcome,
            text,
            to: row.to.map(|to| self.ledger.people.name(to)),
            tags: self.ledger.tags.names(row.tags).collect(),
            nos_behind: self
                .behinds
                .behind(self.ledger, row)
                .map(|behind| behind.nos),
        }
    }

    /// Tells all of them together; how many they are.
    fn show(
        &self,
        sort_by: SortBy,
        words: &mut TextLoader,
        context: &mut Context<'_>,
    ) -> anyhow::Result<usize> {
        let names = AskNames::of_ledger(self.ledger);
        let asks = parallel_texts::asks(self.ledger, words, &self.rows)?;
        let listed: Vec<Listed<'_>> = asks
            .iter()
            .zip(&self.rows)
            .map(|(ask, row)| Listed::new(ask, names.of(row)))
            .collect();
        let extra = self.extra(sort_by, context.today());
        context.page_drawn(|style| list::draw(&listed, extra.as_ref(), style))?;
        Ok(asks.len())
    }

    /// What the asks are sorted by, unless every list shows it; with `--pending` alone, for how
    /// many days they have waited.
    fn extra(&self, sort_by: SortBy, today: Day) -> Option<ExtraColumn> {
        let rated = |rating: Option<Rating>| rating.map(|rating| rating.get().to_string());
        let rows = self.rows.iter();
        let (heading, cells) = match sort_by {
            SortBy::Due => {
                let due = |row: &&Record| self.ledger.due_of(row.key());
                let day = |day: Day| format::day(day, today);
                ("Due", rows.map(|row| due(row).map(day)).collect())
            }
            SortBy::Fear => ("Fear", rows.map(|row| rated(row.fear)).collect()),
            SortBy::Sting => ("Sting", rows.map(|row| rated(row.sting)).collect()),
            SortBy::Pull => ("Pull", rows.map(|row| rated(row.pull)).collect()),
            SortBy::Day | SortBy::Number if self.are_pending => {
                let waited = |row: &&Record| {
                    u64::try_from(today.days_since(row.asked_on))
                        .ok()
                        .map(format::grouped)
                };
                ("Days", rows.map(waited).collect())
            }
            SortBy::Day | SortBy::Number if self.are_yeses => {
                let behind = |row: &&Record| self.nos_behind(row).map(format::grouped);
                ("Nos behind", rows.map(behind).collect())
            }
            SortBy::Day | SortBy::Number => return None,
        };
        Some(ExtraColumn { heading, cells })
    }
}

/// By day and number from the first on, so that the latest are at the end; by rating from the
/// highest on, the unrated last. Equals keep the order of their days.
fn sort(rows: &mut [&Record], by: SortBy, ledger: &Ledger) {
    rows.sort_by_key(|row| row.asked_on);
    match by {
        SortBy::Day => {}
        SortBy::Number => rows.sort_by_key(|row| row.number),
        SortBy::Fear => rows.sort_by_key(|row| Reverse(row.fear)),
        SortBy::Sting => rows.sort_by_key(|row| Reverse(row.sting)),
        SortBy::Pull => rows.sort_by_key(|row| Reverse(row.pull)),
        SortBy::Due => rows.sort_by_key(|row| {
            let due = ledger.due_of(row.key());
            (due.is_none(), due)
        }),
    }
}
