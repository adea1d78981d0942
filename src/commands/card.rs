//! `nos card`: something to show to others, made of counts and nothing else.

use std::path::Path;

use super::context::{Context, usual_span};
use super::without_pictures;
use crate::cli::card::{CardAbout, CardArgs, CardFormat, DRAW};
#[cfg(feature = "pictures")]
use crate::cli::card::{CardSize, CardTheme};
use crate::cli::period::PeriodChoice;
use crate::cli::settings::Settings;
use crate::domain::daily_counts::DailyCounts;
use crate::domain::day::{Day, Period};
use crate::domain::goal::Goal;
use crate::domain::ledger::Ledger;
use crate::domain::stats::rest_of_current_goal;
use crate::error::{Code, Exit, Failure};
use crate::render::card::json::{CardJson, WrittenCard};
use crate::render::card::{About, Card, captions};
#[cfg(feature = "pictures")]
use crate::render::card::{PictureTheme, Size};
use crate::render::escape;
use crate::render::style::Pictures;
use crate::render::wrap::for_reading;
use crate::system::output::{OverwritePolicy, Readers};

/// Endings of pictures that a card is never drawn as: a text under such a name would be opened
/// by nothing.
const OTHER_PICTURES: [&str; 8] = ["jpg", "jpeg", "gif", "webp", "avif", "bmp", "tiff", "pdf"];

/// A line that tells the card in words.
const IN_WORDS: &str = "nos card";

/// A card as it is written.
struct DrawnCard {
    bytes: Vec<u8>,
    /// The width and height of a picture.
    pixels: Option<(u16, u16)>,
}

/// Draws the card of a period and writes it where it is wanted.
///
/// # Errors
/// If the period or the title cannot be used, a log cannot be read, there is nothing to show, the
/// format is not to be had, or the file cannot be written or opened.
pub(crate) fn run(args: &CardArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let args = &with_settings(args, &context.config.settings);
    let today = context.today();
    let period = args.period.read(today, context.week_start())?;
    let format = format(args)?;
    refuse_what_cannot_go_out(args, format, context)?;
    let title = args.title.as_deref().map(title).transpose()?;
    let ledger = context.read()?.ledger;
    let card = Card {
        about: args.about.map_or(About::Goal, about),
        title,
        ..card(&ledger, period, today)
    };
    if !card.has_its_subject() {
        return Err(nothing_to_show(&card).into());
    }
    match args.file() {
        Some(path) => {
            write(path, args, format, &card, context)?;
            if args.open {
                context.open(path)?;
            }
        }
        None if context.is_json() => {
            context.answer(|| CardJson::new(&card, None), |_| String::new())?;
        }
        None => {
            let separator = match context.style.pictures {
                Pictures::Drawn => context.style.glyph("\u{b7}", "-"),
                Pictures::InWords => "and",
            };
            if format == CardFormat::Text {
                let told = for_reading(&text(&card, separator), &context.style);
                context.system.print(told.as_bytes())?;
            } else {
                let made = made(args, format, &card, separator)?;
                context.system.print(&made.bytes)?;
            }
            let could_be_drawn = cfg!(feature = "pictures") && format == CardFormat::Text;
            if could_be_drawn && context.system.terminal().stdout {
                context.hint(DRAW);
            }
        }
    }
    Ok(Exit::Done)
}

/// What the flags leave open, the settings file decides.
fn with_settings(args: &CardArgs, settings: &Settings) -> CardArgs {
    CardArgs {
        theme: args.theme.or(settings.card_theme),
        size: args.size.or(settings.card_size),
        title: args.title.clone().or_else(|| settings.card_title.clone()),
        ..args.clone()
    }
}

fn about(about: CardAbout) -> About {
    match about {
        CardAbout::Goal => About::Goal,
        CardAbout::Fear => About::Fear,
        CardAbout::Yeses => About::Yeses,
    }
}

/// A title that can be drawn, without blanks at its ends.
fn title(typed: &str) -> Result<String, Failure> {
    let title = typed.trim();
    let length = title.chars().count();
    let refusal = if title.is_empty() {
        "the title of a card can't be empty".to_owned()
    } else if length > captions::LONGEST_TITLE {
        let most = captions::LONGEST_TITLE;
        format!("a card's title has up to {most} characters; this one has {length}")
    } else if let Some(letter) = lacking(title) {
        let letter = escape::one_line(&letter.to_string());
        format!(
            "the letters of a card have no `{letter}`: they are those of Latin, Greek and \
             Cyrillic scripts"
        )
    } else {
        return Ok(title.to_owned());
    };
    Err(Failure::usage(refusal).hint("nos card --title 'My year of no'"))
}

/// The first character of a title that cannot be drawn.
#[cfg(feature = "pictures")]
fn lacking(title: &str) -> Option<char> {
    crate::render::font::Face::Text.lacks(title)
}

/// In words all can be shown but control characters.
#[cfg(not(feature = "pictures"))]
fn lacking(title: &str) -> Option<char> {
    title.chars().find(|letter| letter.is_control())
}

fn nothing_to_show(card: &Card) -> Failure {
    let during = crate::render::format::during(card.span);
    let what = match card.about {
        About::Goal | About::Yeses => format!("there's no yes {during} to make a card of"),
        About::Fear => format!("no ask {during} has both a fear and a sting to make a card of"),
    };
    Failure::new(Code::NotFound, what).hint(IN_WORDS)
}

/// The card of a period: with its goal if the period is just that of a goal, of nos before asks.
fn card(ledger: &Ledger, period: PeriodChoice, today: Day) -> Card {
    let daily_counts = DailyCounts::from_ledger(ledger);
    let span = period.span(daily_counts.span(), today, usual_span(ledger, today));
    let goal = match period {
        PeriodChoice::Unsaid => ledger.goals.current(today),
        _ => goal_of(ledger, span),
    };
    let rest = rest_of_current_goal(ledger, today);
    Card::new(goal, span, ledger, &daily_counts, rest, today)
}

fn goal_of(ledger: &Ledger, span: Period) -> Option<&Goal> {
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
    let ending = args.file().and_then(Path::extension);
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

/// Refuses two answers for one standard output, pixels for a terminal, and opening what is no
/// file.
fn refuse_what_cannot_go_out(
    args: &CardArgs,
    format: CardFormat,
    context: &Context<'_>,
) -> anyhow::Result<()> {
    if args.file().is_some() {
        return Ok(());
    }
    if args.open {
        let refusal = Failure::usage("--open needs a file to open; name one with -o");
        return Err(refusal.hint(format!("{DRAW} --open")).into());
    }
    let name = format.name();
    if context.is_json() && (args.format.is_some() || args.output.is_some()) {
        return Err(Failure::usage(
            "the card itself and its numbers in JSON can't both go to standard output",
        )
        .hint(match format {
            CardFormat::Text => "nos card --json".to_owned(),
            _ => format!("nos card --json -o card.{name}"),
        })
        .into());
    }
    if format == CardFormat::Png && context.system.terminal().stdout {
        let refusal = Failure::new(Code::Declined, "a PNG isn't to be read on a terminal");
        return Err(refusal.hint(DRAW).into());
    }
    Ok(())
}

fn write(
    path: &Path,
    args: &CardArgs,
    format: CardFormat,
    card: &Card,
    context: &mut Context<'_>,
) -> anyhow::Result<()> {
    let DrawnCard { bytes, pixels } = made(args, format, card, "\u{b7}")?;
    context.write_file(
        path,
        &bytes,
        OverwritePolicy::forced(args.force),
        Readers::ByUmask,
    )?;
    let shown = path.display().to_string();
    let written = WrittenCard {
        path: &shown,
        format: format.name(),
        pixels,
    };
    context.answer_change(
        &format!("{shown} was written"),
        || CardJson::new(card, Some(&written)),
        |style| for_reading(&told(card, &written), style),
    )
}

/// What was written, and for a picture its alt text.
fn told(card: &Card, written: &WrittenCard<'_>) -> String {
    let path = escape::one_line(written.path);
    match written.pixels {
        Some((width, height)) => {
            let alt = captions::alt_text(card);
            format!("Card written to {path}, {width} by {height}.\n{alt}\n")
        }
        None => format!("Card written to {path}.\n"),
    }
}

/// A line for a post, and the alt text.
fn text(card: &Card, separator: &str) -> String {
    let (line, alt) = (captions::text(card, separator), captions::alt_text(card));
    format!("{line}\n{alt}\n")
}

fn made(
    args: &CardArgs,
    format: CardFormat,
    card: &Card,
    separator: &str,
) -> anyhow::Result<DrawnCard> {
    if format == CardFormat::Text {
        return Ok(DrawnCard {
            bytes: text(card, separator).into_bytes(),
            pixels: None,
        });
    }
    let (svg, pixels) = svg(args, card)?;
    Ok(DrawnCard {
        bytes: match format {
            CardFormat::Png => png(&svg)?,
            CardFormat::Svg | CardFormat::Text => svg.into_bytes(),
        },
        pixels: Some(pixels),
    })
}

#[cfg(feature = "pictures")]
#[expect(
    clippy::unnecessary_wraps,
    reason = "a nos without pictures has none to give"
)]
fn svg(args: &CardArgs, card: &Card) -> anyhow::Result<(String, (u16, u16))> {
    let size = match args.size.unwrap_or(CardSize::Wide) {
        CardSize::Wide => Size::Wide,
        CardSize::Square => Size::Square,
        CardSize::Story => Size::Story,
        CardSize::Badge => Size::Badge,
    };
    let theme = match args.theme.unwrap_or(CardTheme::Light) {
        CardTheme::Light => PictureTheme::Light,
        CardTheme::Dark => PictureTheme::Dark,
        CardTheme::Red => PictureTheme::Red,
    };
    let drawing = card.drawing(size, theme);
    Ok((drawing.svg(), (drawing.width_px, drawing.height_px)))
}

#[cfg(not(feature = "pictures"))]
fn svg(_args: &CardArgs, _card: &Card) -> anyhow::Result<(String, (u16, u16))> {
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
