//! Every number of a report as JSON, and its texts if they are in it.

use serde::Serialize;

use super::Report;
use crate::render::json::{AskJson, StatsJson};

/// A report that was written to a file.
#[derive(Clone, Copy, Debug)]
pub struct WrittenReport<'a> {
    /// The file.
    pub path: &'a str,
    /// How long it is.
    pub bytes: usize,
}

/// The answer of `report`.
#[derive(Debug, Serialize)]
pub struct ReportJson<'a> {
    schema: &'static str,
    path: Option<&'a str>,
    bytes: Option<usize>,
    stats: StatsJson<'a>,
    days: Vec<ReportDayJson>,
    asks: Option<Vec<AskJson<'a>>>,
}

#[derive(Debug, Serialize)]
struct ReportDayJson {
    day: String,
    asks: u32,
    nos: u32,
    yes: u32,
}

impl<'a> ReportJson<'a> {
    /// The JSON form of a report, and of the file if it was written to one. Days on which nothing
    /// happened are left out.
    #[must_use]
    pub fn new(report: &Report<'a>, written: Option<&WrittenReport<'a>>) -> Self {
        Self {
            schema: "nos.report/1",
            path: written.map(|written| written.path),
            bytes: written.map(|written| written.bytes),
            stats: StatsJson::new(report.stats),
            days: report
                .days()
                .map(|(day, counts)| ReportDayJson {
                    day: day.to_string(),
                    asks: counts.made,
                    nos: counts.nos(),
                    yes: counts.yes,
                })
                .collect(),
            asks: report
                .asks
                .map(|asks| asks.iter().map(AskJson::new).collect()),
        }
    }
}
