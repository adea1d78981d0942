//! A line of a log and the event that it says: one into the other, and back.
//!
//! Pure and strict: a line either says an event to the letter, or comes from a
//! newer nos, or is unreadable, with a reason. Nothing is guessed and nothing is cut.
//! Strings are borrowed from the line, since a journal of ten years is read at every start.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::event::{
    Answered, Asked, Change, Changes, Edited, Event, GoalSet, Id, Kind, NUMBER_LIMIT, What,
};
use crate::domain::ask::{AskText, Odds, Rating, Tag};
use crate::domain::day::{Day, RestDays, Span, WEEK, weekday_name};
use crate::domain::goal::{Counted, Target};
use crate::domain::outcome::Outcome;
use crate::json::{self, Escapes};

/// What a line was found to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading<'a> {
    /// The id of the event.
    pub id: Id<'a>,
    /// The event, as far as this nos can read it; none where it cannot.
    pub event: Option<Event<'a>>,
    /// Whether all of it was understood. What was not comes from a newer nos.
    pub understood: bool,
    /// The number that the line gives to an ask, whether or not the rest can be read.
    pub number: Option<u64>,
}

/// Why a line cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The bytes of a line that count: without a byte order mark, a CR, runs of NULs and blanks at
/// either end. Nothing is left of a blank line.
pub fn stripped(line: &[u8]) -> &[u8] {
    let mut rest = line;
    loop {
        let before = rest.len();
        rest = rest.trim_ascii();
        rest = rest.strip_prefix("\u{feff}".as_bytes()).unwrap_or(rest);
        while let [0, tail @ ..] | [tail @ .., 0] = rest {
            rest = tail;
        }
        if rest.len() == before {
            return rest;
        }
    }
}

/// Reads a line that was [`stripped`].
///
/// # Errors
/// If it is not an event of this nos nor of a newer one; the reason is told in words.
pub fn read(line: &[u8]) -> Result<Reading<'_>, Unreadable> {
    let text = std::str::from_utf8(line)
        .map_err(|error| Unreadable(format!("not UTF-8 at byte {}", error.valid_up_to() + 1)))?;
    let first_try = decode(text, None);
    if let Ok(fields) = first_try
        && let Ok(reading) = fields.reading()
    {
        return Ok(reading);
    }
    read_with_care(text)
}

/// The slow way, for the few lines that are not read at once: a newer nos may mean other things
/// by the fields it writes, so the head of the line is looked at by itself first.
fn read_with_care(text: &str) -> Result<Reading<'_>, Unreadable> {
    let head: Head<'_> = serde_json::from_str(text).map_err(|error| reason(&error))?;
    let (version, id) = (version(head.v)?, id("id", head.id.0)?);
    let known = Kind::from_name(&head.kind.0);
    let read = match known {
        Some(kind) => decode(text, Some(kind))
            .map_err(|error| reason(&error))
            .and_then(Fields::reading),
        None => Err(Unreadable("an unknown kind".to_owned())),
    };
    match read {
        Err(_) if version > 1 || known.is_none() => Ok(Reading {
            id,
            event: None,
            understood: false,
            number: None,
        }),
        read => read,
    }
}

fn decode(text: &str, kind: Option<Kind>) -> serde_json::Result<Fields<'_>> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let fields = FieldsOf(kind).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(fields)
}

/// What serde says, with the place in the line; its own line number is always 1.
fn reason(error: &serde_json::Error) -> Unreadable {
    let told = error.to_string();
    let what = told.split(" at line ").next().unwrap_or(&told);
    Unreadable(format!("{what} (column {})", error.column()))
}

fn version(v: u64) -> Result<u64, Unreadable> {
    if v == 0 {
        return Err(Unreadable("v is 0".to_owned()));
    }
    Ok(v)
}

/// A string that is borrowed from the line, unless it has an escape in it.
struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor).map(Self)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

/// The three fields that are decoded first.
#[derive(Deserialize)]
struct Head<'a> {
    v: u64,
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    kind: Text<'a>,
}

/// The fields of all kinds, as they stand in the line.
#[derive(Default)]
struct Fields<'a> {
    v: Option<u64>,
    id: Option<Text<'a>>,
    at: Option<Text<'a>>,
    kind: Option<Text<'a>>,
    batch: Option<Text<'a>>,
    n: Option<u64>,
    text: Option<Text<'a>>,
    on: Option<Text<'a>>,
    to: Option<Text<'a>>,
    tags: Option<Vec<Text<'a>>>,
    note: Option<Text<'a>>,
    fear: Option<u64>,
    odds: Option<u64>,
    outcome: Option<Text<'a>>,
    answered: Option<Text<'a>>,
    sting: Option<u64>,
    ask: Option<Text<'a>>,
    set: Option<Set<'a>>,
    target: Change<u64>,
    counts: Option<Text<'a>>,
    from: Option<Text<'a>>,
    rest: Option<Vec<Text<'a>>>,
    of: Option<Vec<Text<'a>>>,
    unknown: bool,
}

/// The fields that a kind has, beside those that all have.
fn fields_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Ask => &[
            "n", "text", "on", "to", "tags", "note", "fear", "odds", "outcome", "answered", "sting",
        ],
        Kind::Answer => &["ask", "outcome", "on", "note", "sting"],
        Kind::Edit => &["ask", "set"],
        Kind::Remove => &["ask"],
        Kind::Goal => &["target", "counts", "from", "to", "rest"],
        Kind::Undo | Kind::Redo => &["of"],
        Kind::Purge => &["ask", "n"],
    }
}

/// Decodes the fields of a line whose kind may be known beforehand.
struct FieldsOf(Option<Kind>);

impl<'de> DeserializeSeed<'de> for FieldsOf {
    type Value = Fields<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fields<'de>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

/// Takes the value of a field that may stand there only once.
fn once<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    field: &mut Option<T>,
    name: &'static str,
    map: &mut A,
) -> Result<(), A::Error> {
    if field.is_some() {
        return Err(de::Error::duplicate_field(name));
    }
    *field = Some(map.next_value()?);
    Ok(())
}

impl<'de> Visitor<'de> for FieldsOf {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
        let mut fields = Fields::default();
        let mut unknown = Unknown::default();
        while let Some(Text(name)) = map.next_key()? {
            let foreign = self.0.is_some_and(|kind| !is_field_of(kind, &name));
            let known = !foreign && fields.take(&name, &mut map)?;
            if !known {
                unknown.take(name, &mut map)?;
            }
        }
        fields.unknown |= !unknown.0.is_empty();
        Ok(fields)
    }
}

fn is_field_of(kind: Kind, name: &str) -> bool {
    ["v", "id", "at", "kind", "batch"].contains(&name) || fields_of(kind).contains(&name)
}

/// The names of the fields that nobody here knows; each may stand there only once, too.
#[derive(Default)]
struct Unknown<'a>(Vec<Cow<'a, str>>);

impl<'de> Unknown<'de> {
    fn take<A: MapAccess<'de>>(
        &mut self,
        name: Cow<'de, str>,
        map: &mut A,
    ) -> Result<(), A::Error> {
        if self.0.contains(&name) {
            return Err(de::Error::custom(format_args!("duplicate field `{name}`")));
        }
        self.0.push(name);
        map.next_value::<IgnoredAny>().map(|_| ())
    }
}

impl<'de> Fields<'de> {
    /// Takes the value of a field that is known; says whether it is.
    fn take<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<bool, A::Error> {
        match name {
            "v" => once(&mut self.v, "v", map)?,
            "id" => once(&mut self.id, "id", map)?,
            "at" => once(&mut self.at, "at", map)?,
            "kind" => once(&mut self.kind, "kind", map)?,
            "batch" => once(&mut self.batch, "batch", map)?,
            "n" => once(&mut self.n, "n", map)?,
            "text" => once(&mut self.text, "text", map)?,
            "on" => once(&mut self.on, "on", map)?,
            "to" => once(&mut self.to, "to", map)?,
            "tags" => once(&mut self.tags, "tags", map)?,
            "note" => once(&mut self.note, "note", map)?,
            "fear" => once(&mut self.fear, "fear", map)?,
            "odds" => once(&mut self.odds, "odds", map)?,
            "outcome" => once(&mut self.outcome, "outcome", map)?,
            "answered" => once(&mut self.answered, "answered", map)?,
            "sting" => once(&mut self.sting, "sting", map)?,
            "ask" => once(&mut self.ask, "ask", map)?,
            "set" => once(&mut self.set, "set", map)?,
            "target" => once(&mut self.target, "target", map)?,
            "counts" => once(&mut self.counts, "counts", map)?,
            "from" => once(&mut self.from, "from", map)?,
            "rest" => once(&mut self.rest, "rest", map)?,
            "of" => once(&mut self.of, "of", map)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Whether there is a field that its kind does not have.
    fn has_foreign(&self, kind: Kind) -> bool {
        let there = [
            ("n", self.n.is_some()),
            ("text", self.text.is_some()),
            ("on", self.on.is_some()),
            ("to", self.to.is_some()),
            ("tags", self.tags.is_some()),
            ("note", self.note.is_some()),
            ("fear", self.fear.is_some()),
            ("odds", self.odds.is_some()),
            ("outcome", self.outcome.is_some()),
            ("answered", self.answered.is_some()),
            ("sting", self.sting.is_some()),
            ("ask", self.ask.is_some()),
            ("set", self.set.is_some()),
            ("target", self.target.is_some()),
            ("counts", self.counts.is_some()),
            ("from", self.from.is_some()),
            ("rest", self.rest.is_some()),
            ("of", self.of.is_some()),
        ];
        there
            .into_iter()
            .any(|(name, there)| there && !fields_of(kind).contains(&name))
    }

    /// The event that the fields say.
    fn reading(self) -> Result<Reading<'de>, Unreadable> {
        let kind = needed("kind", self.kind.as_ref())?;
        let kind = Kind::from_name(&kind.0)
            .ok_or_else(|| Unreadable(format!("an unknown kind `{}`", kind.0)))?;
        let version = version(needed("v", self.v)?)?;
        let understood = version == 1
            && !self.unknown
            && !self.has_foreign(kind)
            && self.set.as_ref().is_none_or(|set| !set.unknown);
        let at = needed("at", self.at)?.0;
        if !is_rfc_3339(&at) {
            return Err(Unreadable(format!("at: `{at}` is not an RFC 3339 time")));
        }
        let id = id("id", needed("id", self.id)?.0)?;
        let batch = self
            .batch
            .map(|batch| self::id("batch", batch.0))
            .transpose()?;
        let number = match kind {
            Kind::Ask | Kind::Purge => Some(number(needed("n", self.n)?)?),
            _ => None,
        };
        let ask = |ask: Option<Text<'de>>| self::id("ask", needed("ask", ask)?.0);
        let what = match kind {
            Kind::Ask => What::Ask(Asked {
                number: number.unwrap_or_default(),
                text: text("text", needed("text", self.text)?.0)?,
                on: day("on", &needed("on", self.on)?.0)?,
                to: self.to.map(|to| some_text("to", to.0)).transpose()?,
                tags: tags(self.tags.unwrap_or_default())?,
                note: self.note.map(|note| note.0),
                fear: self.fear.map(|fear| rating("fear", fear)).transpose()?,
                odds: self.odds.map(odds).transpose()?,
                outcome: match self.outcome {
                    Some(Text(name)) => answer(&name)?,
                    None => Outcome::Pending,
                },
                answered: self
                    .answered
                    .map(|text| day("answered", &text.0))
                    .transpose()?,
                sting: self.sting.map(|sting| rating("sting", sting)).transpose()?,
            }),
            Kind::Answer => What::Answer(Answered {
                ask: ask(self.ask)?,
                outcome: outcome(&needed("outcome", self.outcome)?.0)?,
                on: day("on", &needed("on", self.on)?.0)?,
                note: self.note.map(|note| note.0),
                sting: self.sting.map(|sting| rating("sting", sting)).transpose()?,
            }),
            Kind::Edit => What::Edit(Edited {
                ask: ask(self.ask)?,
                set: needed("set", self.set)?.changes()?,
            }),
            Kind::Remove => What::Remove {
                ask: ask(self.ask)?,
            },
            Kind::Goal => What::Goal(GoalSet {
                target: needed("target", self.target)?.map(target).transpose()?,
                counts: counted(&needed("counts", self.counts)?.0)?,
                span: span(
                    day("from", &needed("from", self.from)?.0)?,
                    day("to", &needed("to", self.to)?.0)?,
                )?,
                rest: rest_days(&self.rest.unwrap_or_default())?,
            }),
            Kind::Undo => What::Undo {
                of: ids(needed("of", self.of)?)?,
            },
            Kind::Redo => What::Redo {
                of: ids(needed("of", self.of)?)?,
            },
            Kind::Purge => What::Purge {
                ask: ask(self.ask)?,
                number: number.unwrap_or_default(),
            },
        };
        Ok(Reading {
            id: id.clone(),
            event: Some(Event {
                id,
                at,
                batch,
                what,
            }),
            understood,
            number,
        })
    }
}

/// What an edit sets: a value, or `null`.
#[derive(Default)]
struct Set<'a> {
    text: Option<Text<'a>>,
    on: Option<Text<'a>>,
    to: Change<Text<'a>>,
    tags: Change<Vec<Text<'a>>>,
    note: Change<Text<'a>>,
    fear: Change<u64>,
    odds: Change<u64>,
    sting: Change<u64>,
    outcome: Change<Text<'a>>,
    answered: Change<Text<'a>>,
    unknown: bool,
}

impl<'de> Deserialize<'de> for Set<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Sets;
        impl<'de> Visitor<'de> for Sets {
            type Value = Set<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of changed fields")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Set<'de>, A::Error> {
                let mut set = Set::default();
                let mut unknown = Unknown::default();
                while let Some(Text(name)) = map.next_key()? {
                    match &*name {
                        "text" => once(&mut set.text, "text", &mut map)?,
                        "on" => once(&mut set.on, "on", &mut map)?,
                        "to" => once(&mut set.to, "to", &mut map)?,
                        "tags" => once(&mut set.tags, "tags", &mut map)?,
                        "note" => once(&mut set.note, "note", &mut map)?,
                        "fear" => once(&mut set.fear, "fear", &mut map)?,
                        "odds" => once(&mut set.odds, "odds", &mut map)?,
                        "sting" => once(&mut set.sting, "sting", &mut map)?,
                        "outcome" => once(&mut set.outcome, "outcome", &mut map)?,
                        "answered" => once(&mut set.answered, "answered", &mut map)?,
                        _ => unknown.take(name, &mut map)?,
                    }
                }
                set.unknown = !unknown.0.is_empty();
                Ok(set)
            }
        }
        deserializer.deserialize_map(Sets)
    }
}

impl<'de> Set<'de> {
    fn changes(self) -> Result<Changes<'de>, Unreadable> {
        Ok(Changes {
            text: self.text.map(|new| text("text", new.0)).transpose()?,
            on: self.on.map(|on| day("on", &on.0)).transpose()?,
            to: change(self.to, |to| some_text("to", to.0))?,
            tags: change(self.tags, tags)?,
            note: change(self.note, |note| Ok(note.0))?,
            fear: change(self.fear, |fear| rating("fear", fear))?,
            odds: change(self.odds, odds)?,
            sting: change(self.sting, |sting| rating("sting", sting))?,
            outcome: self
                .outcome
                .map(|name| name.map_or(Ok(Outcome::Pending), |name| outcome(&name.0)))
                .transpose()?,
            answered: change(self.answered, |on| day("answered", &on.0))?,
        })
    }
}

fn change<T, U>(
    field: Change<T>,
    value: impl FnOnce(T) -> Result<U, Unreadable>,
) -> Result<Change<U>, Unreadable> {
    field.map(|field| field.map(value).transpose()).transpose()
}

fn needed<T>(name: &str, field: Option<T>) -> Result<T, Unreadable> {
    field.ok_or_else(|| Unreadable(format!("missing field `{name}`")))
}

fn id<'a>(name: &str, text: Cow<'a, str>) -> Result<Id<'a>, Unreadable> {
    let wrong = |text: &str| Unreadable(format!("{name}: `{text}` is not an id"));
    match text {
        Cow::Borrowed(text) => Id::parse(text).ok_or_else(|| wrong(text)),
        Cow::Owned(text) => Id::parse(&text)
            .map(Id::into_owned)
            .ok_or_else(|| wrong(&text)),
    }
}

fn ids(texts: Vec<Text<'_>>) -> Result<Vec<Id<'_>>, Unreadable> {
    texts.into_iter().map(|text| id("of", text.0)).collect()
}

fn number(n: u64) -> Result<u64, Unreadable> {
    if (1..NUMBER_LIMIT).contains(&n) {
        Ok(n)
    } else {
        Err(Unreadable(format!("n: {n} is out of range")))
    }
}

fn day(name: &str, text: &str) -> Result<Day, Unreadable> {
    Day::from_iso(text).ok_or_else(|| Unreadable(format!("{name}: `{text}` is not a day")))
}

fn text<'a>(name: &str, text: Cow<'a, str>) -> Result<Cow<'a, str>, Unreadable> {
    AskText::check(&text).map_err(|invalid| Unreadable(format!("{name}: {invalid}")))?;
    Ok(text)
}

fn some_text<'a>(name: &str, text: Cow<'a, str>) -> Result<Cow<'a, str>, Unreadable> {
    if text.trim().is_empty() {
        return Err(Unreadable(format!("{name} is empty")));
    }
    Ok(text)
}

fn tags(texts: Vec<Text<'_>>) -> Result<Vec<Cow<'_, str>>, Unreadable> {
    let mut tags = Vec::with_capacity(texts.len());
    for Text(text) in texts {
        let tag = Tag::new(&text).map_err(|invalid| Unreadable(format!("tags: {invalid}")))?;
        tags.push(if tag.as_str() == text {
            text
        } else {
            Cow::Owned(tag.as_str().to_owned())
        });
    }
    tags.sort_unstable();
    tags.dedup();
    Ok(tags)
}

fn rating(name: &str, value: u64) -> Result<Rating, Unreadable> {
    Rating::new(value).ok_or_else(|| Unreadable(format!("{name}: {value} is not 0 to 10")))
}

fn odds(value: u64) -> Result<Odds, Unreadable> {
    Odds::new(value).ok_or_else(|| Unreadable(format!("odds: {value} is not 0 to 100")))
}

fn outcome(name: &str) -> Result<Outcome, Unreadable> {
    Outcome::from_name(name).ok_or_else(|| Unreadable(format!("outcome: `{name}` is not one")))
}

/// An outcome that an ask can have from the start: any but pending, which is written by leaving
/// it out.
fn answer(name: &str) -> Result<Outcome, Unreadable> {
    outcome(name).and_then(|outcome| {
        if outcome.is_answered() {
            Ok(outcome)
        } else {
            Err(Unreadable(
                "outcome: an ask is pending without one".to_owned(),
            ))
        }
    })
}

fn target(value: u64) -> Result<Target, Unreadable> {
    Target::new(value)
        .ok_or_else(|| Unreadable(format!("target: {value} is not 1 to {}", Target::MAX)))
}

fn counted(name: &str) -> Result<Counted, Unreadable> {
    Counted::from_name(name)
        .ok_or_else(|| Unreadable(format!("counts: `{name}` is not nos, said-nos or asks")))
}

fn span(from: Day, to: Day) -> Result<Span, Unreadable> {
    if to < from {
        return Err(Unreadable(format!("the goal ends on {to}, before {from}")));
    }
    Ok(Span::new(from, to))
}

fn rest_days(names: &[Text<'_>]) -> Result<RestDays, Unreadable> {
    let weekdays = names
        .iter()
        .map(|Text(name)| {
            WEEK.into_iter()
                .find(|&weekday| weekday_name(weekday) == name)
                .ok_or_else(|| Unreadable(format!("rest: `{name}` is not a weekday")))
        })
        .collect::<Result<Vec<_>, _>>()?;
    RestDays::of(weekdays).ok_or_else(|| Unreadable("rest: all seven days".to_owned()))
}

/// Whether this is a time with an offset as RFC 3339 has it, `2026-03-04T12:30:05+01:00`.
fn is_rfc_3339(text: &str) -> bool {
    let Some((date, rest)) = text.split_at_checked(10) else {
        return false;
    };
    let &[
        b'T' | b't' | b' ',
        h1,
        h2,
        b':',
        m1,
        m2,
        b':',
        s1,
        s2,
        ref rest @ ..,
    ] = rest.as_bytes()
    else {
        return false;
    };
    let offset = match rest {
        [b'.', fraction @ ..] => {
            let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit());
            match digits.count() {
                0 => return false,
                digits => fraction.get(digits..).unwrap_or_default(),
            }
        }
        offset => offset,
    };
    let offset_fits = match offset {
        [b'Z' | b'z'] => true,
        &[b'+' | b'-', h1, h2, b':', m1, m2] => below(24, h1, h2) && below(60, m1, m2),
        _ => false,
    };
    // A leap second is written 60.
    offset_fits
        && below(24, h1, h2)
        && below(60, m1, m2)
        && below(61, s1, s2)
        && Day::from_iso(date).is_some()
}

fn below(limit: u32, tens: u8, ones: u8) -> bool {
    let digit = |byte: u8| (byte as char).to_digit(10);
    matches!((digit(tens), digit(ones)), (Some(tens), Some(ones)) if tens * 10 + ones < limit)
}

/// The line of an event, without its newline: the keys in the order of the format, those
/// without a value left out.
///
/// # Errors
/// If the event has no JSON form, which none of ours lacks.
pub fn write(event: &Event<'_>) -> serde_json::Result<String> {
    json::to_line(&Wire(event), Escapes::Controls)
}

/// An event as the log has it.
struct Wire<'a>(&'a Event<'a>);

impl Serialize for Wire<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Event {
            id,
            at,
            batch,
            what,
        } = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("v", &1)?;
        map.serialize_entry("id", &id.to_string())?;
        map.serialize_entry("at", at)?;
        map.serialize_entry("kind", what.kind().name())?;
        some(&mut map, "batch", batch.as_ref().map(Id::to_string))?;
        match what {
            What::Ask(asked) => write_asked(&mut map, asked)?,
            What::Answer(answered) => {
                map.serialize_entry("ask", &answered.ask.to_string())?;
                map.serialize_entry("outcome", answered.outcome.name())?;
                map.serialize_entry("on", &answered.on.to_string())?;
                some(&mut map, "note", answered.note.as_ref())?;
                some(&mut map, "sting", answered.sting.map(Rating::get))?;
            }
            What::Edit(edited) => {
                map.serialize_entry("ask", &edited.ask.to_string())?;
                map.serialize_entry("set", &WireChanges(&edited.set))?;
            }
            What::Remove { ask } => map.serialize_entry("ask", &ask.to_string())?,
            What::Goal(goal) => write_goal(&mut map, goal)?,
            What::Undo { of } | What::Redo { of } => {
                let ids: Vec<String> = of.iter().map(Id::to_string).collect();
                map.serialize_entry("of", &ids)?;
            }
            What::Purge { ask, number } => {
                map.serialize_entry("ask", &ask.to_string())?;
                map.serialize_entry("n", number)?;
            }
        }
        map.end()
    }
}

fn some<M: SerializeMap>(
    map: &mut M,
    name: &str,
    value: Option<impl Serialize>,
) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| map.serialize_entry(name, &value))
}

fn write_asked<M: SerializeMap>(map: &mut M, asked: &Asked<'_>) -> Result<(), M::Error> {
    let answer = asked.outcome.is_answered().then(|| asked.outcome.name());
    let tags = (!asked.tags.is_empty()).then_some(&asked.tags);
    map.serialize_entry("n", &asked.number)?;
    map.serialize_entry("text", &asked.text)?;
    map.serialize_entry("on", &asked.on.to_string())?;
    some(map, "to", asked.to.as_ref())?;
    some(map, "tags", tags)?;
    some(map, "note", asked.note.as_ref())?;
    some(map, "fear", asked.fear.map(Rating::get))?;
    some(map, "odds", asked.odds.map(Odds::percent))?;
    some(map, "outcome", answer)?;
    some(map, "answered", asked.answered.map(|day| day.to_string()))?;
    some(map, "sting", asked.sting.map(Rating::get))
}

fn write_goal<M: SerializeMap>(map: &mut M, goal: &GoalSet) -> Result<(), M::Error> {
    let rest: Vec<&str> = goal.rest.weekdays().map(weekday_name).collect();
    map.serialize_entry("target", &goal.target.map(Target::get))?;
    map.serialize_entry("counts", goal.counts.name())?;
    map.serialize_entry("from", &goal.span.from.to_string())?;
    map.serialize_entry("to", &goal.span.to.to_string())?;
    some(map, "rest", (!rest.is_empty()).then_some(rest))
}

/// The changed fields of an edit; what is cleared is `null`.
struct WireChanges<'a>(&'a Changes<'a>);

impl Serialize for WireChanges<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let set = self.0;
        let outcome = set
            .outcome
            .map(|outcome| outcome.is_answered().then(|| outcome.name()));
        let answered = set.answered.map(|day| day.map(|day| day.to_string()));
        let mut map = serializer.serialize_map(None)?;
        some(&mut map, "text", set.text.as_ref())?;
        some(&mut map, "on", set.on.map(|day| day.to_string()))?;
        some(&mut map, "to", set.to.as_ref())?;
        some(&mut map, "tags", set.tags.as_ref())?;
        some(&mut map, "note", set.note.as_ref())?;
        some(&mut map, "fear", set.fear.map(|fear| fear.map(Rating::get)))?;
        some(
            &mut map,
            "odds",
            set.odds.map(|odds| odds.map(Odds::percent)),
        )?;
        some(
            &mut map,
            "sting",
            set.sting.map(|sting| sting.map(Rating::get)),
        )?;
        some(&mut map, "outcome", outcome)?;
        some(&mut map, "answered", answered)?;
        map.end()
    }
}

#[cfg(test)]
mod tests;
