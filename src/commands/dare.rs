//! `nos dare`: something to ask for today.

use crate::cli::dare::DareArgs;
use crate::domain::dare::{self, Area, Level};
use crate::failure::Exit;
use crate::render::dare::{DareJson, text};

use super::session::Session;

/// Tells the dare of the day, or another one, at the level that was named, else a gentle one, about an area if one was named.
pub(super) fn run(args: DareArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let today = session.today();
    let settings = &session.config.settings;
    let level = args.level.or(settings.dare_level);
    let level = level.map_or(Level::Gentle, Level::from);
    let about = args.about.or(settings.dare_about).map(Area::from);
    let turn = session.now.seconds();
    let dare = match (about, args.another) {
        (None, false) => dare::of_the_day(level, today),
        (None, true) => dare::another(level, today, turn),
        (Some(area), false) => dare::of_the_day_about(level, area, today),
        (Some(area), true) => dare::another_about(level, area, today, turn),
    };
    if session.is_quiet() && !session.is_json() {
        session.system.print(dare.text.as_bytes())?;
        session.system.print(b"\n")?;
        return Ok(Exit::Done);
    }
    let journal = session.read()?;
    let offered = dare::step_up(&journal.ledger, level, today);
    session.answer(|| DareJson::of(&dare), |style| text(&dare, offered, style))?;
    Ok(Exit::Done)
}
