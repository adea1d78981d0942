//! The pages of help that clap does not make by itself: the first one, which fits a screen and
//! shows a beginner the five commands that are needed first, and those about no command.

use super::suggest::nearest;
use crate::error::{Code, Failure};

/// No line of a page here is wider.
const WIDEST_COLS: usize = 80;

/// What `nos --help` shows: at most 23 lines of at most 80 columns, so that the line it was typed
/// on is still seen above it.
pub const FIRST_PAGE: &str = "\
Collect rejections on purpose: log every ask and its answer, see where you stand

Usage: nos [COMMAND] [ARGUMENTS]     nos alone shows where you stand

To begin with:
  goal set 1000         aim at a thousand nos this year
  log                   log an ask, and its answer if it came at once
  answer                log the answer to an ask
  list                  list asks
  stats                 see the numbers of a period

And then:
  no, yes, again        log a no, a yes, or the same ask once more
  show, edit, remove    see one ask, change it, take it out
  undo, redo            take the last change back, bring it back
  sweep, open           go through what waits: by questions, on one screen
  plan, dare            plan an ask; get something to ask for today
  step, rest            note a callback, take days off
  calendar, card, report, export, import   see the year, share it, keep it
  doctor, config, prompt, completions, man    care for it, use it in a shell

For all: --dir DIR, --color WHEN, --ascii, --plain, --json, -q, -h, -V
More:    nos help COMMAND, nos help dates
";

/// What `nos help dates` shows.
pub const DATES: &str = "\
How days are written, wherever a flag takes WHEN:
  today, yesterday, last night
  friday, last friday     the latest Friday; the latest one before today
  3d, 2w, 1m, a week ago  so many days, weeks or months ago
  2026-03-04, 4 mar 2026  that day
  03-04, march 4th, the 4th   the latest 4 March, the latest 4th
  tomorrow, next friday, in 3 days    where a day ahead is allowed

A day other than today is shown to you. Only goal set, rest, --by, --due,
--since and --until take days to come: rest friday, --by friday, --due friday
and --until friday of a goal mean the next Friday, --from 03-15 the nearest 15
March. Slashes aren't taken: 3/4 is another day in London than in New York.

A period is one of:
  --week, --last-week     --week 03-04 is the week with that day
  --month, --last-month   --month october, --month 2026-10
  --year 2026, --all      a calendar year, or everything
  --since WHEN            from that day until today, or --until a day

Examples:
  nos log asked for a refund --on friday
  nos list --since \"2 weeks ago\"
  nos stats --last-week
";

/// The topics that are no commands, with a line about each.
pub const TOPICS: [(&str, &str); 1] = [("dates", "How days and periods are written")];

/// Fits a page to a terminal that may be narrower: the right part of a line is broken between
/// words and goes on in its column; where there is no room for that column, it goes below.
#[must_use]
pub fn fitted(page: &str, width_cols: usize) -> String {
    if width_cols >= WIDEST_COLS {
        return page.to_owned();
    }
    let lines = || page.lines().map(HelpLine::new);
    let column = lines().filter_map(|line| line.column()).min().unwrap_or(0);
    let has_column = column + LEAST_RIGHT_COLS <= width_cols;
    let mut fitted = String::with_capacity(page.len());
    let mut paragraph = String::new();
    for line in lines() {
        let goes_on = paragraph.len() > FULL_LINE_COLS && matches!(line, HelpLine::Text(_));
        if !goes_on {
            put(&mut fitted, "", &std::mem::take(&mut paragraph), width_cols);
        }
        match line {
            HelpLine::Blank => fitted.push('\n'),
            HelpLine::Text(text) if goes_on => paragraph.extend([" ", text]),
            HelpLine::Text(text) => match text.split_once("     ") {
                Some((usage, meaning)) => {
                    put(&mut fitted, "", usage, width_cols);
                    meaning.clone_into(&mut paragraph);
                }
                None => text.clone_into(&mut paragraph),
            },
            HelpLine::Indented { left, right, .. } => {
                let beside = has_column && !right.is_empty() && left.len() + 4 <= column;
                if beside {
                    let blanks = " ".repeat(column - left.len() - 2);
                    let right = lines_of(right, width_cols - column);
                    let right = right.join(&format!("\n{}", " ".repeat(column)));
                    fitted.extend(["  ", left, &blanks, &right, "\n"]);
                } else {
                    put(&mut fitted, "  ", left, width_cols);
                    let column = if has_column { column } else { 4 };
                    put(&mut fitted, &" ".repeat(column), right, width_cols);
                }
            }
        }
    }
    put(&mut fitted, "", &paragraph, width_cols);
    fitted
}

/// A text of plain words broken between them.
fn lines_of(text: &str, width_cols: usize) -> Vec<String> {
    let mut lines = Vec::<String>::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.len() + 1 + word.len() <= width_cols => line.extend([" ", word]),
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The least columns that the right part of a line needs.
const LEAST_RIGHT_COLS: usize = 24;

/// A line of text that is longer than this goes on in the next one.
const FULL_LINE_COLS: usize = 72;

/// A line of a page.
enum HelpLine<'a> {
    Blank,
    Text(&'a str),
    Indented {
        left: &'a str,
        right: &'a str,
        column: usize,
    },
}

impl<'a> HelpLine<'a> {
    fn new(line: &'a str) -> Self {
        let Some(indented) = line.strip_prefix("  ") else {
            return if line.is_empty() {
                Self::Blank
            } else {
                Self::Text(line)
            };
        };
        let (left, right) = indented.split_once("  ").unwrap_or((indented, ""));
        let right = right.trim_start();
        Self::Indented {
            left,
            right,
            column: line.len() - right.len(),
        }
    }

    /// The column in which the right part of a line begins.
    fn column(&self) -> Option<usize> {
        match self {
            Self::Indented { right, column, .. } if !right.is_empty() => Some(*column),
            _ => None,
        }
    }
}

/// Adds a text, broken between words behind an indent; nothing of an empty one.
fn put(to: &mut String, indent: &str, text: &str, width_cols: usize) {
    if text.is_empty() {
        return;
    }
    for line in lines_of(text, width_cols.saturating_sub(indent.len())) {
        to.extend([indent, &line, "\n"]);
    }
}

/// The page of a topic or of a command (`goal set` is two words); the first page without one.
///
/// # Errors
/// If there is no such topic or command.
pub fn page(
    nos: &mut clap::Command,
    topic: &[String],
    width_cols: usize,
) -> Result<String, Failure> {
    match topic {
        [] => return Ok(fitted(FIRST_PAGE, width_cols)),
        [topic] if topic == "dates" => return Ok(fitted(DATES, width_cols)),
        _ => {}
    }
    nos.build();
    let mut command = nos;
    let mut path = String::new();
    for word in topic {
        let known: Vec<String> = command
            .get_subcommands()
            .filter(|command| !command.is_hide_set())
            .map(|command| command.get_name().to_owned())
            .collect();
        command = command
            .find_subcommand_mut(word)
            .ok_or_else(|| no_such_page(&path, word, &known))?;
        path = format!("{path}{word} ");
    }
    Ok(command.render_help().to_string())
}

/// There is no page on a word behind those of a `path`, each with a blank after it.
fn no_such_page(path: &str, word: &str, known: &[String]) -> Failure {
    let topics = TOPICS.iter().filter(|_| path.is_empty());
    let names = known
        .iter()
        .map(String::as_str)
        .chain(topics.map(|&(topic, _)| topic));
    let failure = Failure::new(Code::Usage, format!("there's no help on `{path}{word}`"));
    let near = nearest(word, names).unwrap_or_default();
    failure.hint(format!("nos help {path}{near}").trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn the_first_page_fits_a_screen_under_the_line_it_was_asked_on() {
        assert!(FIRST_PAGE.lines().count() <= 23);
        for line in FIRST_PAGE.lines().chain(DATES.lines()) {
            assert!(line.width() <= 80, "{line}");
        }
        assert!(DATES.lines().count() <= 23);
    }

    #[test]
    fn on_a_narrow_terminal_a_page_is_broken_between_words() {
        assert_eq!(fitted(FIRST_PAGE, 80), FIRST_PAGE);
        let narrowest = fitted(FIRST_PAGE, 24);
        assert!(narrowest.lines().all(|line| line.width() <= 24));
        assert!(
            narrowest.contains("\n  list\n    list asks\n"),
            "{narrowest}"
        );
        let narrow = fitted(FIRST_PAGE, 60);
        assert!(narrow.lines().all(|line| line.width() <= 60), "{narrow}");
        let expected = "
  log                   log an ask, and its answer if it
                        came at once
";
        assert!(narrow.contains(expected), "{narrow}");
    }

    #[test]
    fn every_command_is_on_the_first_page_and_nothing_else() {
        let mut nos = super::super::command(80);
        nos.build();
        let is_word = |char: char| char.is_alphanumeric();
        let words: Vec<&str> = FIRST_PAGE.split(|char| !is_word(char)).collect();
        for command in nos
            .get_subcommands()
            .filter(|command| !command.is_hide_set())
        {
            assert!(
                words.contains(&command.get_name()),
                "{}",
                command.get_name()
            );
        }
    }

    #[test]
    fn every_flag_is_explained_in_a_line_of_80_columns() {
        fn pages(width: usize) -> Vec<(String, String)> {
            let mut nos = super::super::command(width);
            nos.build();
            let mut pages = Vec::new();
            let mut left: Vec<clap::Command> = nos.get_subcommands().cloned().collect();
            while let Some(mut command) = left.pop() {
                left.extend(command.get_subcommands().cloned());
                let name = command.get_bin_name().unwrap_or_default().to_owned();
                pages.push((name, command.render_help().to_string()));
            }
            pages
        }
        for ((name, page), (_, wide)) in pages(80).into_iter().zip(pages(100)) {
            let broken: Vec<&str> = page.lines().filter(|line| !wide.contains(line)).collect();
            assert!(page == wide, "{name}: say it shorter: {broken:#?}");
        }
    }

    #[test]
    fn a_page_is_found_by_the_words_of_its_command() {
        let mut nos = super::super::command(80);
        let page = |nos: &mut clap::Command, topic: &[&str]| {
            let topic: Vec<String> = topic.iter().map(|&word| word.to_owned()).collect();
            page(nos, &topic, 80)
        };
        let set = page(&mut nos, &["goal", "set"]).unwrap();
        assert!(set.contains("Usage: nos goal set"), "{set}");
        assert!(page(&mut nos, &["ls"]).unwrap().contains("nos list"));
        let Failure::Refused(refusal) = page(&mut nos, &["dtes"]).unwrap_err() else {
            panic!("not refused")
        };
        assert_eq!(refusal.hint.as_deref(), Some("nos help dates"));
        let Failure::Refused(refusal) = page(&mut nos, &["goal", "st"]).unwrap_err() else {
            panic!("not refused")
        };
        assert_eq!(refusal.hint.as_deref(), Some("nos help goal set"));
    }
}
