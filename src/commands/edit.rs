//! `nos edit`: something about an ask is changed, by flags or in an editor.

mod in_editor;
mod wish;

use super::ask::{id_of, words};
use super::marks::{Marked, marked};
use super::reference::{Among, Names, or_picked, resolve_one};
use super::session::{Session, current_goal};
use super::summary;
use crate::cli::change::EditArgs;
use crate::cli::nearest::nearest;
use crate::cli::refusal::quoted;
use crate::domain::ask::Tag;
use crate::domain::ledger::{Key, Ledger, Row};
use crate::domain::tally::Tally;
use crate::failure::{Code, Exit, Failure, giving_back};
use crate::journal::event::{Changes, Edited, What};
use crate::journal::folder::Journal;
use crate::journal::writer::Writer;
use crate::render::json::OneAsk;
use crate::render::style::{Ink, Style};
use crate::render::{safe, wording};
use wish::Wish;

/// Changes the ask that was named.
///
/// # Errors
/// If it is not found, the change cannot be, the editor fails, or it cannot be written.
pub(crate) fn run(args: &EditArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let Marked {
        words: refs,
        tags,
        to,
    } = marked(&args.refs, session.words_after_dashes, args.to.as_deref())?;
    let args = &EditArgs { to, ..args.clone() };
    if refs.is_empty() {
        return Err(Failure::usage("which ask is to be changed?")
            .hint("nos edit last -e")
            .into());
    }
    if args.discard {
        return or_picked(&refs, Among::Removed, session, |refs, session| {
            in_editor::discard(args, refs, &tags, session)
        });
    }
    if args.editor {
        return or_picked(&refs, Among::Standing, session, |refs, session| {
            in_editor::run(args, refs, &tags, session)
        });
    }
    let typed: Vec<String> = [&args.text, &args.note, &args.to]
        .into_iter()
        .flatten()
        .filter(|typed| !typed.trim().is_empty())
        .cloned()
        .collect();
    let edited = or_picked(&refs, Among::Standing, session, |refs, session| {
        by_flags(args, refs, &tags, session)
    });
    giving_back(edited, || typed)
}

fn by_flags(
    args: &EditArgs,
    refs: &[String],
    tags: &[Tag],
    session: &mut Session<'_>,
) -> anyhow::Result<Exit> {
    let name = quoted(&refs.join(" "));
    let wish = Wish::of(args, &name, tags, session.today())?;
    if wish == Wish::default() {
        return Err(Failure::usage("what is to be changed?")
            .hint(format!("nos edit {name} -e"))
            .into());
    }
    let mut writer = session.write()?;
    let row = resolve_one(refs, Among::Standing, &mut writer.journal, session.today())?;
    let absent = absent_tag(&args.untags, &row, &writer.journal.ledger);
    change(&mut writer, row.key(), &wish, session)?;
    if let Some((tag, near)) = absent {
        session.note(&format!("It has no tag {tag}."));
        let name = Names::of_ledger(&writer.journal.ledger).of(&row);
        match near {
            Some(near) => session.hint(&format!("nos edit {name} --untag {near}")),
            None => session.hint(&format!("nos show {name}")),
        }
    }
    Ok(Exit::Done)
}

/// A tag that was to go and is not there, with the one that was perhaps meant.
fn absent_tag(untags: &[Tag], row: &Row, ledger: &Ledger) -> Option<(Tag, Option<String>)> {
    let tags: Vec<&str> = ledger.tags.names(row.tags).collect();
    let absent = untags.iter().find(|tag| !tags.contains(&tag.as_str()))?;
    let near = nearest(absent.as_str(), tags).map(str::to_owned);
    Some((absent.clone(), near))
}

/// Writes the change down and tells it. What would change nothing is not written.
fn change(
    writer: &mut Writer,
    key: Key,
    wish: &Wish,
    session: &mut Session<'_>,
) -> anyhow::Result<()> {
    let row = standing(&writer.journal.ledger, key)?;
    let asks = words(&mut writer.journal, &[row])?;
    let Some(before) = asks.first() else {
        return Ok(());
    };
    let set = wish.changes(before, &row, session.today())?;
    if !set.is_empty() {
        let ask = id_of(&writer.journal.ledger, &row);
        let edited = Edited {
            ask,
            set: set.clone(),
        };
        writer.commit(&session.now.stamp(), vec![What::Edit(edited)])?;
    }
    let done = format!("#{} is changed", row.number);
    let row = standing(&writer.journal.ledger, key)?;
    let asks = words(&mut writer.journal, &[row])
        .map_err(|error| Failure::new(Code::Io, format!("{done}, but {error:#}")))?;
    let Some(ask) = asks.first() else {
        return Ok(());
    };
    let ledger = &writer.journal.ledger;
    let goal = current_goal(ledger, &Tally::of(ledger.asks()), session.today());
    let name = Names::of_ledger(ledger).of(&row);
    session.answer_change(
        &done,
        || OneAsk::of(ask, goal.as_ref()),
        |style| text(&ask.text, &name, &set, style),
    )
}

/// Tells that the draft of an ask is gone.
fn tell_discarded(
    row: &Row,
    name: &str,
    journal: &mut Journal,
    session: &mut Session<'_>,
) -> anyhow::Result<()> {
    let asks = words(journal, &[*row])?;
    let Some(ask) = asks.first() else {
        return Ok(());
    };
    let ledger = &journal.ledger;
    let goal = current_goal(ledger, &Tally::of(ledger.asks()), session.today());
    let done = format!("The draft of #{name} is gone; the ask is as it was.");
    session.answer_change(
        &done,
        || OneAsk::of(ask, goal.as_ref()),
        |_| format!("{done}\n"),
    )
}

/// The row of an ask that was found a moment ago.
fn standing(ledger: &Ledger, key: Key) -> anyhow::Result<Row> {
    ledger
        .asks()
        .find(|row| row.key() == key)
        .copied()
        .ok_or_else(|| {
            Failure::new(
                Code::NotFound,
                format!("{} was removed meanwhile", ledger.id(key)),
            )
            .hint("nos list")
            .into()
        })
}

fn text(text: &str, name: &str, set: &Changes<'_>, style: &Style) -> String {
    let head = if set.is_empty() {
        "Nothing to change"
    } else {
        "Changed"
    };
    let place = format!("#{name}");
    let taken = head.len() + place.len() + 2 * safe::width_cols(style.dot());
    let room = style.width_cols.saturating_sub(taken).max(20);
    let text = safe::fitted(&safe::one_line(text), room, style.cut_mark());
    let first = [head.to_owned(), text, style.ink(Ink::Soft, &place)].join(style.dot());
    let parts = summary::changed_parts(set).join(", ");
    if parts.is_empty() {
        return format!("{first}\n");
    }
    format!("{first}\n{}.\n", wording::sentence(&safe::one_line(&parts)))
}
