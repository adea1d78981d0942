//! A dare as it is told: the sentence, the line that logs it, and perhaps the offer of a step up.

use serde::Serialize;

use super::style::{Ink, Style};
use super::wrap::{command, for_reading};
use crate::domain::dare::{Dare, Level};

/// The line that logs a dare. It runs as it stands; the tag tells later at which level it was done.
#[must_use]
pub fn log_line(dare: &Dare) -> String {
    format!("nos log \"{}\" +{}", dare.as_logged(), dare.level.name())
}

/// The dare, under it how to log it and, if the last ones no longer sting, the offer of a step up.
#[must_use]
pub fn text(dare: &Dare, offered: Option<Level>, style: &Style) -> String {
    let mut told = format!("{}\n\n", style.ink(Ink::Strong, dare.text));
    told.push_str("When you have asked, log it (with --yes if it was one):\n");
    told.push_str(&format!(
        "  {}\n",
        command(&format!("{} --no", log_line(dare)))
    ));
    if let Some(harder) = offered {
        told.push('\n');
        told.push_str(&format!(
            "What you did lately at the {} level hardly stings any more.\n",
            dare.level.name()
        ));
        told.push_str(&format!(
            "If you like, there is something {}: {}\n",
            comparative(harder),
            command(&format!("nos dare --level {}", harder.name()))
        ));
    }
    for_reading(&told, style)
}

fn comparative(level: Level) -> &'static str {
    match level {
        Level::Gentle => "gentler",
        Level::Bold => "bolder",
        Level::Wild => "wilder",
    }
}

/// The answer of `dare` in JSON.
#[derive(Debug, Serialize)]
pub struct DareJson {
    schema: &'static str,
    dare: &'static str,
    level: &'static str,
}

impl DareJson {
    /// The JSON form of a dare.
    #[must_use]
    pub fn new(dare: &Dare) -> Self {
        Self {
            schema: "nos.dare/1",
            dare: dare.text,
            level: dare.level.name(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::json;
    use super::*;
    use crate::domain::dare;
    use crate::domain::sample::day;

    #[test]
    fn on_a_narrow_terminal_the_line_to_copy_goes_on_behind_a_backslash() {
        let dare = dare::of_the_day(Level::Gentle, day("2026-11-23"));
        let told = text(&dare, None, &Style::plain(30));
        assert!(told.starts_with("Ask a bookseller to read out\n"), "{told}");
        assert!(told.lines().all(|line| line.len() <= 30), "{told}");
        let line = told.split_once(":\n").unwrap().1.replace("\\\n", "");
        assert_eq!(line, format!("  {} --no\n", log_line(&dare)));
    }

    #[test]
    fn a_dare_is_told_with_the_line_that_logs_it() {
        let dare = dare::of_the_day(Level::Gentle, day("2026-11-23"));
        let told = text(&dare, None, &Style::plain(100));
        assert_eq!(
            told,
            "Ask a bookseller to read out the first page of their favourite book.

When you have asked, log it (with --yes if it was one):
  nos log \"asked a bookseller to read out the first page of their favourite book\" +gentle --no
"
        );
    }

    #[test]
    fn a_step_up_is_offered_and_not_taken() {
        let dare = dare::of_the_day(Level::Bold, day("2026-11-23"));
        let told = text(&dare, Some(Level::Wild), &Style::plain(80));
        assert!(
            told.ends_with(
                "
What you did lately at the bold level hardly stings any more.
If you like, there is something wilder: nos dare --level wild
"
            ),
            "{told}"
        );
    }

    #[test]
    fn in_json_it_is_the_sentence_and_its_level() {
        let dare = dare::of_the_day(Level::Gentle, day("2026-11-23"));
        assert_eq!(
            json::line(&DareJson::new(&dare)).unwrap(),
            "{\"schema\":\"nos.dare/1\",\"dare\":\"Ask a bookseller to read out the first page of their favourite book.\",\"level\":\"gentle\"}\n"
        );
    }
}
