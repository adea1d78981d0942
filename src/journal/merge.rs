//! Another log, to be joined to this journal line for line.
//!
//! Events are distinguished by their ids. A line whose id is here and says the same is there
//! already; one that says something else is a conflict, and both lines are kept, as everywhere.
//! So that a line still means the same event where several share the id that it names, that event
//! is joined once more right before it if need be. A line that comes from a newer nos is joined as
//! it stands.

use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::Context;

use super::codec::{self, Reading};
use super::event::{EventKind, Variant};
use super::folder;

/// A line of the other log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignLine<'a> {
    /// Its number in the file, from 1.
    pub number: u64,
    /// The line, without the newline and what else does not count.
    pub line: &'a str,
    /// The id of its event.
    pub id: String,
    /// What its content is.
    pub content: Variant,
    /// The other events that it names, as far as they come before it in the file: the id, and
    /// where the line is.
    names: Vec<(String, usize)>,
    /// Whether it is an undo or a redo, and all the events that it names come before it.
    undoes_these_alone: bool,
    /// The ask that it is about, by the id of the event that made it; none for goals and undos.
    ask: Option<String>,
    is_purge: bool,
}

/// The lines of a log, and those that cannot be read, with the reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForeignLines<'a> {
    /// Those that can be joined.
    pub events: Vec<ForeignLine<'a>>,
    /// Those that say no event.
    pub unreadable: Vec<(u64, String)>,
}

/// Reads the lines of a log. Calls `progress` now and then with the number of lines read.
pub fn lines<'a>(bytes: &'a [u8], progress: &mut dyn FnMut(usize)) -> ForeignLines<'a> {
    let mut lines = ForeignLines::default();
    let mut last: HashMap<String, usize> = HashMap::new();
    for (number, bytes) in (1..).zip(bytes.split(|&byte| byte == b'\n')) {
        let stripped = codec::stripped(bytes);
        if stripped.is_empty() {
            continue;
        }
        match (codec::read(stripped), std::str::from_utf8(stripped)) {
            (Ok(reading), Ok(text)) => {
                let mut foreign = foreign(number, text, &reading);
                let before = |id| last.get(&id).map(|&place| (id, place));
                foreign.names = names(&reading).filter_map(before).collect();
                foreign.undoes_these_alone = reading.event.as_ref().is_some_and(|event| {
                    event.what.is_undo_or_redo()
                        && !foreign.names.is_empty()
                        && event.what.named().len() == foreign.names.len()
                });
                last.insert(foreign.id.clone(), lines.events.len());
                lines.events.push(foreign);
            }
            (Err(reason), _) => lines.unreadable.push((number, reason.0)),
            (_, Err(_)) => lines.unreadable.push((number, "not UTF-8".to_owned())),
        }
        if number % 1000 == 0 {
            progress(usize::try_from(number).unwrap_or(usize::MAX));
        }
    }
    lines
}

/// The ids of the other events that a line names; one that says which variant it means needs no help.
fn names<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = String> + 'a {
    let named = reading.event.iter().flat_map(|event| event.what.named());
    named
        .filter(|id| id.variant.is_none())
        .map(ToString::to_string)
}

fn foreign<'a>(number: u64, line: &'a str, reading: &Reading<'_>) -> ForeignLine<'a> {
    let id = reading.id.to_string();
    let what = reading.event.as_ref().map(|event| &event.what);
    let ask = match what {
        Some(what) if what.is_made() => Some(id.clone()),
        Some(what) => what.about().map(ToString::to_string),
        None => None,
    };
    ForeignLine {
        number,
        line,
        id,
        content: content(line.as_bytes()),
        names: Vec::new(),
        undoes_these_alone: false,
        ask,
        is_purge: what.is_some_and(EventKind::is_purge),
    }
}

fn content(line: &[u8]) -> Variant {
    codec::variant(&codec::canonical(line))
}

/// What became of the lines of another log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined<'a> {
    /// Those that are not here yet, in their order.
    pub fresh: Vec<ForeignLine<'a>>,
    /// The lines to be joined: these, and what has to come before them again.
    pub lines: Vec<&'a str>,
    /// How many are here already.
    pub already: usize,
    /// Those that are about an ask which was erased for good, and stay away.
    pub purged: Vec<ForeignLine<'a>>,
}

/// Finds out which lines are not yet in the logs of a folder; they are to be joined to `own_log`.
///
/// # Errors
/// If a log cannot be read.
pub fn compare<'a>(
    folder: &Path,
    own_log: &Path,
    events: &[ForeignLine<'a>],
) -> anyhow::Result<Joined<'a>> {
    let mut here = Here::new(events);
    for path in folder::log_paths(folder)? {
        let last = here.look_into(&path)?;
        if path == own_log {
            here.last = last;
        }
    }
    let mut joined = Joined::default();
    for event in events {
        let meaning: Vec<(String, Variant)> = event
            .names
            .iter()
            .filter_map(|(id, place)| Some((id.clone(), events.get(*place)?.content)))
            .collect();
        let is_about_purged = |event: &ForeignLine<'_>| {
            let ask = event.ask.as_ref();
            ask.is_some_and(|ask| here.purged.contains(ask))
        };
        // Without the lines that it names, an undo would mean others that have their ids.
        let mut named = event.names.iter();
        let undoes_nothing_else = event.undoes_these_alone
            && named.all(|&(_, place)| events.get(place).is_some_and(is_about_purged));
        let is_purged = is_about_purged(event) || undoes_nothing_else;
        if here.has(event, &meaning) {
            joined.already += 1;
        } else if is_purged && !event.is_purge {
            joined.purged.push(event.clone());
        } else {
            for ((id, meant), (_, place)) in meaning.iter().zip(&event.names) {
                if let Some(named) = events.get(*place).filter(|_| !here.would_mean(id, *meant)) {
                    joined.lines.push(named.line);
                    here.last.insert(id.clone(), *meant);
                }
            }
            joined.lines.push(event.line);
            here.last.insert(event.id.clone(), event.content);
            let known = here.lines.entry(event.id.clone()).or_default();
            known.push((event.content, meaning));
            joined.fresh.push(event.clone());
        }
    }
    Ok(joined)
}

/// The content of a line, and of the events that it names by the same ids.
type Content = (Variant, Vec<(String, Variant)>);

/// What is here of the ids that were asked for.
struct Here {
    lines: HashMap<String, Vec<Content>>,
    purged: HashSet<String>,
    /// The last line of each id in the own log.
    last: HashMap<String, Variant>,
}

impl Here {
    /// Nothing yet, but for what the other log itself purges.
    fn new(events: &[ForeignLine<'_>]) -> Self {
        Self {
            lines: events
                .iter()
                .map(|event| (event.id.clone(), Vec::new()))
                .collect(),
            purged: events
                .iter()
                .filter(|event| event.is_purge)
                .filter_map(|event| event.ask.clone())
                .collect(),
            last: HashMap::new(),
        }
    }

    /// Whether a line is here that says the same. Where both files have the events that it names, it
    /// has to mean the same ones.
    fn has(&self, event: &ForeignLine<'_>, meaning: &[(String, Variant)]) -> bool {
        let mut known = self.lines.get(&event.id).into_iter().flatten();
        known.any(|(content, names)| {
            let differs = |(id, meant): &(String, Variant)| {
                let other = names.iter().find(|(name, _)| name == id);
                other.is_some_and(|(_, other)| other != meant)
            };
            *content == event.content && !meaning.iter().any(differs)
        })
    }

    /// Whether a line at the end of the own log means this content by an id.
    fn would_mean(&self, id: &str, meant: Variant) -> bool {
        if let Some(&last) = self.last.get(id) {
            return last == meant;
        }
        let mut known = self.lines.get(id).into_iter().flatten();
        known.all(|&(content, _)| content == meant)
    }

    /// Looks into a log. Says what the last line of each id in it is.
    fn look_into(&mut self, path: &Path) -> anyhow::Result<HashMap<String, Variant>> {
        // What cannot be opened is reported as a problem of the folder.
        let Ok((log, _)) = folder::open(path) else {
            return Ok(HashMap::new());
        };
        let mut log = BufReader::with_capacity(1 << 17, log);
        let (mut bytes, mut last) = (Vec::new(), HashMap::new());
        loop {
            bytes.clear();
            let length = log
                .read_until(b'\n', &mut bytes)
                .with_context(|| format!("can't read {}", path.display()))?;
            if length == 0 {
                return Ok(last);
            }
            let stripped = codec::stripped(&bytes);
            let Ok(reading) = codec::read(stripped) else {
                continue;
            };
            let what = reading.event.as_ref().map(|event| &event.what);
            let purged = what
                .filter(|what| what.is_purge())
                .and_then(EventKind::about);
            self.purged.extend(purged.map(ToString::to_string));
            let id = reading.id.to_string();
            if let Some(known) = self.lines.get_mut(&id) {
                let meant = |id: String| last.get(&id).map(|&meant| (id, meant));
                let names = names(&reading).filter_map(meant).collect();
                let content = content(stripped);
                known.push((content, names));
                last.insert(id, content);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOAL: &str = r#"{"v":1,"id":"a-1","at":"2026-03-04T12:30:05+01:00","kind":"goal","target":1000,"counts":"nos","from":"2026-01-01","to":"2026-12-31"}"#;
    const ASK: &str = r#"{"v":1,"id":"a-2","at":"2026-03-04T12:31:40+01:00","kind":"ask","n":1,"text":"a","on":"2026-03-04"}"#;
    const ANSWER: &str = r#"{"v":1,"id":"a-3","at":"2026-03-05T12:00:00+01:00","kind":"answer","ask":"a-2","outcome":"no","on":"2026-03-05"}"#;
    const PURGE: &str =
        r#"{"v":1,"id":"b-9","at":"2026-03-06T12:00:00+01:00","kind":"purge","ask":"a-2","n":1}"#;

    fn read(text: &str) -> ForeignLines<'_> {
        lines(text.as_bytes(), &mut |_| ())
    }

    fn ids(events: &[ForeignLine<'_>]) -> Vec<String> {
        events.iter().map(|event| event.id.clone()).collect()
    }

    fn folder_with(log: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("b.jsonl"), log).unwrap();
        folder
    }

    #[test]
    fn a_line_that_is_here_stays_away_whatever_its_spacing() {
        let spaced = ASK.replace(",\"", ", \"");
        let folder = folder_with(&format!("{GOAL}\n{spaced}\n"));
        let text = format!("{GOAL}\r\n{ASK}\n\n{ANSWER}\n{ANSWER}\n");
        let joined = compare(
            folder.path(),
            &folder.path().join("b.jsonl"),
            &read(&text).events,
        )
        .unwrap();
        assert_eq!(ids(&joined.fresh), ["a-3"]);
        assert_eq!(joined.already, 3);
        assert_eq!(joined.fresh[0].line, ANSWER);
    }

    #[test]
    fn a_line_that_says_something_else_under_the_same_id_is_kept_too() {
        let folder = folder_with(&format!("{ASK}\n"));
        let other = ASK.replace("\"text\":\"a\"", "\"text\":\"b\"");
        let joined = compare(
            folder.path(),
            &folder.path().join("b.jsonl"),
            &read(&other).events,
        )
        .unwrap();
        assert_eq!(ids(&joined.fresh), ["a-2"]);
    }

    #[test]
    fn what_was_erased_for_good_does_not_come_back() {
        let folder = folder_with(&format!("{PURGE}\n"));
        let text = format!("{ASK}\n{ANSWER}\n{GOAL}");
        let joined = compare(
            folder.path(),
            &folder.path().join("b.jsonl"),
            &read(&text).events,
        )
        .unwrap();
        assert_eq!(ids(&joined.purged), ["a-2", "a-3"]);
        assert_eq!(ids(&joined.fresh), ["a-1"]);
    }

    #[test]
    fn a_line_that_cannot_be_read_is_told_by_its_number() {
        let lines = read("{\"v\":1}\n\nnot json\n");
        assert_eq!(lines.events, []);
        let numbers: Vec<u64> = lines.unreadable.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [1, 3]);
    }

    #[test]
    fn a_folder_that_is_not_there_has_no_lines() {
        let folder = tempfile::tempdir().unwrap();
        let joined = compare(
            &folder.path().join("none"),
            Path::new("b.jsonl"),
            &read(ASK).events,
        )
        .unwrap();
        assert_eq!(ids(&joined.fresh), ["a-2"]);
    }
}
