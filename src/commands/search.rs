//! Words that are looked for in asks: in the text, in who was asked, in the tags and in the note.

use crate::domain::filter::SearchWords;
use crate::domain::ledger::{Ledger, Record};
use crate::journal::parallel_texts;
use crate::journal::text_loader::{AskTexts, TextLoader};

/// The words of a text, each looked for by itself.
pub(crate) fn sought_in(text: &str) -> Vec<SearchWords> {
    text.split_whitespace().map(SearchWords::new).collect()
}

/// Whether an ask has every one of these.
pub(crate) fn has_all(
    sought: &[SearchWords],
    ledger: &Ledger,
    row: &Record,
    said: &AskTexts<'_>,
) -> bool {
    let to = row.to.map(|to| ledger.people.name(to));
    sought.iter().all(|word| {
        word.is_in(&said.text)
            || to.is_some_and(|to| word.is_in(to))
            || said.note.as_ref().is_some_and(|note| word.is_in(note))
            || ledger.tags.names(row.tags).any(|tag| word.is_in(tag))
    })
}

/// The asks among these that have every one of the words.
///
/// # Errors
/// If a log cannot be read again.
pub(crate) fn found<'a>(
    rows: Vec<&'a Record>,
    sought: &[SearchWords],
    ledger: &Ledger,
    words: &mut TextLoader,
) -> anyhow::Result<Vec<&'a Record>> {
    if sought.is_empty() {
        return Ok(rows);
    }
    let mut found = Vec::new();
    let having = |rows: &[&'a Record], words: &mut TextLoader| {
        let mut having = Vec::new();
        for row in rows {
            if has_all(sought, ledger, row, &words.said(ledger, row)?) {
                having.push(*row);
            }
        }
        Ok(having)
    };
    parallel_texts::in_order(&rows, words, having, |having| {
        found.extend(having);
        Ok(())
    })?;
    Ok(found)
}
