//! Where an ask that is logged may be one that was logged before: `nos no 12`, and words that an
//! ask which is still waiting has, too.

use crate::cli::log::{AskArgs, AskDetails};
use crate::cli::reference;
use crate::cli::usage_error::quoted;
use crate::commands::answer::Answer;
use crate::commands::context::Context;
use crate::commands::marks::{TaggedWords, marked};
use crate::commands::reference::AskNames;
use crate::commands::search;
use crate::domain::ask::{Odds, Rating, Tag};
use crate::domain::ledger::{Key, Record};
use crate::domain::outcome::Outcome;
use crate::error::Failure;
use crate::journal::folder::Journal;
use crate::render::choice::Choice;
use crate::render::escape;

/// The answer to the asks that the words name, if they are nothing but names: after a `--` they
/// are the text of an ask.
///
/// # Errors
/// If there are flags that only a new ask can have.
pub(super) fn named(
    args: &AskArgs,
    outcome: Outcome,
    words_after_dashes: usize,
) -> Result<Option<Answer>, Failure> {
    let TaggedWords {
        words: refs,
        tags: plus_tags,
        to,
    } = marked(&args.words, words_after_dashes, args.details.to.as_deref())?;
    if words_after_dashes > 0 || args.raw || !reference::are_names(&refs) {
        return Ok(None);
    }
    // Each flag belongs either to an answer or to an ask.
    let AskDetails {
        on,
        answered,
        to: _,
        tags,
        note,
        fear,
        odds,
        sting,
        pull,
    } = &args.details;
    let of_ask = AskFlags {
        answered: answered.as_deref(),
        to: to.as_deref(),
        tags: [plus_tags.as_slice(), tags].concat(),
        fear: *fear,
        odds: *odds,
        pull: *pull,
    };
    let answer = Answer {
        refs,
        on: on.clone(),
        note: note.clone(),
        sting: *sting,
    };
    match of_ask.flags().first() {
        None => Ok(Some(answer)),
        Some((flag, _)) => {
            let name = answer.refs.join(" ");
            Err(Failure::usage(format!(
                "{flag} is for a new ask, and {name} was logged before (-- {name} is the text of a new one)"
            ))
            .hint(of_ask.way_out(&answer, outcome))
            .typed(note.iter().cloned().collect()))
        }
    }
}

/// What only a new ask can have.
struct AskFlags<'a> {
    answered: Option<&'a str>,
    to: Option<&'a str>,
    tags: Vec<Tag>,
    fear: Option<Rating>,
    odds: Option<Odds>,
    pull: Option<Rating>,
}

impl AskFlags<'_> {
    fn flags(&self) -> Vec<(&'static str, String)> {
        let attached = |flag: &str, value: &str| format!("{flag}={}", quoted(value));
        let mut flags = Vec::new();
        if let Some(day) = self.answered {
            flags.push(("--answered", attached("--answered", day)));
        }
        if let Some(who) = self.to {
            flags.push(("--to", attached("--to", who)));
        }
        for tag in &self.tags {
            flags.push(("--tag", attached("--tag", tag.as_str())));
        }
        if let Some(fear) = self.fear {
            flags.push(("--fear", format!("--fear {}", fear.get())));
        }
        if let Some(odds) = self.odds {
            flags.push(("--odds", format!("--odds {}", odds.percent())));
        }
        if let Some(pull) = self.pull {
            flags.push(("--pull", format!("--pull {}", pull.get())));
        }
        flags
    }

    /// The line that works: the same answer, and as much of the rest as `edit` can say in one go.
    /// It takes one ask, and would put the note in the place of the one there is.
    fn way_out(&self, answer: &Answer, outcome: Outcome) -> String {
        let Answer {
            refs,
            on,
            note,
            sting,
        } = answer;
        let says_more = self.flags().iter().any(|(flag, _)| *flag != "--answered");
        let names: Vec<String> = refs.iter().map(|name| quoted(name)).collect();
        let names = names.join(" ");
        let by_edit = refs.len() == 1 && note.is_none() && says_more;
        let mut line = if by_edit {
            format!("nos edit {names} --{}", outcome.name())
        } else {
            format!("nos {} {names}", outcome.name())
        };
        let (day_flag, day) = if by_edit {
            (
                "--answered",
                on.as_deref().filter(|_| self.answered.is_none()),
            )
        } else {
            ("--on", self.answered.or(on.as_deref()))
        };
        if let Some(day) = day {
            line.push_str(&format!(" {day_flag}={}", quoted(day)));
        }
        if let Some(note) = note {
            line.push_str(&format!(" --note={}", quoted(note)));
        }
        if let Some(sting) = sting {
            line.push_str(&format!(" --sting {}", sting.get()));
        }
        if by_edit {
            for (_, flag) in self.flags() {
                line.push_str(&format!(" {flag}"));
            }
        }
        line
    }
}

/// Says so where the words of an ask that was just logged are found in exactly one other that is
/// waiting: it may have been its answer.
///
/// # Errors
/// If a log cannot be read again.
pub(super) fn hint_at_waiting(
    logged: Key,
    journal: &mut Journal,
    context: &mut Context<'_>,
) -> anyhow::Result<()> {
    if context.is_quiet() || context.is_json() {
        return Ok(());
    }
    let Journal { ledger, words, .. } = journal;
    let Some(row) = ledger.get(logged).copied() else {
        return Ok(());
    };
    let sought = search::sought_in(&words.text(ledger, &row)?);
    let waiting: Vec<&Record> = ledger.pending().filter(|row| row.key() != logged).collect();
    let found = search::found(waiting, &sought, ledger, words)?;
    let [waiting] = found.as_slice() else {
        return Ok(());
    };
    let name = AskNames::of_ledger(ledger).of(waiting);
    let ask = words.ask(ledger, waiting)?;
    let choice = Choice {
        ask: &ask,
        name: &name,
        today: context.today(),
    };
    let facts = choice.facts().join(", ");
    let text = escape::one_line(&ask.text);
    context.note(&format!("#{name} has these words too: {text} ({facts})."));
    context.hint(&match row.outcome {
        Outcome::Pending => format!("nos show {name}"),
        outcome => format!("nos undo && nos answer {name} --{}", outcome.name()),
    });
    Ok(())
}
