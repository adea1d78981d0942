//! `nos dare`: something to ask for today.

use crate::cli::dare::DareArgs;
use crate::domain::dare::{self, Area, Level};
use crate::error::Exit;
use crate::render::dare::{DareJson, text};

use super::context::Context;

/// Tells the dare of the day, or another one, at the level that was named, else a gentle one, about an area if one was named.
pub(super) fn run(args: DareArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let today = context.today();
    let settings = &context.config.settings;
    let level = args.level.or(settings.dare_level);
    let level = level.map_or(Level::Gentle, Level::from);
    let about = args.about.or(settings.dare_about).map(Area::from);
    let turn = context.now.seconds();
    let dare = match (about, args.another) {
        (None, false) => dare::of_the_day(level, today),
        (None, true) => dare::another(level, today, turn),
        (Some(area), false) => dare::of_the_day_about(level, area, today),
        (Some(area), true) => dare::another_about(level, area, today, turn),
    };
    if context.is_quiet() && !context.is_json() {
        context.system.print(dare.text.as_bytes())?;
        context.system.print(b"\n")?;
        return Ok(Exit::Done);
    }
    let journal = context.read()?;
    let offered = dare::step_up(&journal.ledger, level, today);
    context.answer(|| DareJson::new(&dare), |style| text(&dare, offered, style))?;
    Ok(Exit::Done)
}
