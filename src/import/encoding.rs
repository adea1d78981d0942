//! Which encoding a text is in. `import` and `log -` both ask here.

/// What the bytes of a text are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, the one that is read.
    Utf8,
    /// UTF-16, with or without a byte order mark.
    Utf16(ByteOrder),
    /// UTF-32, with or without a byte order mark.
    Utf32(ByteOrder),
    /// It holds NUL characters and is no text in another encoding.
    Nuls,
    /// None of these: probably Windows-1252 or Latin-1.
    Other,
}

/// Which byte of a unit comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    /// The low one.
    Little,
    /// The high one.
    Big,
}

impl Encoding {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16(_) => "UTF-16",
            Self::Utf32(_) => "UTF-32",
            Self::Nuls => "a binary format",
            Self::Other => "another encoding than UTF-8",
        }
    }

    /// The shell command that turns a file of this encoding into UTF-8; none for UTF-8. A byte
    /// order mark may be left over, which a reader of UTF-8 takes off.
    pub fn to_utf8(self, file: &str) -> Option<String> {
        let from = match self {
            Self::Utf8 => return None,
            Self::Nuls => return Some(format!("tr -d '\\000' < {file}")),
            Self::Utf16(ByteOrder::Little) => "utf-16le",
            Self::Utf16(ByteOrder::Big) => "utf-16be",
            Self::Utf32(ByteOrder::Little) => "utf-32le",
            Self::Utf32(ByteOrder::Big) => "utf-32be",
            Self::Other => "windows-1252",
        };
        Some(format!("iconv -f {from} -t utf-8 {file}"))
    }
}

/// The encoding of a text. A text without a NUL and without a mark is UTF-8 or [`Encoding::Other`].
pub fn detect(bytes: &[u8]) -> Encoding {
    use ByteOrder::{Big, Little};
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => return Encoding::Utf32(Little),
        [0, 0, 0xfe, 0xff, ..] => return Encoding::Utf32(Big),
        [0xff, 0xfe, ..] => return Encoding::Utf16(Little),
        [0xfe, 0xff, ..] => return Encoding::Utf16(Big),
        _ => {}
    }
    let utf8 = std::str::from_utf8(bytes);
    if memchr::memchr(0, bytes).is_none() {
        return if utf8.is_ok() {
            Encoding::Utf8
        } else {
            Encoding::Other
        };
    }
    for order in [Little, Big] {
        if is_utf32(bytes, order) {
            return Encoding::Utf32(order);
        }
    }
    let [little, big] = [Little, Big].map(|order| Units::count(bytes, order));
    let (units, order) = if little.ascii >= big.ascii {
        (little, Little)
    } else {
        (big, Big)
    };
    // A text in one alphabet has nearly all its units in one or two blocks. Bytes of UTF-8 that are
    // read as units do not.
    let is_even = utf8.is_err() || units.same_block * 4 >= units.all * 3;
    if units.is_text && units.ascii > 0 && is_even {
        Encoding::Utf16(order)
    } else {
        Encoding::Nuls
    }
}

/// The text of UTF-8 bytes without its byte order mark.
///
/// # Errors
/// The encoding that the bytes are in instead.
pub fn utf8(bytes: &[u8]) -> Result<&str, Encoding> {
    match (detect(bytes), std::str::from_utf8(bytes)) {
        (Encoding::Utf8, Ok(text)) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        (Encoding::Utf8, Err(_)) => Err(Encoding::Other),
        (other, _) => Err(other),
    }
}

/// The number of a line that shows why the bytes are not UTF-8 text, from 1.
pub fn line_of_fault(bytes: &[u8]) -> u64 {
    let at = match std::str::from_utf8(bytes) {
        Ok(_) => memchr::memchr(0, bytes).unwrap_or(0),
        Err(error) => error.valid_up_to(),
    };
    let before = bytes.get(..at).unwrap_or_default();
    1 + memchr::memchr_iter(b'\n', before).count() as u64
}

fn is_utf32(bytes: &[u8], order: ByteOrder) -> bool {
    let (units, rest) = bytes.as_chunks::<4>();
    rest.is_empty()
        && !units.is_empty()
        && units.iter().all(|&unit| {
            let unit = match order {
                ByteOrder::Little => u32::from_le_bytes(unit),
                ByteOrder::Big => u32::from_be_bytes(unit),
            };
            // Characters of text are in the first four planes; two units of UTF-16 that begin with
            // ASCII read as one beyond these.
            unit < 0x4_0000 && char::from_u32(unit).is_some_and(is_of_text)
        })
}

fn is_of_text(char: char) -> bool {
    !char.is_control() || matches!(char, '\t' | '\n' | '\r' | '\u{85}')
}

/// What the bytes are as units of UTF-16.
struct Units {
    all: usize,
    ascii: usize,
    /// Those of ASCII and of the block that most others are in.
    same_block: usize,
    is_text: bool,
}

impl Units {
    fn count(bytes: &[u8], order: ByteOrder) -> Self {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units = pairs.iter().map(|&pair| match order {
            ByteOrder::Little => u16::from_le_bytes(pair),
            ByteOrder::Big => u16::from_be_bytes(pair),
        });
        let mut blocks = [0_usize; 256];
        let (mut ascii, mut latin1) = (0, 0);
        for unit in units.clone() {
            let [block, low] = unit.to_be_bytes();
            match (block, low) {
                (0, 0..0x80) => ascii += 1,
                (0, _) => latin1 += 1,
                _ => {
                    if let Some(count) = blocks.get_mut(usize::from(block)) {
                        *count += 1;
                    }
                }
            }
        }
        Self {
            all: pairs.len(),
            ascii,
            same_block: ascii + latin1 + blocks.into_iter().max().unwrap_or(0),
            is_text: rest.is_empty()
                && char::decode_utf16(units).all(|char| char.is_ok_and(is_of_text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn utf16(text: &str, order: ByteOrder) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| match order {
                ByteOrder::Little => unit.to_le_bytes(),
                ByteOrder::Big => unit.to_be_bytes(),
            })
            .collect()
    }

    fn utf32(text: &str, order: ByteOrder) -> Vec<u8> {
        text.chars()
            .flat_map(|char| match order {
                ByteOrder::Little => u32::from(char).to_le_bytes(),
                ByteOrder::Big => u32::from(char).to_be_bytes(),
            })
            .collect()
    }

    const TEXTS: [&str; 5] = [
        "asked for a raise\nasked for a seat\n",
        "попросил скидку\nещё одну\n",
        "छूट मांगी\nसीट मांगी\n",
        "割引を頼んだ\n席を頼んだ\n",
        "a café\n",
    ];

    #[test]
    fn utf16_and_utf32_are_known_with_and_without_their_mark_in_both_orders() {
        for text in TEXTS {
            for order in [ByteOrder::Little, ByteOrder::Big] {
                for text in [text.to_owned(), format!("\u{feff}{text}")] {
                    let (two, four) = (utf16(&text, order), utf32(&text, order));
                    assert_eq!(detect(&two), Encoding::Utf16(order), "{text} {order:?}");
                    assert_eq!(detect(&four), Encoding::Utf32(order), "{text} {order:?}");
                    assert_eq!(utf8(&two), Err(Encoding::Utf16(order)));
                }
            }
        }
    }

    #[test]
    fn a_nul_in_a_utf8_text_does_not_make_it_utf16() {
        for bytes in [
            &b"asked for a raise\0\nasked for a seat\n"[..],
            b"a raise\0a seat\0another\0",
            b"a\0",
            b"\0\0\0\0",
            b"asked\0for",
        ] {
            let found = detect(bytes);
            // Two bytes are one letter of UTF-16 as well as they are a letter and a NUL.
            let expected = if bytes == b"a\0" {
                Encoding::Utf16(ByteOrder::Little)
            } else {
                Encoding::Nuls
            };
            assert_eq!(found, expected, "{bytes:?}");
        }
    }

    #[test]
    fn the_mark_of_utf8_goes_and_latin1_is_another_encoding() {
        assert_eq!(utf8("\u{feff}caf\u{e9}".as_bytes()), Ok("caf\u{e9}"));
        assert_eq!(utf8(b"caf\xe9"), Err(Encoding::Other));
        assert_eq!(line_of_fault(b"a\nb\nc\xe9"), 3);
        assert_eq!(line_of_fault(b"a\nb\0\n"), 2);
    }

    proptest! {
        #[test]
        fn a_text_without_nuls_in_utf8_is_utf8(text in "[^\0]*") {
            prop_assert_eq!(detect(text.as_bytes()), Encoding::Utf8);
        }

        #[test]
        fn ascii_in_utf16_is_known(text in "[ -~\n]{1,40}") {
            for order in [ByteOrder::Little, ByteOrder::Big] {
                let found = detect(&utf16(&text, order));
                prop_assert_eq!(found, Encoding::Utf16(order));
            }
        }
    }
}
