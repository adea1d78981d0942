//! Keeps a spreadsheet from running a cell as a formula, and takes the guard off again.
//!
//! The guard is an apostrophe before a cell that would be run. So that taking it off gives back
//! exactly what was there, a cell that has the look of a guarded one gets one more: the rule is
//! asked of what follows all leading apostrophes. `=1+1` becomes `'=1+1`, `'=1+1` becomes
//! `''=1+1`, and `'tis` stays as it is, in both directions.

use std::borrow::Cow;

/// The cell as it is safe in a spreadsheet.
pub fn guarded(cell: &str) -> Cow<'_, str> {
    if would_run(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The cell without the guard that [`guarded`] gave it, if it has one.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|bare| would_run(bare))
        .unwrap_or(cell)
}

/// Whether a spreadsheet would run it, once all apostrophes before it were gone.
///
/// The full-width signs are run by spreadsheets that are set to Japanese.
fn would_run(cell: &str) -> bool {
    cell.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_would_run_is_guarded_and_nothing_else() {
        for (cell, safe) in [
            ("=1+1", "'=1+1"),
            ("+49 170", "'+49 170"),
            ("-5 %", "'-5 %"),
            ("@home", "'@home"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("'=1+1", "''=1+1"),
            ("''=1+1", "'''=1+1"),
            ("'tis", "'tis"),
            ("'", "'"),
            ("''", "''"),
            ("", ""),
            ("a=1", "a=1"),
            ("ask", "ask"),
        ] {
            assert_eq!(guarded(cell), safe);
            assert_eq!(unguarded(safe), cell);
        }
    }

    proptest! {
        #[test]
        fn taking_the_guard_off_gives_back_every_cell(cell in "['=+@\t\r\n\"a-]{0,6}|\\PC*") {
            let safe = guarded(&cell);
            prop_assert!(!safe.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert_eq!(unguarded(&safe), cell.as_str());
        }
    }
}
