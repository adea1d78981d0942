//! The name that was meant by a mistyped one.

/// The nearest of the names, if one is near enough: one mistake in a word of up to three letters,
/// two in a longer one. Two letters that changed places are one mistake.
#[must_use]
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let letters = word.chars().count();
    let allowed = if letters <= 3 { 1 } else { 2 };
    names
        .into_iter()
        .map(|name| (strsim::osa_distance(&word, name), name))
        .filter(|(distance, name)| *distance <= allowed && *distance < name.chars().count())
        .min()
        .map(|(_, name)| name)
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
    fn what_is_far_from_everything_is_near_nothing() {
        assert_eq!(nearest("xyz", ["log", "no"]), None);
        assert_eq!(nearest("x", ["no"]), None);
        assert_eq!(
            nearest("auditons", ["shop", "auditions"]),
            Some("auditions")
        );
    }
}
