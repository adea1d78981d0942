//! How a sheet is meant: what flags, the settings beside it and the last time say.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::cli::import_export::{DateOrder, ImportArgs};
use crate::error::{Code, Failure};

/// The values of the flags that say how a sheet is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Options {
    /// `--sheet`.
    pub(super) sheet: Option<String>,
    /// Each `--map`.
    pub(super) map: Vec<String>,
    /// `--columns`.
    pub(super) columns: Option<String>,
    /// `--text`.
    pub(super) text: Option<String>,
    /// `--outcome`.
    pub(super) outcome: Option<String>,
    /// `--year`.
    pub(super) year: Option<String>,
    /// `--date-order`.
    pub(super) date_order: Option<String>,
}

impl Options {
    /// What flags say.
    pub(super) fn new(args: &ImportArgs) -> Self {
        let order = args.date_order.map(|order| match order {
            DateOrder::Dmy => "dmy",
            DateOrder::Mdy => "mdy",
            DateOrder::Ymd => "ymd",
        });
        Self {
            sheet: args.sheet.clone(),
            map: args.map.clone(),
            columns: args.columns.clone(),
            text: args.text.clone(),
            outcome: args.outcome.clone(),
            year: args.year.clone(),
            date_order: order.map(str::to_owned),
        }
    }

    /// What these say, and for the rest what others do. A rule of the others holds unless these
    /// say something of the same column or word.
    pub(super) fn or(mut self, others: Self) -> Self {
        let left = |rule: &str| {
            rule.rsplit_once('=')
                .map(|(left, _)| left.trim().to_owned())
        };
        let own: Vec<_> = self.map.iter().map(|rule| left(rule)).collect();
        let others_map = others.map.into_iter();
        self.map
            .extend(others_map.filter(|rule| !own.contains(&left(rule))));
        Self {
            sheet: self.sheet.or(others.sheet),
            map: self.map,
            columns: self.columns.or(others.columns),
            text: self.text.or(others.text),
            outcome: self.outcome.or(others.outcome),
            year: self.year.or(others.year),
            date_order: self.date_order.or(others.date_order),
        }
    }

    /// The flags that say this, as they are typed.
    pub(super) fn flags(&self) -> Vec<(&'static str, &str)> {
        let map = self.map.iter().map(|rule| ("--map", rule.as_str()));
        let single = [
            ("--columns", &self.columns),
            ("--text", &self.text),
            ("--outcome", &self.outcome),
            ("--year", &self.year),
            ("--date-order", &self.date_order),
        ];
        let single = single
            .into_iter()
            .filter_map(|(flag, value)| Some((flag, value.as_deref()?)));
        let sheet = self.sheet.as_deref().map(|sheet| ("--sheet", sheet));
        sheet.into_iter().chain(map).chain(single).collect()
    }

    /// What the file `FILE.nos.toml` beside a sheet says; none if there is none.
    ///
    /// # Errors
    /// If it cannot be read, or something in it is no option.
    pub(super) fn beside(sheet: &Path) -> Result<Option<Self>, Failure> {
        let path = path_beside(sheet);
        if !path.is_file() {
            return Ok(None);
        }
        let shown = path.display();
        let refused = |line: usize, reason: &str| {
            Failure::new(Code::Unreadable, format!("{shown}:{line}: {reason}"))
        };
        let text = std::fs::read_to_string(&path)
            .map_err(|error| Failure::new(Code::Io, format!("cannot read {shown}: {error}")))?;
        let line_at = |at: usize| {
            let before = text.as_bytes().iter().take(at);
            1 + before.filter(|&&byte| byte == b'\n').count()
        };
        let table = DeTable::parse(&text).map_err(|error| {
            refused(
                line_at(error.span().map_or(0, |span| span.start)),
                error.message(),
            )
        })?;
        let mut options = Self::default();
        for (key, value) in table.get_ref() {
            let line = line_at(key.span().start);
            let name = key.get_ref().as_ref();
            options
                .set(name, value.get_ref())
                .map_err(|reason| refused(line, &format!("{name}: {reason}")))?;
        }
        Ok(Some(options))
    }

    fn set(&mut self, name: &str, value: &DeValue<'_>) -> Result<(), &'static str> {
        let text = |value: &DeValue<'_>| match value {
            DeValue::String(text) => Ok(text.as_ref().to_owned()),
            DeValue::Integer(number) => Ok(number.as_str().to_owned()),
            _ => Err("it takes a text in quotes"),
        };
        let place = match name {
            "map" => {
                let rules = match value {
                    DeValue::Array(rules) => rules.iter().map(Spanned::get_ref).collect(),
                    single => vec![single],
                };
                self.map = rules.into_iter().map(text).collect::<Result<_, _>>()?;
                return Ok(());
            }
            "sheet" => &mut self.sheet,
            "columns" => &mut self.columns,
            "text" => &mut self.text,
            "outcome" => &mut self.outcome,
            "year" => &mut self.year,
            "date_order" => &mut self.date_order,
            _ => return Err("there is sheet, map, columns, text, outcome, year and date_order"),
        };
        *place = Some(text(value)?);
        Ok(())
    }
}

/// `jobs.csv.nos.toml` for `jobs.csv`.
pub(super) fn path_beside(sheet: &Path) -> PathBuf {
    let mut name = sheet.as_os_str().to_owned();
    name.push(".nos.toml");
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_now_goes_before_what_was_said_then() {
        let now = Options {
            map: vec!["Status:on ice=no".to_owned()],
            year: Some("2025".to_owned()),
            ..Options::default()
        };
        let then = Options {
            map: vec!["Status:on ice=ghosted".to_owned(), "Pitch=text".to_owned()],
            year: Some("2024".to_owned()),
            outcome: Some("no".to_owned()),
            ..Options::default()
        };
        assert_eq!(
            now.or(then).flags(),
            [
                ("--map", "Status:on ice=no"),
                ("--map", "Pitch=text"),
                ("--outcome", "no"),
                ("--year", "2025"),
            ]
        );
    }
}
