//! Words that were changed after an ask was logged: where the lines are that have them now.
//!
//! Most commands count and show no words, so what is said is only noted down while a journal is
//! read; it is put together by ask when the first words are wanted.

use std::sync::OnceLock;

use super::ledger::{Key, Spot};

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
pub struct Rewording {
    /// The line of the edit that has the text now.
    pub text: Option<Spot>,
    /// Whether the ask's own note still begins the note.
    pub own_note_gone: bool,
    /// The lines whose notes follow it, in order.
    pub notes: Vec<Spot>,
}

impl Rewording {
    fn take(&mut self, reworded: Reworded, spot: Spot) {
        match reworded {
            Reworded::Text => self.text = Some(spot),
            Reworded::NoteAdded => self.notes.push(spot),
            Reworded::NoteReplaced | Reworded::NoteCleared => {
                self.own_note_gone = true;
                self.notes.clear();
            }
        }
        if reworded == Reworded::NoteReplaced {
            self.notes.push(spot);
        }
    }
}

/// The changed words of all asks.
#[derive(Clone, Debug, Default)]
pub struct Rewordings {
    noted: Vec<(Key, Reworded, Spot)>,
    by_ask: OnceLock<Vec<(Key, Reworded, Spot)>>,
}

impl Rewordings {
    /// Notes down what a line does to the words of an ask, after all that was noted down before.
    pub fn push(&mut self, ask: Key, reworded: Reworded, spot: Spot) {
        self.by_ask = OnceLock::new();
        self.noted.push((ask, reworded, spot));
    }

    /// Adds what was noted down elsewhere, of later lines or of other asks.
    pub fn append(&mut self, others: Self) {
        self.by_ask = OnceLock::new();
        self.noted.extend(others.noted);
    }

    /// What became of the words of an ask; none if nothing did.
    #[must_use]
    pub fn of(&self, ask: Key) -> Option<Rewording> {
        let by_ask = self.by_ask.get_or_init(|| {
            let mut by_ask = self.noted.clone();
            by_ask.sort_by_key(|&(ask, ..)| ask);
            by_ask
        });
        let first = by_ask.partition_point(|&(other, ..)| other < ask);
        let mut rewording = None;
        for &(_, reworded, spot) in by_ask
            .iter()
            .skip(first)
            .take_while(|(other, ..)| *other == ask)
        {
            let rewording: &mut Rewording = rewording.get_or_insert_default();
            rewording.take(reworded, spot);
        }
        rewording
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASK: Key = Key { seq: 1, device: 0 };

    fn spot(offset: u64) -> Spot {
        Spot::new(0, offset)
    }

    #[test]
    fn later_words_take_the_place_of_earlier_ones() {
        let mut rewordings = Rewordings::default();
        rewordings.push(ASK, Reworded::Text, spot(1));
        rewordings.push(ASK, Reworded::NoteAdded, spot(2));
        let added = rewordings.of(ASK).unwrap();
        assert_eq!((added.own_note_gone, &added.notes), (false, &vec![spot(2)]));
        rewordings.push(ASK, Reworded::NoteReplaced, spot(3));
        rewordings.push(ASK, Reworded::NoteAdded, spot(4));
        rewordings.push(ASK, Reworded::Text, spot(5));
        let replaced = Rewording {
            text: Some(spot(5)),
            own_note_gone: true,
            notes: vec![spot(3), spot(4)],
        };
        assert_eq!(rewordings.of(ASK), Some(replaced));
        rewordings.push(ASK, Reworded::NoteCleared, spot(6));
        assert_eq!(rewordings.of(ASK).unwrap().notes, []);
    }

    #[test]
    fn what_was_noted_down_elsewhere_comes_after_what_is_here() {
        let (mut here, mut elsewhere) = (Rewordings::default(), Rewordings::default());
        here.push(ASK, Reworded::Text, spot(1));
        assert_eq!(here.of(ASK).unwrap().text, Some(spot(1)));
        elsewhere.push(ASK, Reworded::Text, spot(2));
        here.append(elsewhere);
        assert_eq!(here.of(ASK).unwrap().text, Some(spot(2)));
    }

    #[test]
    fn an_ask_that_nobody_reworded_has_none() {
        let other = Key { seq: 2, device: 0 };
        let mut rewordings = Rewordings::default();
        assert_eq!(rewordings.of(ASK), None);
        rewordings.push(ASK, Reworded::Text, spot(1));
        assert_eq!(rewordings.of(other), None);
    }
}
