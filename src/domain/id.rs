//! Ids: the device an event was written on, and the sequence that it gave out.

use std::borrow::Cow;
use std::fmt;

/// Sequences and numbers stay below this, so that every JSON reader has them exactly.
pub const NUMBER_LIMIT: u64 = 1 << 53;

/// The mark between an id and the variant that is meant.
pub const VARIANT_MARK: char = '~';

/// The id of an event, `<device>-<seq>`, and which variant where several lines have the id.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Id<'a> {
    /// The device that wrote it, `[a-z0-9]{1,32}`.
    pub device: Cow<'a, str>,
    /// The Lamport sequence that the device gave it.
    pub seq: u64,
    /// The variant; none for the one that has the id.
    pub variant: Option<Variant>,
}

/// One of several lines that have the same id and different content: the first 24 bits of a hash of
/// its content, written as six hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Variant(u32);

impl Variant {
    const DIGITS: usize = 6;

    /// The variant of these first bytes of a hash.
    #[must_use]
    pub fn new([first, second, third]: [u8; 3]) -> Self {
        Self(u32::from_be_bytes([0, first, second, third]))
    }

    /// The variant written as six lower-case hex digits; none for anything else.
    fn parse(text: &str) -> Option<Self> {
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let is_canonical = text.len() == Self::DIGITS && text.bytes().all(is_hex);
        let value = u32::from_str_radix(text, 16).ok()?;
        is_canonical.then_some(Self(value))
    }
}

impl fmt::Display for Variant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06x}", self.0)
    }
}

impl<'a> Id<'a> {
    /// The id of a device and a sequence.
    pub fn new(device: impl Into<Cow<'a, str>>, seq: u64) -> Self {
        Self {
            device: device.into(),
            seq,
            variant: None,
        }
    }

    /// The id written exactly as `<device>-<seq>` or `<device>-<seq>~<variant>`; none for anything
    /// else.
    pub fn parse(text: &'a str) -> Option<Self> {
        let end = text.bytes().position(|byte| !is_of_a_device(byte))?;
        let (device, rest) = text.split_at_checked(end)?;
        let rest = rest.strip_prefix('-')?;
        let (seq, variant) = if let Some(seq) = sequence(rest) {
            (seq, None)
        } else {
            let (seq, variant) = rest.split_once(VARIANT_MARK)?;
            (sequence(seq)?, Some(Variant::parse(variant)?))
        };
        has_length_of_a_device(device).then(|| Self {
            variant,
            ..Self::new(device, seq)
        })
    }

    /// The id without the variant.
    #[must_use]
    pub fn base(&self) -> Id<'_> {
        Id::new(&*self.device, self.seq)
    }

    /// Where its event is in the order.
    pub fn place(&self) -> (u64, &str, Option<Variant>) {
        (self.seq, &self.device, self.variant)
    }

    /// The same id, owning its name.
    pub fn into_owned(self) -> Id<'static> {
        Id {
            device: Cow::Owned(self.device.into_owned()),
            seq: self.seq,
            variant: self.variant,
        }
    }
}

impl fmt::Display for Id<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.device, self.seq)?;
        match self.variant {
            Some(variant) => write!(f, "{VARIANT_MARK}{variant}"),
            None => Ok(()),
        }
    }
}

/// The name if it is one that a device can have: `[a-z0-9]{1,32}`.
pub fn checked_device(name: &str) -> Option<&str> {
    (has_length_of_a_device(name) && name.bytes().all(is_of_a_device)).then_some(name)
}

fn has_length_of_a_device(name: &str) -> bool {
    (1..=32).contains(&name.len())
}

fn is_of_a_device(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

/// A sequence in canonical decimal, below 2^53, which has 16 digits.
fn sequence(text: &str) -> Option<u64> {
    let is_canonical = (1..=16).contains(&text.len()) && (text == "0" || !text.starts_with('0'));
    if !is_canonical {
        return None;
    }
    text.bytes()
        .try_fold(0, |seq, byte| {
            byte.is_ascii_digit()
                .then(|| seq * 10 + u64::from(byte - b'0'))
        })
        .filter(|&seq| seq < NUMBER_LIMIT)
}
