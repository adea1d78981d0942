//! The name that was meant by a mistyped one.

/// The nearest of the names, if one is near enough: one mistake in a word of up to three letters,
/// two in a longer one. Two letters that changed places are one mistake. Else the only name that
/// begins with the word, if the word has two letters at least.
#[must_use]
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let letters = word.chars().count();
    let allowed = if letters <= 3 { 1 } else { 2 };
    let names: Vec<&str> = names.into_iter().collect();
    let near = names
        .iter()
        .map(|&name| (strsim::osa_distance(&word, name), name))
        .filter(|(distance, name)| *distance <= allowed && *distance < name.chars().count())
        .min()
        .map(|(_, name)| name);
    near.or_else(|| {
        let mut longer = names.iter().filter(|name| name.starts_with(&word));
        match (longer.next(), longer.next()) {
            (Some(&only), None) if letters >= 2 => Some(only),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_that_changed_places_are_one_mistake() {
        assert_eq!(nearest("lgo", ["log", "goal"]), Some("log"));
        assert_eq!(nearest("Undoo", ["undo", "redo"]), Some("undo"));
    }

    #[test]
    fn a_word_that_broke_off_is_the_only_one_that_begins_so() {
        assert_eq!(nearest("audi", ["auditions", "shop"]), Some("auditions"));
        assert_eq!(nearest("comp", ["completions", "compare"]), None);
        assert_eq!(nearest("c", ["completions"]), None);
    }

    #[test]
    fn what_is_far_from_everything_is_near_nothing() {
        assert_eq!(nearest("xyz", ["log", "no"]), None);
        assert_eq!(nearest("x", ["no"]), None);
        assert_eq!(
            nearest("auditons", ["shop", "auditions"]),
            Some("auditions")
        );
    }
}
