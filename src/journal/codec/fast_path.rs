//! The quick way to read a line: the fields of asks and answers as they are lexed, and not a word
//! about what is wrong with them.
//!
//! Nearly all lines of a log are asks and answers, and a long log is read at every start. Whatever
//! else there is (another kind, a field that is not known, a value of another type, anything that
//! is no JSON) is left to the careful way, which has the last word on every line that this one does
//! not take. Of a line that it takes, both say the same: a test asks both.

use std::borrow::Cow;

use hifijson::str::LexAlloc as _;
use hifijson::token::Lex as _;
use hifijson::{Expect, SliceLexer, Write as _};

use super::fields::{Fields, WireField};
use super::values;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::outcome::Outcome;
use crate::domain::source::Source;
use crate::domain::tags::Tags;
use crate::journal::event::KindName;

/// As many digits as any number here has; those that have more are left to the careful way.
const MOST_DIGITS: usize = 16;

/// That a line is left to the careful way.
pub(super) struct NotFast;

impl From<Expect> for NotFast {
    fn from(_: Expect) -> Self {
        Self
    }
}

/// The text that is being lexed.
struct FastLine<'a> {
    text: &'a str,
}

/// How much of a line is lexed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of it.
    Whole,
    /// It up to the text of the ask, and what comes behind is not looked at.
    UpToText,
}

impl<'a> Fields<'a> {
    /// Fills in the fields of a line, if it has none but those of asks and answers.
    ///
    /// # Errors
    /// If it is left to the careful way.
    pub(super) fn fill_quickly(&mut self, text: &'a str, extent: Extent) -> Result<(), NotFast> {
        let is_control = |byte| byte < b' ';
        // In a string these are none, and between fields nos writes none.
        if text.bytes().fold(false, |any, byte| any | is_control(byte)) {
            return Err(NotFast);
        }
        let line = FastLine { text };
        let mut lexer = SliceLexer::new(text.as_bytes());
        lexer.exactly_one(SliceLexer::ws_peek, |next, lexer| {
            begins(next, b'{')?;
            let lexer = lexer.discarded();
            lexer.seq(b'}', SliceLexer::ws_peek, |next, lexer| {
                let field = line.field(next, lexer).ok_or(NotFast)?;
                let next = lexer.ws_peek().ok_or(NotFast)?;
                if !self.seen.insert(field) {
                    return Err(NotFast);
                }
                self.take_quickly(field, &line, next, lexer)
                    .ok_or(NotFast)?;
                if extent == Extent::UpToText && matches!(field, WireField::Text) {
                    return Err(NotFast);
                }
                Ok(())
            })
        })
    }

    /// Takes the value of a field, which begins with `next`.
    fn take_quickly(
        &mut self,
        field: WireField,
        line: &FastLine<'a>,
        next: u8,
        lexer: &mut SliceLexer<'a>,
    ) -> Option<()> {
        match field {
            WireField::V => self.v = Some(values::version(number(lexer)?).ok()?),
            WireField::N => self.n = Some(values::number("", number(lexer)?).ok()?),
            WireField::Fear => self.fear = Some(values::rating("", number(lexer)?).ok()?),
            WireField::Odds => self.odds = Some(values::odds(number(lexer)?).ok()?),
            WireField::Sting => self.sting = Some(values::rating("", number(lexer)?).ok()?),
            WireField::Pull => self.pull = Some(values::rating("", number(lexer)?).ok()?),
            WireField::Tags => self.tags = Some(line.tags(next, lexer).ok()?),
            WireField::Id => {
                self.id = Some(line.id(next, lexer)?).filter(|id| id.variant.is_none());
            }
            WireField::Batch => self.batch = Some(line.id(next, lexer)?),
            WireField::Ask => self.ask = Some(line.id(next, lexer)?),
            WireField::On => self.on = Some(Day::from_iso(&line.string(next, lexer)?)?),
            WireField::Answered => self.answered = Some(Day::from_iso(&line.string(next, lexer)?)?),
            WireField::Kind => self.kind = Some(KindName::from_name(&line.string(next, lexer)?)?),
            WireField::Outcome => {
                self.outcome = Some(Outcome::from_name(&line.string(next, lexer)?)?);
            }
            WireField::At => self.at = Some(values::time(line.string(next, lexer)?).ok()?),
            WireField::Text => self.text = Some(values::text("", line.string(next, lexer)?).ok()?),
            WireField::To => self.to = Some(values::some_text("", line.string(next, lexer)?).ok()?),
            WireField::Note => self.note = Some(line.string(next, lexer)?),
            WireField::Plan => self.plan = Some(line.id(next, lexer)?),
            WireField::Src => self.src = Some(Source::parse(&line.string(next, lexer)?)?),
            WireField::Set
            | WireField::Target
            | WireField::Counts
            | WireField::From
            | WireField::Rest
            | WireField::Of
            | WireField::P
            | WireField::By
            | WireField::Step
            | WireField::Due
            | WireField::Off => {
                return None;
            }
        }
        Some(())
    }
}

/// The id and the text of an ask whose line begins as nos writes it; none for any other line.
pub(super) fn ask_text(text: &str) -> Option<(Id<'_>, Cow<'_, str>)> {
    let mut fields = Fields::default();
    // That it ends early is an error to the lexer alone.
    let _ = fields.fill_quickly(text, Extent::UpToText);
    fields.kind.filter(|&kind| kind == KindName::Ask)?;
    Some((fields.id?, fields.text?))
}

impl<'a> FastLine<'a> {
    fn field(&self, next: u8, lexer: &mut SliceLexer<'a>) -> Option<WireField> {
        if let Some((field, rest)) = field_as_written(lexer.as_slice()) {
            *lexer = SliceLexer::new(rest);
            return Some(field);
        }
        let name = self.string(next, lexer)?;
        lexer.expect(SliceLexer::ws_peek, b':')?;
        WireField::new(&name)
    }

    fn string(&self, next: u8, lexer: &mut SliceLexer<'a>) -> Option<Cow<'a, str>> {
        begins(next, b'"').ok()?;
        let rest = lexer.discarded().as_slice();
        let end = memchr::memchr2(b'"', b'\\', rest)?;
        if rest.get(end) == Some(&b'"') {
            *lexer = SliceLexer::new(rest.get(end + 1..)?);
            let from = self.text.len() - rest.len();
            return self.text.get(from..from + end).map(Cow::Borrowed);
        }
        lexer.str_string().ok()
    }

    fn id(&self, next: u8, lexer: &mut SliceLexer<'a>) -> Option<Id<'a>> {
        match self.string(next, lexer)? {
            Cow::Borrowed(id) => Id::parse(id),
            Cow::Owned(_) => None,
        }
    }

    fn tags(&self, next: u8, lexer: &mut SliceLexer<'a>) -> Result<Tags<'a>, NotFast> {
        begins(next, b'[')?;
        // Most asks have one tag, which stays where it is in the line.
        let mut tags = Tags::default();
        let mut others = Vec::new();
        let lexer = lexer.discarded();
        lexer.seq(b']', SliceLexer::ws_peek, |next, lexer| {
            let tag = self.string(next, lexer).ok_or(NotFast)?;
            let tag = Tags::one(tag).map_err(|_| NotFast)?;
            if tags.is_empty() {
                tags = tag;
            } else {
                others.push(tag);
            }
            Ok::<(), NotFast>(())
        })?;
        if !others.is_empty() {
            others.push(tags);
            tags = Tags::new(&others);
        }
        Ok(tags)
    }
}

/// The field that a text begins with, if it has its name and the colon as nos writes them, and
/// what follows.
fn field_as_written(text: &[u8]) -> Option<(WireField, &[u8])> {
    let is = |name: &[u8], field| text.strip_prefix(name).map(|rest| (field, rest));
    match text.get(1)? {
        b'v' => is(br#""v":"#, WireField::V),
        b'i' => is(br#""id":"#, WireField::Id),
        b'k' => is(br#""kind":"#, WireField::Kind),
        b'a' => is(br#""at":"#, WireField::At)
            .or_else(|| is(br#""ask":"#, WireField::Ask))
            .or_else(|| is(br#""answered":"#, WireField::Answered)),
        b'n' => is(br#""n":"#, WireField::N).or_else(|| is(br#""note":"#, WireField::Note)),
        b't' => is(br#""text":"#, WireField::Text)
            .or_else(|| is(br#""to":"#, WireField::To))
            .or_else(|| is(br#""tags":"#, WireField::Tags)),
        b'o' => is(br#""on":"#, WireField::On)
            .or_else(|| is(br#""outcome":"#, WireField::Outcome))
            .or_else(|| is(br#""odds":"#, WireField::Odds)),
        b'f' => is(br#""fear":"#, WireField::Fear),
        b's' => is(br#""sting":"#, WireField::Sting).or_else(|| is(br#""src":"#, WireField::Src)),
        b'p' => is(br#""pull":"#, WireField::Pull).or_else(|| is(br#""plan":"#, WireField::Plan)),
        b'b' => is(br#""batch":"#, WireField::Batch),
        _ => None,
    }
}

fn begins(next: u8, with: u8) -> Result<(), NotFast> {
    if next == with { Ok(()) } else { Err(NotFast) }
}

/// A whole number that is not negative.
fn number(lexer: &mut SliceLexer<'_>) -> Option<u64> {
    let mut digits = <&[u8]>::default();
    lexer.write_until(&mut digits, |byte| !byte.is_ascii_digit());
    if let [] | [b'0', _, ..] = digits {
        return None;
    }
    let number = |number, digit: &u8| number * 10 + u64::from(digit - b'0');
    (digits.len() <= MOST_DIGITS).then(|| digits.iter().fold(0, number))
}
