//! The `+tag` and `@who` among the words of a command line.

use crate::domain::ask::Tag;
use crate::domain::note_line::{person, tag};
use crate::error::Failure;

/// The words, with the tags and the person that were among them taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TaggedWords {
    /// The other words.
    pub(crate) words: Vec<String>,
    /// The tags, in the order in which they were typed.
    pub(crate) tags: Vec<Tag>,
    /// The person: the one of `--to` if that was given.
    pub(crate) to: Option<String>,
}

impl TaggedWords {
    /// The words of a line as one text.
    pub(crate) fn text(&self) -> String {
        self.words.join(" ")
    }
}

/// Takes the tags and the person out of the words: `+shop` and `@the_barista`. `+1` is text, and so
/// is every word after a `--`. `to` is the person that `--to` names.
///
/// # Errors
/// If there are two persons. The words are given back.
pub(crate) fn marked(
    words: &[String],
    after_dashes: usize,
    to: Option<&str>,
) -> Result<TaggedWords, Failure> {
    let before_dashes = words.len().saturating_sub(after_dashes);
    let mut marked = TaggedWords {
        to: to.map(str::to_owned),
        ..TaggedWords::default()
    };
    for (index, word) in words.iter().enumerate() {
        if index >= before_dashes {
            marked.words.push(word.clone());
        } else if let Some(tag) = tag(word) {
            marked.tags.push(tag);
        } else if let Some(who) = person(word) {
            if let Some(other) = marked.to.replace(who) {
                return Err(Failure::usage(format!(
                    "{word} is a second person after {other} (if it's text, put -- before it)"
                ))
                .hint("nos log --help")
                .typed(vec![words.join(" ")]));
            }
        } else {
            marked.words.push(word.clone());
        }
    }
    Ok(marked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(words: &[&str], after_dashes: usize) -> (String, Vec<String>, Option<String>) {
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        let marked = marked(&words, after_dashes, None).unwrap();
        let tags = marked.tags.iter().map(ToString::to_string).collect();
        (marked.text(), tags, marked.to)
    }

    #[test]
    fn a_word_with_a_plus_is_a_tag_and_plus_one_is_text() {
        assert_eq!(
            parsed(&["asked", "for", "+1", "+Shop", "discount"], 0),
            (
                "asked for +1 discount".to_owned(),
                vec!["shop".to_owned()],
                None
            )
        );
    }

    #[test]
    fn a_word_with_an_at_is_the_person_and_an_address_or_a_lone_at_is_text() {
        assert_eq!(
            parsed(
                &["wrote", "to", "@the_barista", "a@b.example", "@", "@_"],
                0
            ),
            (
                "wrote to a@b.example @ @_".to_owned(),
                vec![],
                Some("the barista".to_owned())
            )
        );
    }

    #[test]
    fn after_two_dashes_nothing_is_marked() {
        assert_eq!(
            parsed(&["+shop", "a", "+b", "@c"], 2),
            ("a +b @c".to_owned(), vec!["shop".to_owned()], None)
        );
    }

    #[test]
    fn two_persons_are_refused_wherever_they_are_named() {
        let words = |words: &[&str]| {
            words
                .iter()
                .map(|&word| word.to_owned())
                .collect::<Vec<_>>()
        };
        assert!(marked(&words(&["@a", "x", "@b"]), 0, None).is_err());
        assert!(marked(&words(&["@a", "x"]), 0, Some("b")).is_err());
        assert!(marked(&words(&["@a", "x", "@b"]), 1, None).is_ok());
    }
}
