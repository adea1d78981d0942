//! An ask is changed in the person's editor.
//!
//! The form is a draft in the state folder from the first moment, beside the form that it began
//! from; only what differs between the two was typed, and nothing else is ever changed. A draft
//! in which nothing was typed is not kept, any other is thrown away only when what is in it is in
//! the log. No lock is held while the editor is open.

use super::{change, patch::Patch};
use crate::cli::change::EditArgs;
use crate::cli::form::{self, FormError};
use crate::cli::usage_error::quoted;
use crate::commands::confirmation::{id_of, words};
use crate::commands::context::Context;
use crate::commands::reference::{Among, AskNames, resolve_one};
use crate::domain::ask::{Ask, Tag};
use crate::domain::ledger::Record;
use crate::error::{Code, Exit, Failure};
use crate::journal::draft::{Draft, Saved};

/// Opens the form of an ask until it can be read, and writes down what changed in it.
pub(super) fn run(
    args: &EditArgs,
    refs: &[String],
    tags: &[Tag],
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    check_alone(args, &quoted(&refs.join(" ")), tags, context)?;
    let mut journal = context.read()?;
    let row = resolve_one(refs, Among::Standing, &mut journal, context.today())?;
    let asks = words(&mut journal, &[row])?;
    let Some(ask) = asks.first() else {
        return Ok(Exit::Done);
    };
    let name = AskNames::of_ledger(&journal.ledger).of(&row);
    let draft = Draft::new(context.places().state()?, &id_of(&journal.ledger, &row));
    let editing = Editing::begin(&draft, ask, row, &name, context)?;
    let patch = editing.edited(context)?;
    let written = context
        .write()
        .and_then(|mut writer| change(&mut writer, row.key(), &patch, context));
    if let Err(error) = written {
        return Err(editing.kept(error));
    }
    editing.draft.discard();
    Ok(Exit::Done)
}

fn check_alone(
    args: &EditArgs,
    name: &str,
    tags: &[Tag],
    context: &Context<'_>,
) -> anyhow::Result<()> {
    if context.is_no_input() {
        return Err(
            Failure::usage("--editor opens an editor, and --no-input forbids it")
                .hint(format!("nos edit {name} --text \"asked for a discount\""))
                .into(),
        );
    }
    let why = "--editor takes no other flags: in the editor you can change everything";
    check_no_changes(args, name, tags, (why, "-e"), context)
}

fn check_no_changes(
    args: &EditArgs,
    name: &str,
    tags: &[Tag],
    (why, flag): (&str, &str),
    context: &Context<'_>,
) -> anyhow::Result<()> {
    if Patch::new(args, name, tags, context.today())? != Patch::default() {
        return Err(Failure::usage(why)
            .hint(format!("nos edit {name} {flag}"))
            .into());
    }
    Ok(())
}

#[cfg(feature = "screen")]
/// Writes down what differs between two states of the form of an ask, and tells it.
///
/// # Errors
/// If the form cannot be meant, or it cannot be written.
pub(crate) fn by_form(
    id: String,
    base: &str,
    text: &str,
    context: &mut Context<'_>,
) -> anyhow::Result<()> {
    let today = context.today();
    let touched = form::touched(base, text, today).map_err(|wrong| told(&wrong))?;
    let mut writer = context.write()?;
    let row = resolve_one(&[id], Among::Standing, &mut writer.journal, today)?;
    change(&mut writer, row.key(), &Patch::touched(touched), context)
}

/// Throws the draft of an ask away, whatever is in it.
///
/// # Errors
/// If the ask is not found, or there is no draft.
pub(super) fn discard(
    args: &EditArgs,
    refs: &[String],
    tags: &[Tag],
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    let name = quoted(&refs.join(" "));
    let why = "--discard throws a draft away and changes nothing else";
    check_no_changes(args, &name, tags, (why, "--discard"), context)?;
    let mut journal = context.read()?;
    let row = resolve_one(refs, Among::Removed, &mut journal, context.today())?;
    let name = AskNames::of_ledger(&journal.ledger).of(&row);
    let draft = Draft::new(context.places().state()?, &id_of(&journal.ledger, &row));
    if !draft.discard_all() {
        return Err(
            Failure::new(Code::NotFound, format!("#{name} has no unfinished draft"))
                .hint(format!("nos show {name}"))
                .into(),
        );
    }
    super::tell_discarded(&row, &name, &mut journal, context)?;
    Ok(Exit::Done)
}

/// An ask that is being changed in an editor.
struct Editing<'a> {
    draft: Draft,
    /// The form that the draft began from.
    base: String,
    /// What the editor opens.
    text: String,
    ask: &'a Ask,
    row: Record,
    name: String,
}

impl<'a> Editing<'a> {
    /// Goes on with the draft that is there, if something was typed in it, else begins one.
    fn begin(
        draft: &Draft,
        ask: &'a Ask,
        row: Record,
        name: &str,
        context: &mut Context<'_>,
    ) -> anyhow::Result<Self> {
        let fresh = form::written(ask, name, context.style.width_cols);
        let editing = |base: String, text: String| Self {
            draft: draft.clone(),
            base,
            text,
            ask,
            row,
            name: name.to_owned(),
        };
        let left = draft.read()?.filter(|left| !form::is_empty(&left.text));
        let Some(left) = left else {
            draft.begin(&fresh)?;
            return Ok(editing(fresh.clone(), fresh));
        };
        let Some(base) = draft.base()?.filter(|base| !base.is_empty()) else {
            if form::differ(&left.text, &fresh) {
                let aside = draft.put_aside()?.display().to_string();
                context.warn(
                    "io",
                    &format!("an earlier draft of #{name} doesn't say what was changed in it, so it isn't used; it's in {aside}"),
                    Some(&format!("nos edit {name} --discard")),
                );
            }
            draft.begin(&fresh)?;
            return Ok(editing(fresh.clone(), fresh));
        };
        if !form::differ(&left.text, &base) {
            draft.begin(&fresh)?;
            return Ok(editing(fresh.clone(), fresh));
        }
        context.warn(
            "io",
            &format!(
                "this goes on with the draft of #{name} in {}",
                draft.path().display()
            ),
            Some(&format!("nos edit {name} --discard")),
        );
        let news = form::differing(&base, &fresh).unwrap_or_default();
        let mut text = left.text;
        if !news.is_empty() {
            let changed = news.join(", ");
            context.warn(
                "io",
                &format!("#{name} was changed since that draft began ({changed}); what you leave alone in it stays as it is now"),
                None,
            );
            text = form::with_news(&text, &news);
        }
        draft.keep(&text)?;
        Ok(editing(base, text))
    }

    /// What was changed in the editor: the form is opened again until it can be meant.
    fn edited(&self, context: &mut Context<'_>) -> anyhow::Result<Patch> {
        let mut text = self.text.clone();
        let mut has_shown_letters = false;
        loop {
            self.open(context)?;
            let saved = self.saved()?;
            if form::is_empty(&saved.text) {
                return Ok(Patch::default());
            }
            let wrong = if saved.is_utf8 || has_shown_letters {
                match self.read(&saved.text, context) {
                    Ok(patch) => return Ok(patch),
                    Err(wrong) => wrong,
                }
            } else {
                // Which letters were meant is seen only by who typed them.
                has_shown_letters = true;
                FormError {
                    line: None,
                    reason: "your editor didn't save this as UTF-8; see that its letters are right, and save it again"
                        .to_owned(),
                }
            };
            // The editor changed nothing, so there is nothing to correct.
            if saved.text == text {
                return Err(self.kept(told(&wrong).into()));
            }
            text = form::with_reason(&saved.text, &wrong);
            self.draft.keep(&text)?;
        }
    }

    fn saved(&self) -> anyhow::Result<Saved> {
        let saved = self.draft.read()?;
        Ok(saved.unwrap_or_else(|| Saved {
            text: String::new(),
            is_utf8: true,
        }))
    }

    fn read(&self, form: &str, context: &Context<'_>) -> Result<Patch, FormError> {
        let touched = form::touched(&self.base, form, context.today())?;
        let patch = Patch::touched(touched);
        patch
            .changes(self.ask, &self.row, context.today())
            .map_err(|failure| FormError {
                line: None,
                reason: failure.to_string(),
            })?;
        Ok(patch)
    }

    fn open(&self, context: &mut Context<'_>) -> anyhow::Result<()> {
        let editor = context.system.editor();
        let closed = context.system.edit(self.draft.path());
        self.draft.protect();
        let why = match closed {
            Ok(status) if status.success() => return Ok(()),
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        };
        let failed = format!("the editor `{editor}` failed ({why})");
        Err(self.kept(Failure::new(Code::Io, failed).into()))
    }

    /// The failure with the place of what was typed. A draft in which nothing was typed goes.
    fn kept(&self, error: anyhow::Error) -> anyhow::Error {
        let is_typed = match self.draft.read() {
            Ok(Some(saved)) => {
                !form::is_empty(&saved.text) && form::differ(&saved.text, &self.base)
            }
            Ok(None) => false,
            Err(_) => true,
        };
        if !is_typed {
            self.draft.discard();
            return error;
        }
        match Failure::from_error(error) {
            Failure::Refused(refusal) => {
                let place = self.draft.path().display();
                let message = format!("{}; what you wrote is in {place}", refusal.message);
                Failure::new(refusal.code, message)
                    .hint(format!("nos edit {} -e", self.name))
                    .into()
            }
            other => other.into(),
        }
    }
}

fn told(wrong: &FormError) -> Failure {
    Failure::usage(match wrong.line {
        Some(line) => format!("line {line} of the form: {}", wrong.reason),
        None => format!("the form: {}", wrong.reason),
    })
}
