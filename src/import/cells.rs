//! What a cell says behind what a spreadsheet or a person wrote into it: the label of a link, or
//! nothing at all.

/// Whether a cell means nothing: a dash, `N/A`.
pub fn is_nothing(text: &str) -> bool {
    matches!(text, "?" | "??" | "???" | "." | "…" | "...")
        || text
            .chars()
            .all(|char| matches!(char, '-' | '–' | '—' | '−' | '_'))
        || ["n/a", "na", "n.a.", "n.a", "#n/a", "nil", "null"]
            .into_iter()
            .any(|nothing| text.eq_ignore_ascii_case(nothing))
}

/// Whether a cell means nothing where a day, a number, an outcome or a person is expected.
pub fn is_no_value(text: &str) -> bool {
    is_nothing(text)
        || [
            "none",
            "unknown",
            "not known",
            "undefined",
            "nan",
            "not applicable",
            "(blank)",
            "blank",
        ]
        .into_iter()
        .any(|nothing| text.eq_ignore_ascii_case(nothing))
}

/// Whether a cell is what a spreadsheet shows in place of a value that it could not compute.
pub fn is_error(text: &str) -> bool {
    [
        "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#ERROR!",
    ]
    .contains(&text)
}

/// The label of a link, if that is what the whole cell is: `=HYPERLINK("https://…","Baker")`,
/// `[Baker](https://…)`. A link without one is its address.
pub fn link_label(text: &str) -> Option<String> {
    markdown_link(text)
        .map(ToOwned::to_owned)
        .or_else(|| hyperlink(text))
}

fn markdown_link(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('[')?.strip_suffix(')')?;
    let (label, address) = inside.split_once("](")?;
    if label.contains('[') || address.contains(['(', ')', ' ']) || address.is_empty() {
        return None;
    }
    Some(if label.trim().is_empty() {
        address
    } else {
        label.trim()
    })
}

fn hyperlink(text: &str) -> Option<String> {
    let rest = text.strip_prefix('=')?.trim_start();
    let (name, rest) = rest.split_at_checked(9)?;
    if !name.eq_ignore_ascii_case("hyperlink") {
        return None;
    }
    let rest = rest.trim().strip_prefix('(')?.strip_suffix(')')?;
    let (address, rest) = quoted(rest)?;
    let rest = rest.trim_start();
    if rest.is_empty() {
        return Some(address);
    }
    let (label, rest) = quoted(rest.strip_prefix([',', ';'])?)?;
    let label = label.trim();
    rest.trim().is_empty().then(|| {
        if label.is_empty() {
            address
        } else {
            label.to_owned()
        }
    })
}

/// A quoted text at the beginning, in which a quote is written twice, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.trim_start().strip_prefix('"')?;
    let mut value = String::new();
    loop {
        let (before, after) = rest.split_once('"')?;
        value.push_str(before);
        match after.strip_prefix('"') {
            Some(further) => {
                value.push('"');
                rest = further;
            }
            None => return Some((value, after)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_its_label() {
        for (cell, label) in [
            ("=HYPERLINK(\"https://example.com/1\",\"Baker\")", "Baker"),
            (
                "=hyperlink( \"https://example.com/1\" ; \"Baker\" )",
                "Baker",
            ),
            (
                "=HYPERLINK(\"https://example.com/1\")",
                "https://example.com/1",
            ),
            (
                "=HYPERLINK(\"https://example.com\",\"say \"\"no\"\"\")",
                "say \"no\"",
            ),
            ("[Miller](https://example.com/2)", "Miller"),
            ("[](https://example.com/2)", "https://example.com/2"),
        ] {
            assert_eq!(link_label(cell).as_deref(), Some(label), "{cell}");
        }
        for cell in [
            "=1+1",
            "[a](b) and more",
            "[a] (b)",
            "Baker",
            "=HYPERLINK(A1,\"x\")",
        ] {
            assert_eq!(link_label(cell), None, "{cell}");
        }
    }

    #[test]
    fn dashes_and_not_applicable_are_nothing() {
        for cell in ["-", "—", "--", "N/A", "n/a", "#N/A"] {
            assert!(is_nothing(cell), "{cell}");
        }
        assert!(is_no_value("None"));
        for cell in ["a-b", "no", "Nan's shop", "nah"] {
            assert!(!is_nothing(cell), "{cell}");
        }
    }
}
