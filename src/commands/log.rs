//! `nos log`, `nos no`, `nos yes`: an ask is written down.

mod answering;
pub(super) mod conversation;

use std::borrow::Cow;

use super::ask::{Before, Told, keys_of_asks};
use super::session::Session;
use crate::cli::log::AskArgs;
use crate::cli::when::{self, Toward};
use crate::domain::ask::{AskText, Tag};
use crate::domain::day::Day;
use crate::domain::ledger::Key;
use crate::domain::outcome::Outcome;
use crate::domain::tags::Tags;
use crate::exchange::encoding::{self, Encoding};
use crate::failure::{Exit, Failure, giving_back};
use crate::journal::event::{Asked, What};
use crate::journal::writer::Writer;
use crate::questions::{self, Questions};
use crate::system::input::bounded;

/// Answers the asks that were named where the words are nothing but numbers (`nos no 12`), else
/// logs what was typed.
///
/// # Errors
/// As [`run`], or if an ask that was named is not found.
pub(crate) fn answer_or_log(
    args: &AskArgs,
    outcome: Outcome,
    session: &mut Session<'_>,
) -> anyhow::Result<Exit> {
    match answering::named(args, outcome, session.words_after_dashes)? {
        Some(answer) => answer.give(outcome, session),
        None => run(args, Some(outcome), session),
    }
}

/// Logs what was typed, or each line of standard input.
///
/// # Errors
/// If something that was typed cannot be meant, or it cannot be written.
pub(crate) fn run(
    args: &AskArgs,
    outcome: Option<Outcome>,
    session: &mut Session<'_>,
) -> anyhow::Result<Exit> {
    let typed = split(&args.words, session.words_after_dashes);
    if typed.text == "-" && session.words_after_dashes == 0 {
        let lines = lines(session)?;
        let logged = log_lines(&lines, &typed.tags, args, outcome, session);
        return giving_back(logged, || lines)?.tell(Several::Yes, session);
    }
    let text = typed.text.clone();
    if text.trim().is_empty() {
        return converse(typed.tags, args, outcome, session);
    }
    let logged = log_one(&typed, args, outcome, session);
    giving_back(logged, || vec![text])?.tell(Several::No, session)
}

/// Logs what is told at the terminal, if somebody is there to tell.
fn converse(
    tags: Vec<Tag>,
    args: &AskArgs,
    outcome: Option<Outcome>,
    session: &mut Session<'_>,
) -> anyhow::Result<Exit> {
    if !questions::allowed(session.system, session.is_silenced()) {
        return Err(Failure::usage("what did you ask for?")
            .hint("nos log \"asked for a discount\" --no")
            .into());
    }
    // What the flags say is checked before anybody types anything.
    past_day(args.on.as_deref(), "an ask", session.today())?;
    past_day(args.answered.as_deref(), "an answer", session.today())?;
    let told = conversation::hold(args, outcome, &mut Questions::new(session.system))?;
    let text = told.text.clone();
    let words = Words {
        text: told.text,
        tags,
    };
    let logged = log_one(&words, &told.args, told.outcome, session);
    giving_back(logged, || vec![text])?.tell(Several::No, session)
}

/// The words of an ask, the tags among them taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Words {
    text: String,
    tags: Vec<Tag>,
}

fn split(words: &[String], after_dashes: usize) -> Words {
    let (text, tags) = without_tags(words, after_dashes);
    Words {
        text: text.join(" "),
        tags,
    }
}

/// The words, and the tags that stood among them. A word like `+shop` before any `--` is a tag;
/// `+1` is text.
pub(crate) fn without_tags(words: &[String], after_dashes: usize) -> (Vec<String>, Vec<Tag>) {
    let before_dashes = words.len().saturating_sub(after_dashes);
    let mut text = Vec::with_capacity(words.len());
    let mut tags = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let tag = word
            .strip_prefix('+')
            .filter(|_| index < before_dashes)
            .and_then(|tag| Tag::new(tag).ok());
        match tag {
            Some(tag) => tags.push(tag),
            None => text.push(word.clone()),
        }
    }
    (text, tags)
}

fn log_one(
    typed: &Words,
    args: &AskArgs,
    outcome: Option<Outcome>,
    session: &mut Session<'_>,
) -> anyhow::Result<Written> {
    let text = AskText::new(&typed.text).map_err(|invalid| Failure::usage(invalid.0))?;
    let model = Model::of(args, &typed.tags, outcome, session.today())?;
    log(&[text], &model, session)
}

fn log_lines(
    lines: &[String],
    tags: &[Tag],
    args: &AskArgs,
    outcome: Option<Outcome>,
    session: &mut Session<'_>,
) -> anyhow::Result<Written> {
    let model = Model::of(args, tags, outcome, session.today())?;
    let mut texts = Vec::with_capacity(lines.len());
    for (number, line) in (1_u64..).zip(lines) {
        if !line.trim().is_empty() {
            let text = AskText::new(line)
                .map_err(|invalid| Failure::usage(format!("line {number}: {}", invalid.0)))?;
            texts.push(text);
        }
    }
    log(&texts, &model, session)
}

/// The lines of standard input.
fn lines(session: &mut Session<'_>) -> anyhow::Result<Vec<String>> {
    let bytes = bounded(session.system.stdin(), "standard input")?;
    match encoding::utf8(&bytes) {
        Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
        Err(found) => Err(not_utf8(&bytes, found, session).into()),
    }
}

/// Why a list that is not in UTF-8 cannot be logged, with the line that logs it.
fn not_utf8(bytes: &[u8], found: Encoding, session: &Session<'_>) -> Failure {
    let line = encoding::line_of_fault(bytes);
    let why = match found {
        Encoding::Nuls => format!("line {line} of standard input has a NUL character in it"),
        Encoding::Utf16(_) | Encoding::Utf32(_) => {
            format!("standard input is in {}, not in UTF-8", found.name())
        }
        Encoding::Utf8 | Encoding::Other => {
            format!("line {line} of standard input is not UTF-8")
        }
    };
    let failure = Failure::usage(format!("{why}; nothing was logged"));
    match found.to_utf8("asks.txt") {
        Some(convert) => failure.hint(format!("{convert} | {}", session.line())),
        None => failure,
    }
}

/// Whether the answer is about one ask or about several, even if these are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Several {
    Yes,
    No,
}

fn log(texts: &[AskText], model: &Model<'_>, session: &mut Session<'_>) -> anyhow::Result<Written> {
    let mut writer = session.write()?;
    let before = Before::of(&writer.journal.ledger, session);
    let happened = (writer.next_number()..)
        .zip(texts)
        .map(|(number, text)| What::Ask(model.asked(number, text)))
        .collect();
    let events = writer.commit(&session.now.stamp(), happened)?;
    Ok(Written {
        keys: keys_of_asks(&writer.journal.ledger, &events),
        writer,
        before,
    })
}

/// Asks that are in the log. What fails from here on loses nothing.
struct Written {
    keys: Vec<Key>,
    writer: Writer,
    before: Before,
}

impl Written {
    fn tell(mut self, several: Several, session: &mut Session<'_>) -> anyhow::Result<Exit> {
        let told = Told {
            keys: &self.keys,
            before: self.before,
            replaced: Vec::new(),
            is_answer: false,
            are_several: several == Several::Yes,
        };
        told.answer(session, &mut self.writer.journal)?;
        if let ([key], Several::No) = (self.keys.as_slice(), several) {
            // It is logged; what cannot be said beside it is no failure.
            let _ = answering::hint_at_waiting(*key, &mut self.writer.journal, session);
        }
        Ok(Exit::Done)
    }
}

/// All of an ask but its text and its number.
struct Model<'a> {
    args: &'a AskArgs,
    on: Day,
    tags: Vec<Tag>,
    outcome: Outcome,
    answered: Option<Day>,
}

impl<'a> Model<'a> {
    fn of(
        args: &'a AskArgs,
        tags: &[Tag],
        outcome: Option<Outcome>,
        today: Day,
    ) -> anyhow::Result<Self> {
        let outcome = outcome.unwrap_or_default();
        let on = past_day(args.on.as_deref(), "an ask", today)?.unwrap_or(today);
        let answered = past_day(args.answered.as_deref(), "an answer", today)?;
        if let Some(answered) = answered {
            if !outcome.is_answered() {
                return Err(Failure::usage(
                    "--answered is the day of an answer; add --no, --yes or --ghosted",
                )
                .hint("nos log --help")
                .into());
            }
            answer_after_ask(answered, on)?;
        }
        not_empty("--to", args.to.as_deref(), "nos log --help")?;
        not_empty("--note", args.note.as_deref(), "nos log --help")?;
        let mut tags = [tags, &args.tags].concat();
        tags.sort_unstable();
        tags.dedup();
        Ok(Self {
            args,
            on,
            tags,
            outcome,
            answered: answered.filter(|&answered| answered != on),
        })
    }

    fn asked(&self, number: u64, text: &AskText) -> Asked<'static> {
        let owned = |text: &String| Cow::Owned(text.clone());
        Asked {
            number,
            text: Cow::Owned(text.as_str().to_owned()),
            on: self.on,
            to: self.args.to.as_ref().map(owned),
            tags: Tags::of_tags(&self.tags),
            note: self.args.note.as_ref().map(owned),
            fear: self.args.fear,
            odds: self.args.odds,
            outcome: self.outcome,
            answered: self.answered,
            sting: self.args.sting,
        }
    }
}

/// A day that was typed, which must not be in the future.
///
/// # Errors
/// If it cannot be read, or is yet to come.
pub(crate) fn past_day(text: Option<&str>, what: &str, today: Day) -> Result<Option<Day>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let day = when::parse(text, today, Toward::Past)?;
    if day > today {
        return Err(Failure::usage(format!(
            "{day} is in the future, and {what} is written down when it has happened"
        ))
        .hint("nos help dates"));
    }
    Ok(Some(day))
}

/// Whether an answer can have come on that day.
///
/// # Errors
/// If it would have come before the ask.
pub(crate) fn answer_after_ask(answered: Day, asked_on: Day) -> Result<(), Failure> {
    if answered < asked_on {
        return Err(Failure::usage(format!(
            "the answer on {answered} would come before the ask on {asked_on} (--on sets the day of the ask)"
        ))
        .hint("nos help dates"));
    }
    Ok(())
}

/// Whether a text that was given has anything in it. `way_out` is the line that works.
///
/// # Errors
/// If it has not.
pub(crate) fn not_empty(flag: &str, text: Option<&str>, way_out: &str) -> Result<(), Failure> {
    match text {
        Some(text) if text.trim().is_empty() => {
            Err(Failure::usage(format!("{flag} is empty; leave it out")).hint(way_out))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str], after_dashes: usize) -> (String, Vec<String>) {
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        let split = split(&words, after_dashes);
        let tags = split.tags.iter().map(ToString::to_string).collect();
        (split.text, tags)
    }

    #[test]
    fn a_word_with_a_plus_is_a_tag_and_plus_one_is_text() {
        assert_eq!(
            words(&["asked", "for", "+1", "+Shop", "discount"], 0),
            ("asked for +1 discount".to_owned(), vec!["shop".to_owned()])
        );
    }

    #[test]
    fn after_two_dashes_a_plus_begins_no_tag() {
        assert_eq!(
            words(&["+shop", "a", "+b"], 1),
            ("a +b".to_owned(), vec!["shop".to_owned()])
        );
    }
}
