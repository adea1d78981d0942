//! `nos card`: something to show to others, made of counts and nothing else.

use super::session::{Session, usual_span};
use super::without_pictures;
#[cfg(feature = "pictures")]
use crate::cli::card::CardTheme;
use crate::cli::card::{CardArgs, CardFormat, CardSize, DRAW};
use crate::cli::period::Period;
use crate::domain::day::{Day, Span};
use crate::domain::goal::Goal;
use crate::domain::ledger::Ledger;
use crate::domain::stats::rest_of_current_goal;
use crate::domain::tally::Tally;
use crate::failure::{Code, Exit, Failure};
#[cfg(feature = "pictures")]
use crate::render::card::Theme;
use crate::render::card::json::{CardJson, Written};
use crate::render::card::{Card, Size, words};
use crate::render::paragraph::for_reading;
use crate::render::safe;
use crate::system::output::Existing;

/// Endings of pictures that a card is never drawn as: a text under such a name would be opened
/// by nothing.
const OTHER_PICTURES: [&str; 8] = ["jpg", "jpeg", "gif", "webp", "avif", "bmp", "tiff", "pdf"];

/// A line that tells the card in words.
const IN_WORDS: &str = "nos card";

/// Draws the card of a period and writes it where it is wanted.
///
/// # Errors
/// If the period cannot be read, a log cannot, the format is not to be had, or the file cannot
/// be written.
pub(crate) fn run(args: &CardArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let today = session.today();
    let period = args.period.read(today, session.week_start())?;
    let format = format(args)?;
    refuse_what_cannot_go_out(args, format, session)?;
    let ledger = session.read()?.ledger;
    let card = card(&ledger, period, today);
    match args.file() {
        Some(_) => write(args, format, &card, session)?,
        None if session.is_json() => {
            session.answer(|| CardJson::of(&card, None), |_| String::new())?;
        }
        None => {
            let bytes = bytes(args, format, &card, session.style.glyph("\u{b7}", "-"))?;
            session.system.print(&bytes)?;
            let could_be_drawn = cfg!(feature = "pictures") && format == CardFormat::Text;
            if could_be_drawn && session.system.terminal().stdout {
                session.hint(DRAW);
            }
        }
    }
    Ok(Exit::Done)
}

/// The card of a period: with its goal if the period is just that of a goal, of nos before asks.
fn card(ledger: &Ledger, period: Period, today: Day) -> Card {
    let tally = Tally::of(ledger.asks());
    let span = period.span(tally.span(), today, usual_span(ledger, today));
    let goal = match period {
        Period::Unsaid => ledger.goals.current(today),
        _ => goal_of(ledger, span),
    };
    let rest = rest_of_current_goal(ledger, today);
    Card::of(goal, span, &tally, rest, today)
}

fn goal_of(ledger: &Ledger, span: Span) -> Option<&Goal> {
    let of_it = ledger.goals.iter().filter(|goal| goal.span == span);
    of_it.min_by_key(|goal| goal.counts.kind())
}

/// The format of the card, if this nos makes cards in it.
fn format(args: &CardArgs) -> anyhow::Result<CardFormat> {
    let format = wanted_format(args)?;
    if format != CardFormat::Text && !cfg!(feature = "pictures") {
        return Err(without_pictures::refusal(IN_WORDS).into());
    }
    Ok(format)
}

/// The format that was named, else that of the file's ending, else text.
fn wanted_format(args: &CardArgs) -> anyhow::Result<CardFormat> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let ending = args.file().and_then(std::path::Path::extension);
    let Some(ending) = ending.map(|ending| ending.to_string_lossy().to_lowercase()) else {
        return Ok(CardFormat::Text);
    };
    if OTHER_PICTURES.contains(&ending.as_str()) {
        let refusal = if cfg!(feature = "pictures") {
            Failure::usage(format!("a card is drawn as PNG or SVG, not as {ending}")).hint(DRAW)
        } else {
            without_pictures::refusal(IN_WORDS)
        };
        return Err(refusal.into());
    }
    Ok(CardFormat::of_ending(&ending).unwrap_or(CardFormat::Text))
}

/// Refuses two answers for one standard output, and pixels for a terminal.
fn refuse_what_cannot_go_out(
    args: &CardArgs,
    format: CardFormat,
    session: &Session<'_>,
) -> anyhow::Result<()> {
    if args.file().is_some() {
        return Ok(());
    }
    let name = format.name();
    if session.is_json() && (args.format.is_some() || args.output.is_some()) {
        return Err(Failure::usage(
            "the card itself and its numbers in JSON cannot both go to standard output",
        )
        .hint(match format {
            CardFormat::Text => "nos card --json".to_owned(),
            _ => format!("nos card --json -o card.{name}"),
        })
        .into());
    }
    if format == CardFormat::Png && session.system.terminal().stdout {
        let refusal = Failure::new(Code::Declined, "a PNG is not to be read on a terminal");
        return Err(refusal.hint(DRAW).into());
    }
    Ok(())
}

fn write(
    args: &CardArgs,
    format: CardFormat,
    card: &Card,
    session: &mut Session<'_>,
) -> anyhow::Result<()> {
    let Some(path) = args.file() else {
        return Ok(());
    };
    let bytes = bytes(args, format, card, "\u{b7}")?;
    session.write_file(path, &bytes, Existing::forced(args.force))?;
    let shown = path.display().to_string();
    let written = Written {
        path: &shown,
        format: format.name(),
        pixels: (format != CardFormat::Text).then(|| size(args).pixels()),
    };
    session.answer_change(
        &format!("{shown} was written"),
        || CardJson::of(card, Some(&written)),
        |style| for_reading(&told(card, &written), style),
    )
}

/// What was written, and for a picture what it says to those who do not see it.
fn told(card: &Card, written: &Written<'_>) -> String {
    let path = safe::one_line(written.path);
    match written.pixels {
        Some((width, height)) => {
            let seen = words::description(card);
            format!(
                "Card written to {path}, {width} by {height}.\nFor those who do not see it: {seen}\n"
            )
        }
        None => format!("Card written to {path}.\n"),
    }
}

fn size(args: &CardArgs) -> Size {
    match args.size {
        CardSize::Wide => Size::Wide,
        CardSize::Square => Size::Square,
        CardSize::Story => Size::Story,
    }
}

#[cfg(feature = "pictures")]
fn theme(args: &CardArgs) -> Theme {
    match args.theme {
        CardTheme::Light => Theme::Light,
        CardTheme::Dark => Theme::Dark,
    }
}

fn bytes(
    args: &CardArgs,
    format: CardFormat,
    card: &Card,
    separator: &str,
) -> anyhow::Result<Vec<u8>> {
    match format {
        CardFormat::Text => Ok(format!("{}\n", words::text(card, separator)).into_bytes()),
        CardFormat::Svg => Ok(svg(args, card)?.into_bytes()),
        CardFormat::Png => png(&svg(args, card)?),
    }
}

#[cfg(feature = "pictures")]
#[expect(
    clippy::unnecessary_wraps,
    reason = "a nos without pictures has none to give"
)]
fn svg(args: &CardArgs, card: &Card) -> anyhow::Result<String> {
    Ok(card.drawing(size(args), theme(args)).svg())
}

#[cfg(not(feature = "pictures"))]
fn svg(_args: &CardArgs, _card: &Card) -> anyhow::Result<String> {
    Err(without_pictures::refusal(IN_WORDS).into())
}

#[cfg(feature = "png")]
fn png(svg: &str) -> anyhow::Result<Vec<u8>> {
    crate::render::card::png::png(svg)
}

#[cfg(not(feature = "png"))]
fn png(_svg: &str) -> anyhow::Result<Vec<u8>> {
    let refusal = Failure::usage("this nos was built without PNG");
    Err(refusal.hint("nos card -o card.svg").into())
}
