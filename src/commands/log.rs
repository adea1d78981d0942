//! `nos log`, `nos no`, `nos yes`: an ask is written down.

mod answering;
pub(super) mod interactive;
pub(crate) mod lines;
pub(super) mod model;

use super::confirmation::{Confirmation, EarlierState, keys_of_asks};
use super::context::Context;
use super::marks::{TaggedWords, marked};
use super::plan::PlanName;
use super::plan_change;
use crate::cli::date_expression::{self, Bias};
use crate::cli::log::{AskArgs, AskDetails};
use crate::domain::ask::Rating;
use crate::domain::day::Day;
use crate::domain::ledger::Key;
use crate::domain::note_line::Note;
use crate::domain::outcome::Outcome;
use crate::error::{Exit, Failure, with_unsaved_input};
use crate::journal::event::{AskEvent, EventKind};
use crate::journal::writer::Writer;
use crate::questions::Questions;
use crate::render::format;
use crate::render::wrap::lines_of;
use interactive::{Another, UsedNames};
use model::Model;

/// Answers the asks that were named where the words are nothing but numbers (`nos no 12`), else
/// logs what was typed.
///
/// # Errors
/// As [`run`], or if an ask that was named is not found.
pub(crate) fn answer_or_log(
    args: &AskArgs,
    outcome: Outcome,
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    match answering::named(args, outcome, context.words_after_dashes)? {
        Some(answer) => answer.give(outcome, context),
        None => run(args, Some(outcome), context),
    }
}

/// Logs what was typed, or each line of standard input.
///
/// # Errors
/// If something that was typed cannot be meant, or it cannot be written.
pub(crate) fn run(
    args: &AskArgs,
    outcome: Option<Outcome>,
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    let details = &args.details;
    let typed = marked(
        &args.words,
        context.words_after_dashes,
        details.to.as_deref(),
    )?;
    let text = typed.text();
    if text == "-" && context.words_after_dashes == 0 {
        let model = Model::new(details, &typed, outcome, context)?;
        return lines::log(&model, args.raw, context);
    }
    if args.raw {
        return Err(Failure::usage("--raw is for the lines of standard input")
            .hint("nos log - --raw")
            .typed(vec![text])
            .into());
    }
    let plan = PlanName::of_words(&typed.words).filter(|_| context.words_after_dashes == 0);
    if let Some(plan) = plan {
        let details = AskDetails {
            to: typed.to.clone(),
            tags: [typed.tags.as_slice(), &details.tags].concat(),
            ..details.clone()
        };
        let asked = plan_change::ask(&plan, &text, (&details, outcome), context);
        let asked = with_unsaved_input(asked, || details.note.iter().cloned().collect())?;
        return asked.logged.tell_plan(&asked.looking_back, context);
    }
    if text.trim().is_empty() {
        return converse(&typed, details, outcome, context);
    }
    let logged = log_one(&text, &typed, details, outcome, context);
    with_unsaved_input(logged, || vec![text])?.tell(context)
}

/// Logs what is answered at the terminal, where there is one.
fn converse(
    typed: &TaggedWords,
    details: &AskDetails,
    outcome: Option<Outcome>,
    context: &mut Context<'_>,
) -> anyhow::Result<Exit> {
    if !context.may_ask() {
        return Err(Failure::usage("what did you ask for?")
            .hint("nos log \"asked for a discount\" --no")
            .into());
    }
    // What the flags say is checked before anything is typed.
    past_day(details.on.as_deref(), ASK_AHEAD, context.today())?;
    past_day(details.answered.as_deref(), ANSWER_AHEAD, context.today())?;
    let details = AskDetails {
        to: typed.to.clone(),
        tags: [typed.tags.as_slice(), &details.tags].concat(),
        ..details.clone()
    };
    let used = UsedNames::new(&context.read()?.ledger);
    let style = context.style;
    let intro = "Enter skips a question, Ctrl-C leaves without writing anything down.";
    Questions::new(context.system).tell(intro)?;
    let mut text = None;
    loop {
        let mut questions = Questions::new(context.system);
        let told = interactive::hold(text, &details, outcome, &used, &style, &mut questions)?;
        let marks = TaggedWords {
            to: told.details.to.clone(),
            ..TaggedWords::default()
        };
        let logged = log_one(&told.text, &marks, &told.details, told.outcome, context);
        let typed = || [Some(told.text), told.details.note].into_iter().flatten();
        with_unsaved_input(logged, || typed().collect())?.tell(context)?;
        if told.details.sting.is_some_and(Rating::hurts) {
            return Ok(Exit::Done);
        }
        text = match interactive::another(&mut Questions::new(context.system))? {
            Another::Ask(text) => text,
            Another::Done => return Ok(Exit::Done),
        };
    }
}

/// Logs an ask that was typed.
///
/// # Errors
/// If something that was typed cannot be meant, or it cannot be written.
pub(super) fn log_one(
    text: &str,
    marks: &TaggedWords,
    details: &AskDetails,
    outcome: Option<Outcome>,
    context: &mut Context<'_>,
) -> anyhow::Result<LoggedAsks> {
    let note = Note::raw(text).map_err(|invalid| Failure::usage(invalid.0))?;
    let model = Model::new(details, marks, outcome, context)?;
    write(vec![model.asked(note)?], context)
}

/// Writes asks, all of them or none. They get their numbers here.
pub(super) fn write(
    asks: Vec<AskEvent<'static>>,
    context: &mut Context<'_>,
) -> anyhow::Result<LoggedAsks> {
    let mut writer = context.write()?;
    let before = EarlierState::new(&writer.journal.ledger, context);
    let happened = (writer.next_number()..)
        .zip(asks)
        .map(|(number, ask)| EventKind::Ask(AskEvent { number, ..ask }))
        .collect();
    let events = writer.commit(&context.now.stamp(), happened)?;
    Ok(LoggedAsks {
        keys: keys_of_asks(&writer.journal.ledger, &events),
        writer,
        before,
    })
}

/// Asks that are in the log. What fails from here on loses nothing.
pub(super) struct LoggedAsks {
    keys: Vec<Key>,
    writer: Writer,
    before: EarlierState,
}

impl LoggedAsks {
    /// Tells the one ask, and which other that is waiting has its words too.
    ///
    /// # Errors
    /// If the answer cannot be written.
    pub(super) fn tell(mut self, context: &mut Context<'_>) -> anyhow::Result<Exit> {
        self.answer(false, context)?;
        if let [key] = self.keys.as_slice() {
            // It is logged; what cannot be said beside it is no failure.
            let _ = answering::hint_at_waiting(*key, &mut self.writer.journal, context);
        }
        Ok(Exit::Done)
    }

    /// Tells the ask that was made of a plan, and how it went beside what was feared.
    fn tell_plan(mut self, looking_back: &str, context: &mut Context<'_>) -> anyhow::Result<Exit> {
        self.answer(false, context)?;
        if !looking_back.is_empty() && !context.is_json() && !context.is_quiet() {
            let lines = lines_of(looking_back, context.style.width_cols).join("\n");
            context.system.print(format!("{lines}\n").as_bytes())?;
        }
        Ok(Exit::Done)
    }

    /// Tells the asks; of several, even if these are one.
    pub(super) fn answer(
        &mut self,
        are_several: bool,
        context: &mut Context<'_>,
    ) -> anyhow::Result<()> {
        let told = Confirmation {
            keys: &self.keys,
            before: self.before,
            replaced: Vec::new(),
            is_answer: false,
            are_several,
        };
        told.answer(context, &mut self.writer.journal)
    }
}

/// What to do about the day of an ask that is yet to come.
pub(crate) const ASK_AHEAD: &str = "Log an ask once you've made it";

/// What to do about the day of an answer that is yet to come.
pub(crate) const ANSWER_AHEAD: &str = "Log an answer once it has come";

/// A day that was typed, which must not be in the future.
///
/// # Errors
/// If it cannot be read, or is yet to come.
pub(crate) fn past_day(
    text: Option<&str>,
    advice: &str,
    today: Day,
) -> Result<Option<Day>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let day = date_expression::parse(text, today, Bias::Past)?;
    not_ahead(day, advice, today)?;
    Ok(Some(day))
}

/// Whether something can have happened on that day.
///
/// # Errors
/// If the day is yet to come.
pub(super) fn not_ahead(day: Day, advice: &str, today: Day) -> Result<(), Failure> {
    if day > today {
        let day = format::day(day, today);
        return Err(
            Failure::usage(format!("{day} is in the future. {advice}")).hint("nos help dates")
        );
    }
    Ok(())
}

/// Whether an answer can have come on that day.
///
/// # Errors
/// If it would have come before the ask.
pub(crate) fn answer_after_ask(answered: Day, asked_on: Day) -> Result<(), Failure> {
    if answered < asked_on {
        return Err(Failure::usage(format!(
            "the answer on {} would come before the ask on {} (--on sets the day of the ask)",
            format::full_day(answered),
            format::full_day(asked_on),
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
