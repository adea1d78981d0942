//! Other names by which people call the commands and flags of nos, and what they mean there.

use super::quoted;
use crate::domain::outcome::Outcome;

/// Words for a command, and the beginning of the line that is meant.
const COMMANDS: &[(&[&str], &str)] = &[
    (&["add", "new", "ask", "record", "track"], "log"),
    (&["delete", "del"], "remove"),
    (&["change", "modify", "update"], "edit"),
    (&["search", "find", "grep", "asks", "history"], "list"),
    (&["pending", "waiting"], "list --pending"),
    (&["done", "reply", "answered", "replied"], "answer"),
    (&["today", "status", "now", "start", "init"], ""),
    (&["week"], "stats --week"),
    (&["month"], "stats --month"),
    (&["year"], "stats --year"),
    (&["streak", "progress", "summary"], "stats"),
    (&["tags"], "stats --by tag"),
    (&["people"], "stats --by who"),
    (&["days", "heatmap"], "calendar"),
    (&["target", "set"], "goal set"),
    (&["settings", "options", "preferences"], "config"),
    (&["backup", "dump"], "export"),
    (&["restore", "load"], "import"),
    (&["check", "verify"], "doctor"),
    (&["repeat"], "again"),
    (&["share"], "card"),
    (&["last"], "show last"),
    (&["date", "dates"], "help dates"),
    (&["version"], "--version"),
    (&["rejected", "refused"], "no"),
    (&["accepted", "granted"], "yes"),
];

/// Words for a flag, and the flags that can be meant, of which a command takes one at most.
const FLAGS: &[(&[&str], &[&str])] = &[
    (&["when", "date", "day"], &["on"]),
    (&["company", "person", "who", "whom", "with"], &["to"]),
    (&["waiting", "open", "unanswered"], &["pending"]),
    (&["comment", "notes", "memo"], &["note"]),
    (&["rejected", "refused"], &["no"]),
    (&["accepted", "granted"], &["yes"]),
    (&["silent", "silence"], &["ghosted"]),
    (&["scary"], &["fear"]),
    (&["hurt"], &["sting"]),
    (&["want", "wanted"], &["pull"]),
    (&["chance", "probability"], &["odds"]),
    (&["category", "label"], &["tag"]),
    (&["from", "start"], &["since", "from"]),
    (&["end"], &["until"]),
    (&["max", "count"], &["limit"]),
];

/// What is meant by a command of another name: the command with the flags that it takes, and those
/// of the words behind it that stay. None for a word that has no such meaning.
pub(super) fn command<'a>(word: &str, rest: &'a [String]) -> Option<(String, &'a [String])> {
    let word = word.to_lowercase();
    let (_, meant) = COMMANDS
        .iter()
        .find(|(words, _)| words.contains(&word.as_str()))?;
    let is_year = |word: &String| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let meant = match *meant {
        "" => return Some((String::new(), &[])),
        "stats --year" if !rest.first().is_some_and(is_year) => "stats",
        "answer" => return Some(answer(rest)),
        "remove" if rest.is_empty() => "remove --help",
        "edit" if rest.is_empty() => "edit --help",
        "no" if rest.is_empty() => "list --no",
        "yes" if rest.is_empty() => "list --yes",
        meant => meant,
    };
    Some((meant.to_owned(), rest))
}

/// An answer with these words. The outcome is never guessed.
fn answer(rest: &[String]) -> (String, &[String]) {
    let is_outcome = |word: &String| Outcome::from_name(word.trim_start_matches('-')).is_some();
    let mut line = "answer".to_owned();
    if rest.iter().all(is_outcome) {
        line += " last";
    }
    if rest.iter().any(is_outcome) {
        return (line, rest);
    }
    for word in rest {
        line += &format!(" {}", quoted(word));
    }
    (line + " OUTCOME", &[])
}

/// The flag, without its dashes, that is meant by one of another name, if the command takes it.
pub(super) fn flag(name: &str, is_taken: impl Fn(&str) -> bool) -> Option<&'static str> {
    let (_, meant) = FLAGS.iter().find(|(names, _)| names.contains(&name))?;
    meant.iter().copied().find(|flag| is_taken(flag))
}

/// The flag of a period that is meant by words without dashes: `2025`, `october`, `last week`. With
/// it how many of the words it takes.
pub(super) fn period(words: &[String]) -> Option<(String, usize)> {
    let word = words.first()?.to_lowercase();
    let next = words.get(1).map(|next| next.to_lowercase());
    let next = next.as_deref().unwrap_or_default();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = match word.split_once('-') {
        Some((year, month)) => year.len() == 4 && digits(year) && month.len() == 2 && digits(month),
        None => MONTHS
            .iter()
            .any(|name| word.len() > 2 && name.starts_with(&word)),
    };
    Some(match (word.as_str(), next) {
        ("last", "week" | "month") => (format!("--last-{next}"), 2),
        ("this", "week" | "month") => (format!("--{next}"), 2),
        ("week" | "month" | "last-week" | "last-month" | "all", _) => (format!("--{word}"), 1),
        _ if word.len() == 4 && digits(&word) => (format!("--year {word}"), 1),
        _ if is_month => (format!("--month {word}"), 1),
        _ => return None,
    })
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn a_command_of_another_name_keeps_its_words_and_guesses_no_outcome() {
        for (typed, meant) in [
            ("add a raise --no", "log a raise --no"),
            ("delete 12", "remove 12"),
            ("delete", "remove --help"),
            ("today", ""),
            ("week 03-04", "stats --week 03-04"),
            ("year", "stats"),
            ("year 2025", "stats --year 2025"),
            ("done 760", "answer 760 OUTCOME"),
            ("done", "answer last OUTCOME"),
            ("reply passport yes", "answer passport yes"),
            ("done --no", "answer last --no"),
        ] {
            let typed = words(typed);
            let (word, rest) = typed.split_first().unwrap();
            let (line, rest) = command(word, rest).unwrap();
            assert_eq!([&[line], rest].concat().join(" "), meant);
        }
        assert_eq!(command("passport", &[]), None);
    }

    #[test]
    fn a_period_without_dashes_is_one_flag() {
        for (typed, flag, takes) in [
            ("2025", "--year 2025", 1),
            ("2026-10", "--month 2026-10", 1),
            ("oct", "--month oct", 1),
            ("last week", "--last-week", 2),
            ("this month", "--month", 2),
        ] {
            assert_eq!(period(&words(typed)), Some((flag.to_owned(), takes)));
        }
        assert_eq!(period(&words("shop")), None);
    }
}
