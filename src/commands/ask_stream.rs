//! Many asks as bytes, written while they are read: memory does not grow with their number.

use std::borrow::Borrow;

use crate::domain::ask::Ask;
use crate::domain::ledger::{Ledger, Record};
use crate::export::csv::{self, Delimiter, ExportColumns};
use crate::journal::parallel_texts;
use crate::journal::text_loader::TextLoader;
use crate::render::json::{self, AskJson, LIST_TAIL};
use crate::system::output::Sink;

/// The form of the bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum AskFormat {
    /// CSV with a header.
    Csv(ExportColumns, Delimiter),
    /// A line of JSON each.
    Jsonl,
    /// The answer of `list`.
    List,
}

impl AskFormat {
    fn head(self, count: usize) -> anyhow::Result<Vec<u8>> {
        Ok(match self {
            Self::Csv(cells, delimiter) => csv::header(cells, delimiter)?,
            Self::Jsonl => Vec::new(),
            Self::List => json::list_head(count).into_bytes(),
        })
    }

    fn encode(self, asks: &[Ask]) -> anyhow::Result<Vec<u8>> {
        match self {
            Self::Csv(cells, delimiter) => Ok(csv::rows(asks, cells, delimiter)?),
            Self::Jsonl => {
                let lines = asks.iter().map(|ask| json::line(&AskJson::new(ask)));
                Ok(lines.collect::<anyhow::Result<String>>()?.into_bytes())
            }
            Self::List => Ok(json::list_asks(asks)?.into_bytes()),
        }
    }

    fn tail(self) -> &'static [u8] {
        match self {
            Self::Csv(..) | Self::Jsonl => b"",
            Self::List => LIST_TAIL.as_bytes(),
        }
    }
}

/// Writes the asks of these records in their order.
///
/// # Errors
/// If a log cannot be read again, and those of `sink`.
pub(crate) fn write<R: Borrow<Record> + Sync>(
    format: AskFormat,
    ledger: &Ledger,
    words: &mut TextLoader,
    records: &[R],
    sink: Sink<'_>,
) -> anyhow::Result<()> {
    sink(&format.head(records.len())?)?;
    let encode = |records: &[R], words: &mut TextLoader| {
        let asks = records
            .iter()
            .map(|record| words.ask(ledger, record.borrow()));
        format.encode(&asks.collect::<anyhow::Result<Vec<_>>>()?)
    };
    let mut is_first = true;
    parallel_texts::in_order(records, words, encode, |bytes| {
        let skipped = usize::from(is_first && matches!(format, AskFormat::List));
        is_first = false;
        sink(bytes.get(skipped..).unwrap_or_default())
    })?;
    sink(format.tail())
}
