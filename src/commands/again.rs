//! `nos again`: an ask that was made before is made once more.

use super::log::model::Model;
use super::log::{Written, write};
use super::marks::{Marked, marked};
use super::reference::{Among, names_several, or_picked, resolve_one};
use super::session::Session;
use crate::cli::log::AgainArgs;
use crate::cli::refusal::quoted;
use crate::domain::ask::Tag;
use crate::domain::note_line::Note;
use crate::failure::{Exit, Failure, giving_back};

/// Logs the text, the person and the tags of an ask once more.
///
/// # Errors
/// If the ask is not found, something that was typed cannot be meant, or it cannot be written.
pub(crate) fn run(args: &AgainArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let to = args.details.to.as_deref();
    let mut typed = marked(&args.refs, session.words_after_dashes, to)?;
    if names_several(&typed.words) {
        let first = typed.words.first().map(|name| quoted(name));
        return Err(Failure::usage("one ask at a time")
            .hint(format!("nos again {}", first.unwrap_or_default()))
            .into());
    }
    if typed.words.is_empty() {
        typed.words.push("last".to_owned());
    }
    let logged = or_picked(&typed.words, Among::Standing, session, |refs, session| {
        once_more(refs, &typed, args, session)
    });
    let note = || args.details.note.iter().cloned().collect();
    giving_back(logged, note)?.answer(false, session)?;
    Ok(Exit::Done)
}

fn once_more(
    refs: &[String],
    typed: &Marked,
    args: &AgainArgs,
    session: &mut Session<'_>,
) -> anyhow::Result<Written> {
    let model = Model::of(&args.details, typed, args.outcome.named(), session)?;
    let mut journal = session.read()?;
    let row = resolve_one(refs, Among::Standing, &mut journal, session.today())?;
    let ask = journal.words.ask(&journal.ledger, &row)?;
    drop(journal);
    let mut note = Note::raw(&ask.text).map_err(|invalid| Failure::usage(invalid.0))?;
    note.to = typed.to.clone().or(ask.to);
    note.tags = ask
        .tags
        .iter()
        .filter_map(|tag| Tag::new(tag).ok())
        .collect();
    write(vec![model.asked(note)?], session)
}
