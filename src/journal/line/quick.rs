//! The quick way to read a line: the fields of asks and answers as they are lexed, and not a word
//! about what is wrong with them.
//!
//! Nearly all lines of a log are asks and answers, and a long log is read at every start. Whatever
//! else there is (another kind, a field that is not known, a value of another type, anything that
//! is no JSON) is left to the careful way, which has the last word on every line that this one does
//! not take. Of a line that it takes, both say the same: a test asks both.

use std::borrow::Cow;

use hifijson::num::LexWrite as _;
use hifijson::str::LexAlloc as _;
use hifijson::token::Lex as _;
use hifijson::{Expect, Read as _, SliceLexer, Write as _};

use super::fields::{Field, Fields};
use super::values;
use crate::domain::day::Day;
use crate::domain::id::Id;
use crate::domain::outcome::Outcome;
use crate::domain::tags::Tags;
use crate::journal::event::Kind;

/// As many digits as any number here has; those that have more are left to the careful way.
const MOST_DIGITS: usize = 16;

/// That a line is left to the careful way.
pub(super) struct Careful;

impl From<Expect> for Careful {
    fn from(_: Expect) -> Self {
        Self
    }
}

/// The text that is being lexed.
struct Line<'a> {
    text: &'a str,
}

impl<'a> Fields<'a> {
    /// Fills in the fields of a line, if it has none but those of asks and answers.
    ///
    /// # Errors
    /// If it is left to the careful way.
    pub(super) fn fill_quickly(&mut self, text: &'a str) -> Result<(), Careful> {
        let line = Line { text };
        let mut lexer = SliceLexer::new(text.as_bytes());
        lexer.exactly_one(SliceLexer::ws_peek, |next, lexer| {
            begins(next, b'{')?;
            let lexer = lexer.discarded();
            lexer.seq(b'}', SliceLexer::ws_peek, |next, lexer| {
                let name = line.string(next, lexer).ok_or(Careful)?;
                let colon = lexer.expect(SliceLexer::ws_peek, b':');
                colon.ok_or(Careful)?;
                let next = lexer.ws_peek().ok_or(Careful)?;
                let field = Field::of(&name).ok_or(Careful)?;
                if !self.seen.insert(field) {
                    return Err(Careful);
                }
                self.take_quickly(field, &line, next, lexer).ok_or(Careful)
            })
        })
    }

    /// Takes the value of a field, which begins with `next`.
    fn take_quickly(
        &mut self,
        field: Field,
        line: &Line<'a>,
        next: u8,
        lexer: &mut SliceLexer<'a>,
    ) -> Option<()> {
        match field {
            Field::V => self.v = Some(values::version(number(next, lexer)?).ok()?),
            Field::N => self.n = Some(values::number(number(next, lexer)?).ok()?),
            Field::Fear => self.fear = Some(values::rating("", number(next, lexer)?).ok()?),
            Field::Odds => self.odds = Some(values::odds(number(next, lexer)?).ok()?),
            Field::Sting => self.sting = Some(values::rating("", number(next, lexer)?).ok()?),
            Field::Tags => self.tags = Some(line.tags(next, lexer).ok()?),
            Field::Id => self.id = Some(line.id(next, lexer)?),
            Field::Batch => self.batch = Some(line.id(next, lexer)?),
            Field::Ask => self.ask = Some(line.id(next, lexer)?),
            Field::On => self.on = Some(Day::from_iso(&line.string(next, lexer)?)?),
            Field::Answered => self.answered = Some(Day::from_iso(&line.string(next, lexer)?)?),
            Field::Kind => self.kind = Some(Kind::from_name(&line.string(next, lexer)?)?),
            Field::Outcome => self.outcome = Some(Outcome::from_name(&line.string(next, lexer)?)?),
            Field::At => self.at = Some(values::time(line.string(next, lexer)?).ok()?),
            Field::Text => self.text = Some(values::text("", line.string(next, lexer)?).ok()?),
            Field::To => self.to = Some(values::some_text("", line.string(next, lexer)?).ok()?),
            Field::Note => self.note = Some(line.string(next, lexer)?),
            Field::Set | Field::Target | Field::Counts | Field::From | Field::Rest | Field::Of => {
                return None;
            }
        }
        Some(())
    }
}

impl<'a> Line<'a> {
    fn string(&self, next: u8, lexer: &mut SliceLexer<'a>) -> Option<Cow<'a, str>> {
        begins(next, b'"').ok()?;
        let rest = lexer.discarded().as_slice();
        let mut plain = <&[u8]>::default();
        lexer.write_until(&mut plain, |byte| matches!(byte, b'"' | b'\\' | ..=0x1f));
        if lexer.take_next()? == b'"' {
            let from = self.text.len() - rest.len();
            return self.text.get(from..from + plain.len()).map(Cow::Borrowed);
        }
        *lexer = SliceLexer::new(rest);
        lexer.str_string().ok()
    }

    fn id(&self, next: u8, lexer: &mut SliceLexer<'a>) -> Option<Id<'a>> {
        match self.string(next, lexer)? {
            Cow::Borrowed(id) => Id::parse(id),
            Cow::Owned(_) => None,
        }
    }

    fn tags(&self, next: u8, lexer: &mut SliceLexer<'a>) -> Result<Tags<'a>, Careful> {
        begins(next, b'[')?;
        // Most asks have one tag, which stays where it is in the line.
        let mut tags = Tags::default();
        let mut others = Vec::new();
        let lexer = lexer.discarded();
        lexer.seq(b']', SliceLexer::ws_peek, |next, lexer| {
            let tag = self.string(next, lexer).ok_or(Careful)?;
            let tag = Tags::one(tag).map_err(|_| Careful)?;
            if tags.is_empty() {
                tags = tag;
            } else {
                others.push(tag);
            }
            Ok::<(), Careful>(())
        })?;
        if !others.is_empty() {
            others.push(tags);
            tags = Tags::of(&others);
        }
        Ok(tags)
    }
}

fn begins(next: u8, with: u8) -> Result<(), Careful> {
    if next == with { Ok(()) } else { Err(Careful) }
}

/// A whole number that is not negative.
fn number(next: u8, lexer: &mut SliceLexer<'_>) -> Option<u64> {
    let (digits, parts) = lexer.num_bytes().validated().ok()?;
    let is_plain = next.is_ascii_digit() && parts.is_int() && digits.len() <= MOST_DIGITS;
    let number = |number, digit: &u8| number * 10 + u64::from(digit - b'0');
    is_plain.then(|| digits.iter().fold(0, number))
}
