//! The row of a file that an import made an ask or a plan of.

use std::fmt;

/// The name of a row, by which it is known when the file is imported again: 64 bits of a hash of
/// its content, written as 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source(u64);

impl Source {
    /// The source with these bits.
    #[must_use]
    pub const fn new(bits: u64) -> Self {
        Self(bits)
    }

    /// The source that is written in exactly 16 hexadecimal digits; none in any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_written_so = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let bits = u64::from_str_radix(text, 16).ok()?;
        is_written_so.then_some(Self(bits))
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_written_in_16_digits() {
        let source = Source::parse("00f3a9b2c4d5e6f7").unwrap();
        assert_eq!(source.to_string(), "00f3a9b2c4d5e6f7");
        assert_eq!(Source::parse("00F3A9B2C4D5E6F7"), Some(source));
        for wrong in [
            "",
            "f3a9b2c4d5e6f7",
            "00f3a9b2c4d5e6f7a",
            "+0f3a9b2c4d5e6f7",
            "00f3a9b2c4d5e6fg",
        ] {
            assert_eq!(Source::parse(wrong), None, "{wrong}");
        }
    }
}
