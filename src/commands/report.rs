//! `nos report`: a period as one page that can be kept, printed and shown.

use std::path::Path;

use super::context::{Context, usual_span};
use crate::cli::report::{ReportArgs, ReportTheme};
use crate::domain::ask::Ask;
use crate::domain::daily_counts::DailyCounts;
use crate::domain::day::Period;
use crate::domain::filter::Filter;
use crate::domain::ledger::Record;
use crate::domain::runs::Behinds;
use crate::domain::stats::{Stats, rest_of_current_goal};
use crate::error::{Code, Exit, Failure};
use crate::journal::folder::Journal;
use crate::render::report::anonymous::number_people;
use crate::render::report::json::{ReportJson, WrittenReport};
use crate::render::report::{PageTheme, PeopleShown, Report};
use crate::render::wrap::for_reading;
use crate::render::{escape, format};
use crate::system::output::{OverwritePolicy, Readers};

/// Endings that say what a page is not: under such a name it would not open.
const OTHER_ENDINGS: [&str; 12] = [
    "pdf", "png", "svg", "jpg", "jpeg", "gif", "md", "txt", "docx", "odt", "csv", "json",
];

/// Draws the report of a period and writes it where it is wanted.
///
/// # Errors
/// If the period cannot be read, a log cannot, or the file cannot be written.
pub(crate) fn run(args: &ReportArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let today = context.today();
    let period = args.period.read(today, context.week_start())?;
    refuse_other_endings(args)?;
    let mut journal = context.read()?;
    let daily_counts = DailyCounts::from_ledger(&journal.ledger);
    let span = period.span(
        daily_counts.span(),
        today,
        usual_span(&journal.ledger, today),
    );
    refuse_what_cannot_go_out(args, span, context)?;
    let mut asks = args.texts.then(|| asks(span, &mut journal)).transpose()?;
    let ledger = &journal.ledger;
    let mut stats = Stats::new(
        ledger,
        &Filter::default().on(ledger),
        &daily_counts,
        span,
        today,
    );
    // People did not choose to be shown to others.
    let people = if args.texts && !args.anonymous {
        PeopleShown::Named
    } else {
        let asks = asks.as_deref_mut().unwrap_or_default();
        number_people(&mut stats.by_who, ledger.people.iter(), asks);
        PeopleShown::Numbered
    };
    let report = Report {
        stats: &stats,
        daily_counts: &daily_counts,
        yeses: &Behinds::of_period(ledger, span),
        rest: rest_of_current_goal(ledger, today),
        asks: asks.as_deref(),
        people,
        theme: theme(args.theme),
    };
    match args.file() {
        Some(path) => write(path, args, &report, context)?,
        None if context.is_json() => {
            context.answer(|| ReportJson::new(&report, None), |_| String::new())?;
        }
        None => context.system.print(report.html().as_bytes())?,
    }
    Ok(Exit::Done)
}

fn theme(theme: ReportTheme) -> PageTheme {
    match theme {
        ReportTheme::Auto => PageTheme::Auto,
        ReportTheme::Light => PageTheme::Light,
        ReportTheme::Dark => PageTheme::Dark,
    }
}

/// The asks that were made or answered in the period, with their words.
fn asks(span: Period, journal: &mut Journal) -> anyhow::Result<Vec<Ask>> {
    let is_in_it = |row: &&Record| {
        span.contains(row.asked_on) || row.answered_on().is_some_and(|day| span.contains(day))
    };
    let rows: Vec<Record> = journal.ledger.asks().filter(is_in_it).copied().collect();
    super::confirmation::words(journal, &rows)
}

fn refuse_other_endings(args: &ReportArgs) -> anyhow::Result<()> {
    let Some(path) = args.file() else {
        return Ok(());
    };
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let ending = ending.to_lowercase();
    if OTHER_ENDINGS.contains(&&*ending) {
        let page = path.with_extension("html");
        let refusal = Failure::usage(format!(
            "a report is a page of HTML, not {ending}; a browser prints it"
        ));
        return Err(refusal
            .hint(args.line_with_file(&page.to_string_lossy()))
            .into());
    }
    Ok(())
}

/// Refuses two answers for one standard output, and a page of HTML for a terminal.
fn refuse_what_cannot_go_out(
    args: &ReportArgs,
    span: Period,
    context: &Context<'_>,
) -> anyhow::Result<()> {
    let refusal = if args.file().is_some() {
        return Ok(());
    } else if context.is_json() && args.output.is_some() {
        let what = "the page and its numbers in JSON can't both go to standard output";
        Failure::usage(what)
    } else if !context.is_json() && args.output.is_none() && context.system.terminal().stdout {
        Failure::new(
            Code::Declined,
            "a page of HTML isn't to be read on a terminal",
        )
    } else {
        return Ok(());
    };
    Err(refusal.hint(args.line_with_file(&file_name(span))).into())
}

/// What a report of these days is best called: `nos-2026.html`.
fn file_name(span: Period) -> String {
    let (first, last) = (span.from.year(), span.to.year());
    if first == last {
        format!("nos-{first}.html")
    } else {
        format!("nos-{first}-{last}.html")
    }
}

fn write(
    path: &Path,
    args: &ReportArgs,
    report: &Report<'_>,
    context: &mut Context<'_>,
) -> anyhow::Result<()> {
    let html = report.html();
    context.write_file(
        path,
        html.as_bytes(),
        OverwritePolicy::forced(args.force),
        Readers::ByUmask,
    )?;
    let shown = path.display().to_string();
    let written = WrittenReport {
        path: &shown,
        bytes: html.len(),
    };
    context.answer_change(
        &format!("{shown} was written"),
        || ReportJson::new(report, Some(&written)),
        |style| for_reading(&told(report, &shown), style),
    )
}

/// What was written, and what a reader of it will see.
fn told(report: &Report<'_>, path: &str) -> String {
    let holds = match report.asks {
        Some(asks) => {
            let people = match report.people {
                PeopleShown::Named => "",
                PeopleShown::Numbered => ", and numbers in place of people",
            };
            let asks = format::asks(asks.len() as u64);
            format!("the texts and notes of {asks}{people}")
        }
        None => "counts and tags, none of the texts or names".to_owned(),
    };
    format!(
        "Report of {} written to {}. It holds {holds}.\n",
        format::span(report.stats.span),
        escape::one_line(path)
    )
}
