//! What flags say of a file, each value checked.

use std::path::Path;

use super::options::Options;
use crate::cli::import_export::{DateOrder, ImportFormat};
use crate::cli::usage_error::quoted;
use crate::domain::ask::AskText;
use crate::domain::outcome::Outcome;
use crate::error::Failure;
use crate::import::date_order::Order;
use crate::import::incoming::ImportField;
use crate::import::read::Format;
use crate::import::rule::Rule;

/// What the flags say of the file.
pub(super) struct Stated {
    pub(super) rules: Vec<Rule>,
    pub(super) columns: Option<Vec<String>>,
    pub(super) text: Option<AskText>,
    pub(super) outcome: Option<Outcome>,
    pub(super) year: Option<i32>,
    pub(super) order: Option<Order>,
}

/// The format that was named.
pub(super) fn meant(format: ImportFormat) -> Format {
    match format {
        ImportFormat::Csv => Format::Csv,
        ImportFormat::Json => Format::Json,
        ImportFormat::Jsonl => Format::Jsonl,
        ImportFormat::Xlsx => Format::Xlsx,
        ImportFormat::Ods => Format::Ods,
        ImportFormat::Markdown => Format::Markdown,
        ImportFormat::Text => Format::Text,
        ImportFormat::Nos => Format::Nos,
    }
}

/// The order that the settings name.
pub(super) fn order_meant(order: DateOrder) -> Order {
    match order {
        DateOrder::Dmy => Order::Dmy,
        DateOrder::Mdy => Order::Mdy,
        DateOrder::Ymd => Order::Ymd,
    }
}

/// What options say of this file.
///
/// # Errors
/// If a value cannot be meant.
pub(super) fn checked(args: &Options, file: &Path) -> Result<Stated, Failure> {
    let file = quoted(&file.to_string_lossy());
    let rules = args
        .map
        .iter()
        .map(|rule| Rule::parse(rule))
        .collect::<Result<_, String>>()
        .map_err(|reason| {
            Failure::usage(reason).hint(format!("nos import {file} --map \"Job Title=text\""))
        })?;
    let columns = args.columns.as_deref().map(columns).transpose()?;
    let text = args
        .text
        .as_deref()
        .map(AskText::new)
        .transpose()
        .map_err(|invalid| Failure::usage(invalid.0))?;
    let outcome = args
        .outcome
        .as_deref()
        .map(|word| {
            Outcome::from_name(word).ok_or_else(|| {
                Failure::usage(format!(
                    "{word:?} is no outcome: write no, yes, ghosted or pending"
                ))
            })
        })
        .transpose()?;
    let year = args
        .year
        .as_deref()
        .map(|word| {
            word.parse()
                .ok()
                .filter(|year| (1900..=9999).contains(year))
                .ok_or_else(|| {
                    Failure::usage(format!("{word:?} is no year: write it in full, as 2025"))
                })
        })
        .transpose()?;
    let order = args
        .date_order
        .as_deref()
        .map(|word| {
            Order::from_name(word).ok_or_else(|| {
                Failure::usage(format!("{word:?} is no date order: write dmy, mdy or ymd"))
            })
        })
        .transpose()?;
    Ok(Stated {
        rules,
        columns,
        text,
        outcome,
        year,
        order,
    })
}

/// The fields of `--columns`.
fn columns(list: &str) -> Result<Vec<String>, Failure> {
    list.split(',')
        .map(|name| {
            let name = name.trim();
            if name == "ignore" || ImportField::from_name(name).is_some() {
                return Ok(name.to_owned());
            }
            Err(Failure::usage(format!(
                "{name:?} is no field: --columns takes {} or ignore, with commas between them",
                ImportField::ALL.map(ImportField::name).join(", ")
            )))
        })
        .collect()
}
