//! A line that was read in full before, read again for its words alone.
//!
//! The caller checks by its id whether it is still the same line.

use std::borrow::Cow;

use super::fast_path;
use crate::domain::id::Id;
use crate::journal::event::EventKind;

/// The words of an ask, as its own line has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskWords<'a> {
    /// The id of the ask.
    pub id: Id<'a>,
    /// When it was written down, RFC 3339.
    pub at: Cow<'a, str>,
    /// What was asked for.
    pub text: Cow<'a, str>,
    /// What was noted with it.
    pub note: Option<Cow<'a, str>>,
}

/// The words of the ask that a line, [`stripped`](super::stripped), was found to be before; none
/// if it is none, or not any more.
pub fn ask_words(line: &[u8]) -> Option<AskWords<'_>> {
    let event = super::read(line).ok()?.event?;
    match event.what {
        EventKind::Ask(asked) => Some(AskWords {
            id: event.id,
            at: event.at,
            text: asked.text,
            note: asked.note,
        }),
        _ => None,
    }
}

/// The id and the text of such an ask. Of a line as nos writes it, what comes behind these is not
/// looked at, and that is mostly the longer half.
pub fn ask_text(line: &[u8]) -> Option<(Id<'_>, Cow<'_, str>)> {
    fast_path::ask_text(str::from_utf8(line).ok()?).or_else(|| {
        let words = ask_words(line)?;
        Some((words.id, words.text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_an_ask_are_borrowed_from_its_line() {
        let line = br#"{"v":1,"id":"a-7","at":"2026-03-04T12:30:05+01:00","kind":"ask","n":1,"text":"a discount","on":"2026-03-04","tags":["shop"],"fear":6}"#;
        let words = ask_words(line).unwrap();
        assert_eq!(words.id, Id::new("a", 7));
        assert_eq!(words.at, "2026-03-04T12:30:05+01:00");
        assert!(matches!(words.text, Cow::Borrowed("a discount")));
        assert_eq!(words.note, None);
        assert_eq!(ask_text(line), Some((words.id, words.text)));
    }

    #[test]
    fn escapes_and_other_spacing_and_order_are_read_as_at_first() {
        let line = br#"{ "note" : "so\nso", "text":"a \"raise\"", "x":[{"text":"no"}], "kind":"ask","\u0069d":"a-\u0037","at":"2026-03-04T12:30:05+01:00","v":2,"n":1,"on":"2026-03-04"}"#;
        let words = ask_words(line).unwrap();
        assert_eq!(words.id, Id::new("a", 7));
        assert_eq!(words.text, "a \"raise\"");
        assert_eq!(words.note.as_deref(), Some("so\nso"));
        assert_eq!(ask_text(line), Some((words.id, words.text)));
    }

    #[test]
    fn a_note_that_only_a_newer_nos_can_read_takes_no_other_words_with_it() {
        let line = br#"{"v":2,"id":"a-7","at":"2026-03-04T12:30:05+01:00","kind":"ask","n":1,"text":"a discount","on":"2026-03-04","note":{"bold":"so so"}}"#;
        let words = ask_words(line).unwrap();
        assert_eq!((words.text.as_ref(), words.note), ("a discount", None));
        assert_eq!(ask_text(line), Some((words.id, words.text)));
    }

    #[test]
    fn what_is_no_ask_any_more_has_no_words() {
        for line in [
            r#"{"v":1,"id":"a-7","at":"t","kind":"edit","text":"a"}"#,
            r#"{"v":1,"id":"a-7","at":"t","kind":"ask","text":"a"#,
            r#"{"v":1,"id":"a-7","at":"t","kind":"ask"}"#,
            r#"{"v":1,"id":"a-","at":"t","kind":"ask","text":"a"}"#,
            r#"5,"id":"a-7","at":"t","kind":"ask","text":"a"}"#,
            "",
        ] {
            assert_eq!(ask_words(line.as_bytes()), None, "{line}");
            assert_eq!(ask_text(line.as_bytes()), None, "{line}");
        }
    }
}
