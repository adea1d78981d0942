//! REF: the words for an ask.

use crate::domain::id::{Id, checked_device};

/// Which asks are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum References {
    /// These, each by itself.
    Each(Vec<Reference>),
    /// The one ask that these words are in.
    Words(String),
}

/// Which ask is meant, without its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// The ask of a number.
    Number(u64),
    /// The ask of a number that was logged on a device.
    NumberAt(u64, String),
    /// The ask of an id; if there is none, what was typed is looked for as a word.
    Id(Id<'static>),
    /// The standing ask that comes last.
    Last,
}

/// What was typed to name asks. When every argument is a number, `12@device`, an id or `last`,
/// they are several asks; else all of them together are words of one.
pub fn read(args: &[String]) -> References {
    let each: Option<Vec<Reference>> = args.iter().map(|arg| one(arg)).collect();
    each.map_or_else(|| References::Words(args.join(" ")), References::Each)
}

/// Whether every word is a number, `12@device` or `last`: no text of an ask, but asks that were
/// logged before.
pub fn are_names(words: &[String]) -> bool {
    let is_name = |name: &Reference| match name {
        Reference::Number(_) | Reference::NumberAt(..) | Reference::Last => true,
        Reference::Id(_) => false,
    };
    match read(words) {
        References::Each(names) => !names.is_empty() && names.iter().all(is_name),
        References::Words(_) => false,
    }
}

fn one(text: &str) -> Option<Reference> {
    if text.eq_ignore_ascii_case("last") {
        return Some(Reference::Last);
    }
    let digits = text.strip_prefix('#').unwrap_or(text);
    if let Some((digits, device)) = digits.split_once('@') {
        let device = checked_device(device)?;
        return Some(Reference::NumberAt(number(digits)?, device.to_owned()));
    }
    number(digits)
        .map(Reference::Number)
        .or_else(|| Some(Reference::Id(Id::parse(digits)?.into_owned())))
}

/// A number too large to be one is simply not there.
fn number(digits: &str) -> Option<u64> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(args: &[&str]) -> References {
        let args: Vec<String> = args.iter().map(|&arg| arg.to_owned()).collect();
        read(&args)
    }

    #[test]
    fn numbers_ids_and_last_are_several_asks() {
        assert_eq!(
            words(&["12", "#13", "14@k3f9x2", "k3f9x2-90", "last"]),
            References::Each(vec![
                Reference::Number(12),
                Reference::Number(13),
                Reference::NumberAt(14, "k3f9x2".to_owned()),
                Reference::Id(Id::new("k3f9x2", 90)),
                Reference::Last,
            ])
        );
    }

    #[test]
    fn ids_and_words_are_text_where_an_ask_could_be_logged() {
        let are_names = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
            are_names(&words)
        };
        assert!(are_names(&["12", "#13", "14@k3f9x2", "last"]));
        for text in [&["k3f9x2-90"][..], &["12", "rooms"], &["-12"], &["+1"], &[]] {
            assert!(!are_names(text), "{text:?}");
        }
    }

    #[test]
    fn one_other_word_makes_them_all_words() {
        assert_eq!(
            words(&["room", "12"]),
            References::Words("room 12".to_owned())
        );
        assert_eq!(words(&["-1"]), References::Words("-1".to_owned()));
        assert_eq!(words(&["#"]), References::Words("#".to_owned()));
    }
}
