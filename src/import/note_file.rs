//! A text file of note lines: a list that a phone appends to, an inbox.
//!
//! Pure: the text comes in, its asks and the lines that cannot be asks go out. A line that is not
//! ended yet may still be growing, so it waits.

use super::incoming::Incoming;
use super::problem::Reasons;
use super::problem::RefusedRows;
use super::source::Sources;
use crate::domain::ask::Tag;
use crate::domain::day::Day;
use crate::domain::note_line::{self, Note, NoteLine};
use crate::domain::outcome::Outcome;

/// What holds for every line that does not say otherwise itself.
#[derive(Clone, Debug)]
pub struct Model<'a> {
    /// The local day: that of lines without one, and nothing lies after it.
    pub today: Day,
    /// What became of the asks whose line does not say it.
    pub outcome: Outcome,
    /// Tags of every ask.
    pub tags: &'a [Tag],
}

/// What the lines of a file say.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// The asks, in the order of the file.
    pub asks: Vec<Incoming>,
    /// The lines that cannot be asks.
    pub refused: Vec<RefusedRows>,
    /// Whether one of them is of a day that is yet to come.
    pub is_ahead: bool,
    /// Whether the last line has no newline, so that it waits.
    pub has_open_line: bool,
}

/// The part of a text that ends with a newline.
pub fn ended(text: &str) -> &str {
    let end = text.rfind('\n').map_or(0, |at| at + 1);
    text.get(..end).unwrap_or(text)
}

/// Reads the lines of a text. `sources` names them: it goes on from what was taken in before.
pub fn read(text: &str, model: &Model<'_>, sources: &mut Sources) -> Notes {
    let mut notes = Notes::default();
    let mut reasons = Reasons::default();
    let mut below = None;
    for (number, line) in (1_u64..).zip(text.lines()) {
        let refused = match note_line::parse(line) {
            Ok(NoteLine::Blank) => continue,
            Ok(NoteLine::Heading(day)) if day <= model.today => {
                below = Some(day);
                continue;
            }
            Ok(NoteLine::Heading(day)) => ahead(day),
            Ok(NoteLine::Ask(note)) => {
                let on = note.on.or(below);
                if let Some(day) = on.filter(|&day| day > model.today) {
                    ahead(day)
                } else {
                    let note = Note { on, ..*note };
                    notes.asks.push(ask(number, note, model, sources));
                    continue;
                }
            }
            Err(invalid) => (invalid.0, false),
        };
        let (reason, is_ahead) = refused;
        notes.is_ahead |= is_ahead;
        reasons.add(number, reason, None);
    }
    notes.refused = reasons.into_vec();
    notes
}

fn ahead(day: Day) -> (String, bool) {
    let reason = format!("{day} is in the future; log an ask once you've made it");
    (reason, true)
}

fn ask(line: u64, note: Note, model: &Model<'_>, sources: &mut Sources) -> Incoming {
    let Note {
        on,
        outcome,
        text,
        to,
        tags,
        ratings,
        note,
    } = note;
    let mut tags = [model.tags, &tags].concat();
    tags.sort_unstable();
    tags.dedup();
    let outcome = outcome.unwrap_or(model.outcome);
    let asked_on = on.unwrap_or(model.today);
    Incoming {
        line,
        own: None,
        is_plan: false,
        says_outcome: outcome.is_answered(),
        has_answer_day: false,
        step: None,
        steps: Vec::new(),
        stepped_on: asked_on,
        due: None,
        src: sources.next(text.as_str(), to.as_deref(), on),
        text,
        to,
        outcome,
        asked_on,
        is_dated: on.is_some(),
        answered_on: outcome.is_answered().then_some(asked_on),
        tags,
        note,
        fear: ratings.fear,
        odds: ratings.odds,
        sting: ratings.sting,
        pull: ratings.pull,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_on(today: &str, text: &str) -> Notes {
        let model = Model {
            today: Day::from_iso(today).unwrap(),
            outcome: Outcome::Pending,
            tags: &[],
        };
        read(text, &model, &mut Sources::default())
    }

    #[test]
    fn lines_are_asks_below_the_day_above_them() {
        let notes = read_on(
            "2026-06-15",
            "# Phone\r\n\n- no: a discount @the_barista +shop\n## 2026-06-10\n- [x] yes: a lift // she was kind\n2026-06-09 a seat\n",
        );
        let told: Vec<String> = notes
            .asks
            .iter()
            .map(|ask| {
                let on = if ask.is_dated {
                    ask.asked_on.to_string()
                } else {
                    "-".to_owned()
                };
                format!(
                    "{} {on} {} {}",
                    ask.line,
                    ask.outcome.name(),
                    ask.text.as_str()
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                "1 - pending # Phone",
                "3 - no a discount",
                "5 2026-06-10 yes a lift",
                "6 2026-06-09 pending a seat",
            ]
        );
    }

    #[test]
    fn a_day_that_is_yet_to_come_is_refused_with_its_line() {
        let notes = read_on("2026-06-15", "a seat\n2026-06-16 a lift\n");
        assert!(notes.is_ahead);
        assert_eq!(
            notes.refused.first().map(|refused| &*refused.lines),
            Some(&[2][..])
        );
        assert_eq!(notes.asks.len(), 1);
    }

    #[test]
    fn the_last_line_waits_until_it_is_ended() {
        assert_eq!(ended("a\nb"), "a\n");
        assert_eq!(ended("a\nb\n"), "a\nb\n");
        assert_eq!(ended("a"), "");
    }
}
