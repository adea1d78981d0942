//! `nos dare`: something to ask for today.

use crate::cli::dare::DareArgs;
use crate::domain::dare::{self, Level};
use crate::failure::Exit;
use crate::render::dare::{DareJson, text};

use super::session::Session;

/// Tells the dare of the day, or another one, at the level that was named, else a gentle one.
pub(super) fn run(args: DareArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let today = session.today();
    let level = args.level.map_or(Level::Gentle, Level::from);
    let dare = if args.another {
        dare::another(level, today, session.now.seconds())
    } else {
        dare::of_the_day(level, today)
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
