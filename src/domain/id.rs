//! Ids: the device an event was written on, and the sequence that it gave out.

use std::borrow::Cow;
use std::fmt;

/// Sequences and numbers stay below this, so that every JSON reader has them exactly.
pub const NUMBER_LIMIT: u64 = 1 << 53;

/// The id of an event, `<device>-<seq>`: no two events share it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Id<'a> {
    /// The device that wrote it, `[a-z0-9]{1,32}`.
    pub device: Cow<'a, str>,
    /// The Lamport sequence that the device gave it.
    pub seq: u64,
}

impl<'a> Id<'a> {
    /// The id of a device and a sequence.
    pub fn new(device: impl Into<Cow<'a, str>>, seq: u64) -> Self {
        Self {
            device: device.into(),
            seq,
        }
    }

    /// The id written exactly as `<device>-<seq>`; none for anything else.
    pub fn parse(text: &'a str) -> Option<Self> {
        let end = text.bytes().position(|byte| !is_of_a_device(byte))?;
        let (device, seq) = text.split_at_checked(end)?;
        let seq = sequence(seq.strip_prefix('-')?)?;
        has_length_of_a_device(device).then(|| Self::new(device, seq))
    }

    /// The same id, owning its name.
    pub fn into_owned(self) -> Id<'static> {
        Id {
            device: Cow::Owned(self.device.into_owned()),
            seq: self.seq,
        }
    }
}

impl fmt::Display for Id<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.device, self.seq)
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
