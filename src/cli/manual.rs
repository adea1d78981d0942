//! The manual: a page for `man` for every command, made from the same types that read the line.

use std::io;

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::help;

/// A page of the manual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The name of its file: `nos-goal-set.1`.
    pub file_name: String,
    /// The page, as `man` takes it.
    pub roff: Vec<u8>,
}

/// All pages, that of `nos` itself first.
///
/// # Errors
/// None of its own; writing into memory can fail only where there is none left.
pub fn pages(nos: Command) -> io::Result<Vec<Page>> {
    let mut nos = nos.disable_help_subcommand(true);
    nos.build();
    let mut pages = Vec::new();
    add_pages(&nos, &mut pages)?;
    Ok(pages)
}

fn add_pages(command: &Command, pages: &mut Vec<Page>) -> io::Result<()> {
    pages.push(page(command)?);
    for command in command
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
    {
        add_pages(command, pages)?;
    }
    Ok(())
}

fn page(command: &Command) -> io::Result<Page> {
    let is_first = command.get_display_name().is_none_or(|name| name == "nos");
    let man = Man::new(command.clone())
        .source(concat!("nos ", env!("CARGO_PKG_VERSION")))
        .manual("nos");
    let mut roff = Vec::new();
    man.render_title(&mut roff)?;
    man.render_name_section(&mut roff)?;
    man.render_synopsis_section(&mut roff)?;
    man.render_description_section(&mut roff)?;
    man.render_options_section(&mut roff)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut roff)?;
    }
    if let Some(after) = command.get_after_help() {
        notes_and_examples("NOTES", &after.to_string(), &mut roff)?;
    }
    if is_first {
        notes_and_examples("DAYS AND PERIODS", help::DATES, &mut roff)?;
        as_typed("ENVIRONMENT", ENVIRONMENT, &mut roff)?;
        as_typed("EXIT STATUS", EXIT_STATUS, &mut roff)?;
    } else {
        prose("SEE ALSO", "nos(1)", &mut roff)?;
    }
    Ok(Page {
        file_name: man.get_filename(),
        roff,
    })
}

/// What a page of help says after the flags: a section of notes, if there are any, and one of
/// examples.
fn notes_and_examples(title: &str, after: &str, roff: &mut Vec<u8>) -> io::Result<()> {
    let (notes, examples) = after.split_once("Examples:\n").unwrap_or((after, ""));
    for (title, text) in [(title, notes), ("EXAMPLES", examples)] {
        if !text.is_empty() {
            as_typed(title, text.trim_end(), roff)?;
        }
    }
    Ok(())
}

/// A section whose lines stay as they are.
fn as_typed(title: &str, text: &str, roff: &mut Vec<u8>) -> io::Result<()> {
    let mut section = Roff::new();
    section.control("SH", [title]);
    section.control("nf", []);
    for line in text.lines() {
        section.text([roman(line)]);
    }
    section.control("fi", []);
    section.to_writer(roff)
}

fn prose(title: &str, text: &str, roff: &mut Vec<u8>) -> io::Result<()> {
    let mut section = Roff::new();
    section.control("SH", [title]);
    section.text([roman(text)]);
    section.to_writer(roff)
}

const ENVIRONMENT: &str = "\
NOS_DIR                 where the logs are kept, unless --dir says so
NOS_STATE_DIR           where the device keeps its name and the lock
NOS_DEVICE              the name of this device: letters and digits
NOS_NOW                 what time it is, for tests: 2026-03-04T12:30:05+01:00
COLUMNS                 how wide to draw
NO_COLOR, FORCE_COLOR, CLICOLOR, CLICOLOR_FORCE, TERM=dumb
                        whether to use colour, unless --color says so
VISUAL, EDITOR          what nos edit --editor opens";

const EXIT_STATUS: &str = "\
0       done, an empty list too
1       it couldn't be done
2       what you typed can't be right
3       nos doctor found something wrong with a log
4       another nos holds the lock
130     interrupted";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_with_its_examples() {
        let pages = pages(super::super::command(80)).unwrap();
        let names: Vec<&str> = pages.iter().map(|page| &*page.file_name).collect();
        for name in ["nos.1", "nos-log.1", "nos-goal-set.1", "nos-completions.1"] {
            assert!(names.contains(&name), "{name} in {names:?}");
        }
        let log = pages
            .iter()
            .find(|page| page.file_name == "nos-log.1")
            .map(|page| String::from_utf8(page.roff.clone()).unwrap())
            .unwrap();
        assert!(log.contains(".SH EXAMPLES"), "{log}");
    }

    #[test]
    fn what_is_no_example_does_not_stand_under_the_examples() {
        let pages = pages(super::super::command(80)).unwrap();
        let page = pages.iter().find(|page| page.file_name == "nos-dare.1");
        let dare = String::from_utf8(page.unwrap().roff.clone()).unwrap();
        let (before, examples) = dare.split_once(".SH EXAMPLES").unwrap();
        assert!(before.contains("none again for forty days"), "{before}");
        assert!(!examples.contains("forty"), "{examples}");
    }
}
