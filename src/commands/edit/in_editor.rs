//! An ask is changed in the person's editor.
//!
//! The form is a draft in the state folder from the first moment, and it is thrown away only
//! when what is in it is in the log. No lock is held while the editor is open.

use super::{change, wish::Wish};
use crate::cli::change::EditArgs;
use crate::cli::form::{self, Form, Wrong};
use crate::cli::refusal::quoted;
use crate::commands::ask::{id_of, words};
use crate::commands::reference::{Among, Names, resolve_one};
use crate::commands::session::Session;
use crate::domain::ask::{Ask, Tag};
use crate::domain::ledger::Row;
use crate::failure::{Code, Exit, Failure};
use crate::journal::draft::Draft;

/// Opens the form of an ask until it can be read, and writes down what changed in it.
pub(super) fn run(
    args: &EditArgs,
    refs: &[String],
    tags: &[Tag],
    session: &mut Session<'_>,
) -> anyhow::Result<Exit> {
    check_alone(args, &quoted(&refs.join(" ")), tags, session)?;
    let mut journal = session.read()?;
    let row = resolve_one(refs, Among::Standing, &mut journal, session.today())?;
    let asks = words(&mut journal, &[row])?;
    let Some(ask) = asks.first() else {
        return Ok(Exit::Done);
    };
    let name = Names::of_ledger(&journal.ledger).of(&row);
    let draft = Draft::of(session.places().state()?, &id_of(&journal.ledger, &row));
    let fresh = form::written(ask, &name);
    let wish = edited(&fresh, &draft, ask, &row, &name, session)?;
    let kept = |error: anyhow::Error| match Failure::from_error(error) {
        Failure::Refused(refusal) => Failure::new(
            refusal.code,
            format!("{}; {}", refusal.message, kept_in(&draft)),
        )
        .hint(format!("nos edit {name} -e"))
        .into(),
        other => anyhow::Error::from(other),
    };
    let mut writer = session.write().map_err(kept)?;
    change(&mut writer, row.key(), &wish, session).map_err(kept)?;
    draft.discard();
    Ok(Exit::Done)
}

fn check_alone(
    args: &EditArgs,
    name: &str,
    tags: &[Tag],
    session: &Session<'_>,
) -> anyhow::Result<()> {
    if session.is_no_input() {
        return Err(
            Failure::usage("--editor opens an editor, and --no-input forbids it")
                .hint(format!("nos edit {name} --text \"asked for a discount\""))
                .into(),
        );
    }
    if Wish::of(args, name, tags, session.today())? != Wish::default() {
        return Err(Failure::usage(
            "in the editor everything can be changed; --editor goes without other flags",
        )
        .hint(format!("nos edit {name} -e"))
        .into());
    }
    Ok(())
}

/// What was changed in the editor: the form is opened again until it can be meant.
fn edited(
    fresh: &str,
    draft: &Draft,
    ask: &Ask,
    row: &Row,
    name: &str,
    session: &mut Session<'_>,
) -> anyhow::Result<Wish> {
    let today = session.today();
    let before = form::read(fresh, today).map_err(|wrong| told(&wrong))?;
    let left = draft.read()?;
    if left.is_some() {
        session.warn(
            "io",
            &format!("this goes on with the draft in {}", draft.path().display()),
            None,
        );
    }
    let mut text = left.unwrap_or_else(|| fresh.to_owned());
    loop {
        draft.keep(&text)?;
        open(draft, name, session)?;
        let now = draft.read()?.unwrap_or_default();
        if form::is_empty(&now) {
            return Ok(Wish::default());
        }
        match read(&now, &before, ask, row, session) {
            Ok(wish) => return Ok(wish),
            // Nobody changed anything, so nobody is there to put it right.
            Err(wrong) if now == text => {
                let why = format!("{}; {}", told(&wrong), kept_in(draft));
                return Err(Failure::usage(why)
                    .hint(format!("nos edit {name} -e"))
                    .into());
            }
            Err(wrong) => text = form::with_reason(&now, &wrong),
        }
    }
}

fn read(
    form: &str,
    before: &Form,
    ask: &Ask,
    row: &Row,
    session: &Session<'_>,
) -> Result<Wish, Wrong> {
    let after = form::read(form, session.today())?;
    let wish = Wish::between(before, &after);
    wish.changes(ask, row, session.today())
        .map_err(|failure| Wrong {
            line: None,
            reason: failure.to_string(),
        })?;
    Ok(wish)
}

fn open(draft: &Draft, name: &str, session: &mut Session<'_>) -> anyhow::Result<()> {
    let editor = session.system.editor();
    let closed = session.system.edit(draft.path());
    draft.protect();
    let why = match closed {
        Ok(status) if status.success() => return Ok(()),
        Ok(status) => status.to_string(),
        Err(error) => error.to_string(),
    };
    Err(Failure::new(
        Code::Io,
        format!("the editor `{editor}` failed ({why}); {}", kept_in(draft)),
    )
    .hint(format!("nos edit {name} -e"))
    .into())
}

fn told(wrong: &Wrong) -> Failure {
    Failure::usage(match wrong.line {
        Some(line) => format!("line {line} of the form: {}", wrong.reason),
        None => format!("the form: {}", wrong.reason),
    })
}

fn kept_in(draft: &Draft) -> String {
    format!("what you wrote is in {}", draft.path().display())
}
