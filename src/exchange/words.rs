//! The words by which people and trackers call an outcome.
//!
//! A word is either in the lists or it is not known: nothing is taken for an outcome because it
//! looks like one. Case, punctuation and the numbers of rounds (`2nd interview`) do not matter.

mod lists;

use crate::domain::outcome::Outcome;

/// Why a word is no outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoOutcome {
    /// It says that nothing was asked yet: `wishlist`, `to apply`.
    NotAskedYet,
    /// It is in no list.
    Unknown,
}

/// The outcome that a word says; pending if there is no word at all.
///
/// # Errors
/// If the word is not known, or says that there is no ask yet.
pub fn outcome(word: &str) -> Result<Outcome, NoOutcome> {
    let plain = plain(word);
    if plain.is_empty() {
        return match word.trim() {
            "" => Ok(Outcome::Pending),
            sign => sign_outcome(sign).ok_or(NoOutcome::Unknown),
        };
    }
    for (outcome, words) in lists::OUTCOMES {
        if lists::has(words, &plain) {
            return Ok(outcome);
        }
    }
    let round = without_rounds(&plain);
    if round != plain && lists::has(lists::ROUNDS, &round) {
        return Ok(Outcome::Pending);
    }
    Err(if lists::has(lists::NOT_YET, &plain) {
        NoOutcome::NotAskedYet
    } else {
        NoOutcome::Unknown
    })
}

/// Lower case, with one blank where there was punctuation, a sign or a run of blanks.
///
/// An apostrophe inside a word leaves nothing: `didn't` is `didnt`.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut gap = false;
    for char in text.chars().filter(|char| !matches!(char, '\'' | '’')) {
        if char.is_alphanumeric() {
            if gap && !plain.is_empty() {
                plain.push(' ');
            }
            gap = false;
            plain.extend(char.to_lowercase());
        } else {
            gap = true;
        }
    }
    plain
}

/// Without numbers and ordinals: `interview 2` and `second interview` are an interview.
fn without_rounds(plain: &str) -> String {
    const ORDINALS: &[&str] = &[
        "1st", "2nd", "3rd", "4th", "5th", "6th", "first", "second", "third", "fourth", "fifth",
        "final", "last",
    ];
    plain
        .split(' ')
        .filter(|word| !ORDINALS.contains(word) && word.parse::<u8>().is_err())
        .collect::<Vec<_>>()
        .join(" ")
}

fn sign_outcome(sign: &str) -> Option<Outcome> {
    // The selector that asks for the coloured picture is not part of the sign.
    match sign.trim_end_matches('\u{fe0f}') {
        "❌" | "✗" | "✘" | "🚫" | "👎" | "⛔" => Some(Outcome::No),
        "✅" | "✓" | "✔" | "👍" | "🎉" => Some(Outcome::Yes),
        "👻" => Some(Outcome::Ghosted),
        "⏳" | "⌛" | "🕐" => Some(Outcome::Pending),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_field_are_known_whatever_their_case_and_punctuation() {
        for (word, expected) in [
            ("Rejected", Outcome::No),
            ("REJECTED – form", Outcome::No),
            ("declined.", Outcome::No),
            ("passed", Outcome::No),
            ("Turned down", Outcome::No),
            ("Didn’t get it", Outcome::No),
            ("accepted", Outcome::Yes),
            ("Offer", Outcome::Yes),
            ("booked!", Outcome::Yes),
            ("Published", Outcome::Yes),
            ("ghosted 👻", Outcome::Ghosted),
            ("No response", Outcome::Ghosted),
            ("never-responded", Outcome::Ghosted),
            ("Closed/No Response", Outcome::Ghosted),
            ("applied", Outcome::Pending),
            ("Submitted", Outcome::Pending),
            ("waiting…", Outcome::Pending),
            ("unanswered", Outcome::Pending),
            ("2nd Interview", Outcome::Pending),
            ("Round 3", Outcome::Pending),
            ("callback", Outcome::Pending),
            ("  ", Outcome::Pending),
            ("❌", Outcome::No),
            ("✔\u{fe0f}", Outcome::Yes),
        ] {
            assert_eq!(outcome(word), Ok(expected), "{word}");
        }
    }

    #[test]
    fn the_words_of_nos_itself_are_known() {
        for expected in Outcome::ALL {
            assert_eq!(outcome(expected.name()), Ok(expected));
        }
    }

    #[test]
    fn a_word_that_could_be_either_is_not_known() {
        for word in [
            "blocked",
            "withdrawn",
            "closed",
            "archived",
            "maybe",
            "2",
            "true",
            "?",
            "-",
            "no idea",
            "yes but",
            "second",
            "rejectedd",
        ] {
            assert_eq!(outcome(word), Err(NoOutcome::Unknown), "{word}");
        }
    }

    #[test]
    fn a_wish_is_no_ask_yet() {
        assert_eq!(outcome("Wishlist"), Err(NoOutcome::NotAskedYet));
        assert_eq!(outcome("To apply"), Err(NoOutcome::NotAskedYet));
    }

    #[test]
    fn no_word_stands_in_two_lists_and_each_is_written_plainly() {
        let mut all: Vec<&str> = lists::OUTCOMES
            .into_iter()
            .chain([(Outcome::Pending, lists::NOT_YET)])
            .flat_map(|(_, words)| words.split(',').map(str::trim))
            .collect();
        assert!(all.iter().all(|word| plain(word) == *word));
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
