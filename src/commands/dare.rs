//! `nos dare`: something to ask for today.

use std::borrow::Cow;

use clap::ValueEnum;

use super::context::Context;
use super::log::log_one;
use super::marks::TaggedWords;
use super::plan;
use crate::cli::dare::{DareArea, DareArgs, DareLevel};
use crate::cli::log::AskDetails;
use crate::domain::ask::Tag;
use crate::domain::dare::{self, Area, Dare, Level, Pause};
use crate::domain::outcome::Outcome;
use crate::domain::tags::Tags;
use crate::error::{Exit, Failure};
use crate::journal::event::Planned;
use crate::render::dare::{DareJson, Offered, paused, resting, text};

/// Shows the dare of the day, or another one, at the level that was named, else a gentle one,
/// about an area if one was named. With an outcome it logs the dare of the day.
///
/// # Errors
/// If an outcome is given to a dare that is not that of the day, or it cannot be written.
pub(super) fn run(args: DareArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let dare = chosen(args, context);
    if let Some(outcome) = args.outcome.named() {
        if args.another {
            return Err(Failure::usage(
                "--another picks a different dare each time, so it can't say which one you asked",
            )
            .hint("nos dare --another")
            .into());
        }
        return log(&dare, outcome, context);
    }
    if args.plan {
        return plan::add(planned(&dare), context);
    }
    let today = context.today();
    if context.is_quiet() && !context.is_json() {
        context.system.print(dare.text.as_bytes())?;
        context.system.print(b"\n")?;
        return Ok(Exit::Done);
    }
    let ledger = context.read()?.ledger;
    let is_wanted = args.another || args.level.is_some() || args.about.is_some();
    let pause = dare::pause(&ledger, today).filter(|_| !is_wanted);
    let offered = Offered {
        dare: &dare,
        harder: dare::step_up(&ledger, dare.level, today),
        flags: &flags(args),
        is_of_the_day: !args.another,
    };
    context.answer(
        || DareJson::new(&dare),
        |style| match pause {
            Some(Pause::Hurt) => paused(style),
            Some(Pause::Rest) => resting(style) + &text(&offered, style),
            None => text(&offered, style),
        },
    )?;
    Ok(Exit::Done)
}

fn chosen(args: DareArgs, context: &Context<'_>) -> Dare {
    let today = context.today();
    let settings = &context.config.settings;
    let level = args.level.or(settings.dare_level);
    let level = level.map_or(Level::Gentle, Level::from);
    let about = args.about.or(settings.dare_about).map(Area::from);
    let turn = context.now.seconds();
    match (about, args.another) {
        (None, false) => dare::of_the_day(level, today),
        (None, true) => dare::another(level, today, turn),
        (Some(area), false) => dare::of_the_day_about(level, area, today),
        (Some(area), true) => dare::another_about(level, area, today, turn),
    }
}

/// The flags that choose the same dare of the day again: ` --level bold --about work`.
fn flags(args: DareArgs) -> String {
    let level = args.level.as_ref().and_then(DareLevel::to_possible_value);
    let about = args.about.as_ref().and_then(DareArea::to_possible_value);
    [("level", level), ("about", about)]
        .into_iter()
        .filter_map(|(flag, value)| Some(format!(" --{flag} {}", value?.get_name())))
        .collect()
}

/// The dare as a plan, with its level as its tag.
fn planned(dare: &Dare) -> Planned<'static> {
    let tags: Vec<Tag> = Tag::new(dare.level.name()).into_iter().collect();
    Planned {
        number: 0,
        text: Cow::Owned(dare.as_planned()),
        to: None,
        tags: Tags::of_tags(&tags),
        note: None,
        fear: None,
        odds: None,
        pull: None,
        by: None,
        src: None,
    }
}

/// Logs a dare, with its level as its tag.
fn log(dare: &Dare, outcome: Outcome, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let marks = TaggedWords {
        tags: Tag::new(dare.level.name()).into_iter().collect(),
        ..TaggedWords::default()
    };
    let details = AskDetails::default();
    log_one(&dare.as_logged(), &marks, &details, Some(outcome), context)?.tell(context)
}
