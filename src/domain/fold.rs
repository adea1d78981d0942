//! Texts made comparable: whatever their case, and however their accents are encoded.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in the form in which words are looked for: case and accents do not matter. The marks
/// of Latin, Greek, Cyrillic, Hebrew and Arabic are left out; those of other scripts are letters
/// of the word.
#[must_use]
pub fn search_key(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return ascii_lower(text);
    }
    let mut key = String::with_capacity(text.len());
    let mut base = ' ';
    for char in text.nfd() {
        if is_combining_mark(char) {
            if has_optional_marks(base) {
                continue;
            }
        } else {
            base = char;
        }
        push_folded(&mut key, char);
    }
    Cow::Owned(key)
}

/// The form of a name by which persons are distinguished: those that differ in case only, or in how
/// their accents are encoded, have the same.
#[must_use]
pub fn name_key(name: &str) -> Cow<'_, str> {
    let name = name.trim();
    if name.is_ascii() {
        return ascii_lower(name);
    }
    let mut folded = String::with_capacity(name.len());
    for char in name.nfc() {
        push_folded(&mut folded, char);
    }
    // What is in lower case may compose where the capital did not.
    Cow::Owned(folded.nfc().collect())
}

fn ascii_lower(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// Case folding, which is the lower case but for letters that have several small forms or whose
/// capital is written as two.
fn push_folded(text: &mut String, char: char) {
    match char {
        'ς' => text.push('σ'),
        'ß' | 'ẞ' => text.push_str("ss"),
        'ı' => text.push('i'),
        _ => text.extend(char.to_lowercase()),
    }
}

/// Whether people leave out the marks on this letter when they search.
fn has_optional_marks(base: char) -> bool {
    matches!(base,
        // Latin, Greek and Cyrillic.
        '\u{41}'..='\u{5a}' | '\u{61}'..='\u{7a}' | '\u{aa}' | '\u{b5}' | '\u{ba}'
        | '\u{c0}'..='\u{2af}' | '\u{370}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}'
        | '\u{1d00}'..='\u{1dbf}' | '\u{1e00}'..='\u{1fff}' | '\u{2c60}'..='\u{2c7f}'
        | '\u{2de0}'..='\u{2dff}' | '\u{a640}'..='\u{a69f}' | '\u{a720}'..='\u{a7ff}'
        | '\u{ab30}'..='\u{ab6f}'
        // Hebrew and Arabic.
        | '\u{590}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_and_accents_do_not_matter_in_a_search() {
        for (one, other) in [
            ("café", "CAFE\u{301}"),
            ("İSTANBUL", "istanbul"),
            ("ışık", "ISIK"),
            ("Straße", "STRASSE"),
            ("ΟΔΟΣ", "οδός"),
            ("ёлка", "ЕЛКА"),
            ("שָׁלוֹם", "שלום"),
            ("مُحَمَّد", "محمد"),
            ("Ångström", "angstrom"),
        ] {
            assert_eq!(search_key(one), search_key(other), "{one} {other}");
        }
    }

    #[test]
    fn the_marks_of_other_scripts_are_part_of_the_word() {
        assert_ne!(search_key("हिन्दी"), search_key("हन्द"));
        assert_ne!(search_key("が"), search_key("か"));
        assert_eq!(search_key("が"), search_key("か\u{3099}"));
    }

    #[test]
    fn a_person_is_the_same_in_any_case_and_encoding_but_not_without_accents() {
        assert_eq!(name_key("René"), name_key(" RENE\u{301} "));
        assert_eq!(name_key("Acme"), name_key("acme"));
        assert_eq!(name_key("Groß"), name_key("GROSS"));
        assert_ne!(name_key("René"), name_key("Rene"));
    }

    proptest! {
        #[test]
        fn keys_are_the_same_for_every_form_of_a_text(text in "\\PC{0,20}") {
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(search_key(&text), search_key(&decomposed));
            prop_assert_eq!(name_key(&text), name_key(&decomposed));
            let key = name_key(&text).into_owned();
            prop_assert_eq!(name_key(&key), key.trim());
        }
    }
}
