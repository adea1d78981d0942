//! A dare as it is shown: the sentence, the line that logs it, and perhaps the offer of a step up.

use serde::Serialize;

use super::style::{Ink, Style};
use super::wrap::{command, for_reading};
use crate::domain::dare::{Dare, Level};

/// A dare with what is said below it.
#[derive(Clone, Copy, Debug)]
pub struct Offered<'a> {
    /// The dare.
    pub dare: &'a Dare,
    /// The next level, if the last ones no longer sting.
    pub harder: Option<Level>,
    /// The flags that chose it: empty, or each with a blank before it.
    pub flags: &'a str,
    /// Whether it is shown all day, and not this once.
    pub is_of_the_day: bool,
}

impl Offered<'_> {
    /// The line that logs it as refused. It runs as it is.
    #[must_use]
    pub fn log_line(&self) -> String {
        if self.is_of_the_day {
            return format!("nos dare{} --no", self.flags);
        }
        let Dare { level, .. } = self.dare;
        format!("nos no \"{}\" +{}", self.dare.as_logged(), level.name())
    }
}

/// The dare, under it how to log it and, if the last ones no longer sting, the offer of a step up.
#[must_use]
pub fn text(offered: &Offered<'_>, style: &Style) -> String {
    let dare = offered.dare;
    let mut told = format!("{}\n\n", style.ink(Ink::Strong, dare.text));
    let line = command(&offered.log_line());
    told.push_str(&if offered.is_of_the_day {
        format!("Once you've asked: {line} (or --yes)\n")
    } else {
        format!("Once you've asked (say yes in place of no if it was one):\n  {line}\n")
    });
    if let Some(harder) = offered.harder {
        told.push('\n');
        told.push_str(&format!(
            "What you did lately at the {} level hardly stings any more.\n",
            dare.level.name()
        ));
        told.push_str(&format!(
            "Want something {}? {}\n",
            comparative(harder),
            command(&format!("nos dare --level {}", harder.name()))
        ));
    }
    for_reading(&told, style)
}

/// What is said in place of a dare where something hurt today.
#[must_use]
pub fn paused(style: &Style) -> String {
    let line = command("nos dare --another");
    for_reading(
        &format!(
            "Something hurt today. You've done enough.\nIf you want a dare all the same: {line}\n"
        ),
        style,
    )
}

/// What is said before a dare on a day off.
#[must_use]
pub fn resting(style: &Style) -> String {
    for_reading("You're resting. A dare all the same:\n", style)
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

    const THE_DAY: &str = "2026-11-23";

    fn offered(dare: &Dare) -> Offered<'_> {
        Offered {
            dare,
            harder: None,
            flags: "",
            is_of_the_day: true,
        }
    }

    #[test]
    fn on_a_narrow_terminal_the_line_to_copy_goes_on_behind_a_backslash() {
        let dare = dare::of_the_day(Level::Gentle, day(THE_DAY));
        let offered = Offered {
            is_of_the_day: false,
            ..offered(&dare)
        };
        let told = text(&offered, &Style::plain(30));
        assert!(told.starts_with("Ask a bookseller to read out\n"), "{told}");
        assert!(told.lines().all(|line| line.len() <= 30), "{told}");
        let line = told.split_once(":\n").unwrap().1.replace("\\\n", "");
        assert_eq!(line, format!("  {}\n", offered.log_line()));
    }

    #[test]
    fn a_dare_is_shown_with_the_line_that_logs_it() {
        let dare = dare::of_the_day(Level::Gentle, day(THE_DAY));
        let of_the_day = Offered {
            flags: " --about art",
            ..offered(&dare)
        };
        assert_eq!(
            text(&of_the_day, &Style::plain(100)),
            "Ask a bookseller to read out the first page of their favourite book.

Once you've asked: nos dare --about art --no (or --yes)
"
        );
        let another = Offered {
            is_of_the_day: false,
            ..of_the_day
        };
        assert_eq!(
            text(&another, &Style::plain(100)),
            "Ask a bookseller to read out the first page of their favourite book.

Once you've asked (say yes in place of no if it was one):
  nos no \"asked a bookseller to read out the first page of their favourite book\" +gentle
"
        );
    }

    #[test]
    fn a_step_up_is_offered_and_not_taken() {
        let dare = dare::of_the_day(Level::Bold, day(THE_DAY));
        let offered = Offered {
            harder: Some(Level::Wild),
            ..offered(&dare)
        };
        let told = text(&offered, &Style::plain(80));
        assert!(
            told.ends_with(
                "
What you did lately at the bold level hardly stings any more.
Want something wilder? nos dare --level wild
"
            ),
            "{told}"
        );
    }

    #[test]
    fn on_a_day_that_hurt_no_dare_is_needed_and_on_a_day_off_it_comes_all_the_same() {
        let told = paused(&Style::plain(80));
        assert!(told.starts_with("Something hurt today."), "{told}");
        assert!(told.ends_with(": nos dare --another\n"), "{told}");
        let before = resting(&Style::plain(80));
        assert_eq!(before, "You're resting. A dare all the same:\n");
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
