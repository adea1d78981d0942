//! Words that were changed after an ask was logged: where the lines are that have them now.
//!
//! Most commands count and show no words, so what is said is only noted down while a journal is
//! read; it is put together by ask when the first words are wanted.

use std::sync::OnceLock;

use super::key::{Key, LogOffset};

/// What a line does to the words of an ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reworded {
    /// It has its text from now on.
    Text,
    /// It has a note that is added to what there is.
    NoteAdded,
    /// It has its note from now on.
    NoteReplaced,
    /// From now on the ask has no note.
    NoteCleared,
}

/// Where the words of an ask are kept that were changed after its own line was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextOverride {
    /// The line of the edit that has the text now.
    pub text: Option<LogOffset>,
    /// Whether the ask's own note still begins the note.
    pub own_note_gone: bool,
    /// The lines whose notes follow it, in order.
    pub notes: Vec<LogOffset>,
}

impl TextOverride {
    fn take(&mut self, text_overridden: Reworded, log_offset: LogOffset) {
        match text_overridden {
            Reworded::Text => self.text = Some(log_offset),
            Reworded::NoteAdded => self.notes.push(log_offset),
            Reworded::NoteReplaced | Reworded::NoteCleared => {
                self.own_note_gone = true;
                self.notes.clear();
            }
        }
        if text_overridden == Reworded::NoteReplaced {
            self.notes.push(log_offset);
        }
    }
}

/// The changed words of all asks.
#[derive(Clone, Debug, Default)]
pub struct TextOverrides {
    noted: Vec<(Key, Reworded, LogOffset)>,
    by_ask: OnceLock<Vec<(Key, Reworded, LogOffset)>>,
}

impl TextOverrides {
    /// Notes down what a line does to the words of an ask, after all that was noted down before.
    pub fn push(&mut self, ask: Key, text_overridden: Reworded, log_offset: LogOffset) {
        self.by_ask = OnceLock::new();
        self.noted.push((ask, text_overridden, log_offset));
    }

    /// Adds what was noted down elsewhere, of later lines or of other asks.
    pub fn append(&mut self, others: Self) {
        self.by_ask = OnceLock::new();
        self.noted.extend(others.noted);
    }

    /// What became of the words of an ask; none if nothing did.
    #[must_use]
    pub fn of(&self, ask: Key) -> Option<TextOverride> {
        let by_ask = self.by_ask.get_or_init(|| {
            let mut by_ask = self.noted.clone();
            by_ask.sort_by_key(|&(ask, ..)| ask);
            by_ask
        });
        let first = by_ask.partition_point(|&(other, ..)| other < ask);
        let mut text_override = None;
        for &(_, text_overridden, log_offset) in by_ask
            .iter()
            .skip(first)
            .take_while(|(other, ..)| *other == ask)
        {
            let text_override: &mut TextOverride = text_override.get_or_insert_default();
            text_override.take(text_overridden, log_offset);
        }
        text_override
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASK: Key = Key { seq: 1, device: 0 };

    fn log_offset(offset: u64) -> LogOffset {
        LogOffset::new(0, offset)
    }

    #[test]
    fn later_words_take_the_place_of_earlier_ones() {
        let mut text_overrides = TextOverrides::default();
        text_overrides.push(ASK, Reworded::Text, log_offset(1));
        text_overrides.push(ASK, Reworded::NoteAdded, log_offset(2));
        let added = text_overrides.of(ASK).unwrap();
        assert_eq!(
            (added.own_note_gone, &added.notes),
            (false, &vec![log_offset(2)])
        );
        text_overrides.push(ASK, Reworded::NoteReplaced, log_offset(3));
        text_overrides.push(ASK, Reworded::NoteAdded, log_offset(4));
        text_overrides.push(ASK, Reworded::Text, log_offset(5));
        let replaced = TextOverride {
            text: Some(log_offset(5)),
            own_note_gone: true,
            notes: vec![log_offset(3), log_offset(4)],
        };
        assert_eq!(text_overrides.of(ASK), Some(replaced));
        text_overrides.push(ASK, Reworded::NoteCleared, log_offset(6));
        assert_eq!(text_overrides.of(ASK).unwrap().notes, []);
    }

    #[test]
    fn what_was_noted_down_elsewhere_comes_after_what_is_here() {
        let (mut here, mut elsewhere) = (TextOverrides::default(), TextOverrides::default());
        here.push(ASK, Reworded::Text, log_offset(1));
        assert_eq!(here.of(ASK).unwrap().text, Some(log_offset(1)));
        elsewhere.push(ASK, Reworded::Text, log_offset(2));
        here.append(elsewhere);
        assert_eq!(here.of(ASK).unwrap().text, Some(log_offset(2)));
    }

    #[test]
    fn an_ask_that_nobody_reworded_has_none() {
        let other = Key { seq: 2, device: 0 };
        let mut text_overrides = TextOverrides::default();
        assert_eq!(text_overrides.of(ASK), None);
        text_overrides.push(ASK, Reworded::Text, log_offset(1));
        assert_eq!(text_overrides.of(other), None);
    }
}
