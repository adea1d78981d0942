//! People as numbers, for a report that is shown to others.

use std::collections::HashMap;

use crate::domain::ask::Ask;
use crate::domain::daily_counts::Counts;

/// Puts a number in place of every person: in the groups, in `to`, and where a known name is a
/// whole word (or several) of a text or a note, whatever its case.
///
/// The people of the groups are numbered in their order, then `others`: everyone else in the
/// journal, who can be mentioned in a text too.
pub fn number_people<'a>(
    groups: &mut [(String, Counts)],
    others: impl Iterator<Item = &'a str>,
    asks: &mut [Ask],
) {
    let mut names = HiddenNames::default();
    for (name, _) in &*groups {
        names.add(name);
    }
    for name in others {
        names.add(name);
    }
    for (name, _) in groups {
        *name = names.hidden(name);
    }
    for ask in asks {
        ask.to = ask.to.take().map(|name| names.hidden(&name));
        ask.text = names.without(&ask.text);
        ask.note = ask.note.take().map(|note| names.without(&note));
    }
}

/// The names to hide, in lower case, with their numbers.
#[derive(Default)]
struct HiddenNames {
    numbers: HashMap<String, usize>,
    /// The names that begin with a word, the longest first.
    by_word: HashMap<String, Vec<String>>,
}

impl HiddenNames {
    fn add(&mut self, name: &str) {
        let name = name.to_lowercase();
        if self.numbers.contains_key(&name) {
            return;
        }
        self.numbers.insert(name.clone(), self.numbers.len() + 1);
        let names = self
            .by_word
            .entry(first_word(&name).to_owned())
            .or_default();
        let at = names.partition_point(|other| other.len() > name.len());
        names.insert(at, name);
    }

    fn hidden(&self, name: &str) -> String {
        match self.numbers.get(&name.to_lowercase()) {
            Some(number) => format!("person {number}"),
            None => "a person".to_owned(),
        }
    }

    /// A text without the names in it.
    fn without(&self, text: &str) -> String {
        let mut shown = String::with_capacity(text.len());
        let mut rest = text;
        let mut is_inside_word = false;
        while let Some(char) = rest.chars().next() {
            let found = (!is_inside_word).then(|| self.at_start(rest)).flatten();
            if let Some((name, bytes)) = found {
                shown.push_str(&self.hidden(name));
                rest = rest.get(bytes..).unwrap_or_default();
                is_inside_word = true;
                continue;
            }
            shown.push(char);
            is_inside_word = char.is_alphanumeric();
            rest = rest.get(char.len_utf8()..).unwrap_or_default();
        }
        shown
    }

    /// The longest name that a text begins with, and how many bytes of the text it takes.
    fn at_start(&self, text: &str) -> Option<(&str, usize)> {
        let names = self.by_word.get(&first_word(text).to_lowercase())?;
        names
            .iter()
            .find_map(|name| Some((name.as_str(), length_of(name, text)?)))
    }
}

/// The letters and digits that a text begins with, else its first character.
fn first_word(text: &str) -> &str {
    let end = text
        .find(|char: char| !char.is_alphanumeric())
        .unwrap_or(text.len());
    let first = text.chars().next().map_or(0, char::len_utf8);
    text.get(..end.max(first)).unwrap_or(text)
}

/// How many bytes of a text a lower-case name takes at its start, as whole words.
fn length_of(name: &str, text: &str) -> Option<usize> {
    let mut wanted = name.chars();
    let mut ahead = wanted.clone().next();
    for (at, char) in text.char_indices() {
        if ahead.is_none() {
            let ends_inside_word = char.is_alphanumeric()
                && name.chars().next_back().is_some_and(char::is_alphanumeric);
            return (!ends_inside_word).then_some(at);
        }
        for lower in char.to_lowercase() {
            if wanted.next() != Some(lower) {
                return None;
            }
        }
        ahead = wanted.clone().next();
    }
    ahead.is_none().then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(names: &[&str], text: &str) -> String {
        let mut known = HiddenNames::default();
        for name in names {
            known.add(name);
        }
        known.without(text)
    }

    #[test]
    fn a_name_in_a_text_is_a_number() {
        let names = ["Mallory", "the barista", "Ann", "Ann Lee", "Zoë"];
        for (text, shown) in [
            ("asked mallory for a job", "asked person 1 for a job"),
            ("MALLORY's reply", "person 1's reply"),
            ("The Barista, again", "person 2, again"),
            ("Ann Lee and Ann", "person 4 and person 3"),
            ("annoyed Annabel", "annoyed Annabel"),
            ("ZOË?", "person 5?"),
            ("Ann", "person 3"),
            ("", ""),
        ] {
            assert_eq!(hidden(&names, text), shown);
        }
    }

    #[test]
    fn a_name_of_other_characters_is_found_too() {
        assert_eq!(
            hidden(&["山田さん"], "山田さん に 聞く"),
            "person 1 に 聞く"
        );
        assert_eq!(hidden(&["@x!"], "to @X! now"), "to person 1 now");
    }
}
