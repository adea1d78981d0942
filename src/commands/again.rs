//! `nos again`: an ask that was made before is made once more.

use super::context::Context;
use super::log::model::Model;
use super::log::{LoggedAsks, write};
use super::marks::{TaggedWords, marked};
use super::reference::{Among, names_several, or_picked, resolve_one};
use crate::cli::log::AgainArgs;
use crate::cli::usage_error::quoted;
use crate::domain::ask::Tag;
use crate::domain::note_line::Note;
use crate::error::{Exit, Failure, with_unsaved_input};

/// Logs the text, the person and the tags of an ask once more.
///
/// # Errors
/// If the ask is not found, something that was typed cannot be meant, or it cannot be written.
pub(crate) fn run(args: &AgainArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let to = args.details.to.as_deref();
    let mut typed = marked(&args.refs, context.words_after_dashes, to)?;
    if names_several(&typed.words) {
        let first = typed.words.first().map(|name| quoted(name));
        return Err(Failure::usage("one ask at a time")
            .hint(format!("nos again {}", first.unwrap_or_default()))
            .into());
    }
    if typed.words.is_empty() {
        typed.words.push("last".to_owned());
    }
    let logged = or_picked(&typed.words, Among::Standing, context, |refs, context| {
        once_more(refs, &typed, args, context)
    });
    let note = || args.details.note.iter().cloned().collect();
    with_unsaved_input(logged, note)?.answer(false, context)?;
    Ok(Exit::Done)
}

fn once_more(
    refs: &[String],
    typed: &TaggedWords,
    args: &AgainArgs,
    context: &mut Context<'_>,
) -> anyhow::Result<LoggedAsks> {
    let model = Model::new(&args.details, typed, args.outcome.named(), context)?;
    let mut journal = context.read()?;
    let row = resolve_one(refs, Among::Standing, &mut journal, context.today())?;
    let ask = journal.words.ask(&journal.ledger, &row)?;
    drop(journal);
    let mut note = Note::raw(&ask.text).map_err(|invalid| Failure::usage(invalid.0))?;
    note.to = typed.to.clone().or(ask.to);
    note.tags = ask
        .tags
        .iter()
        .filter_map(|tag| Tag::new(tag).ok())
        .collect();
    write(vec![model.asked(note)?], context)
}
