//! The note, the tags and the ratings of a row.

use super::{NoAsk, RowReader};
use crate::domain::ask::Tag;
use crate::import::cells::{is_no_value, is_nothing, link_label};
use crate::import::columns::scale;
use crate::import::incoming::{ImportField, IncomingStep};
use crate::import::problem::Flag;
use crate::import::table::{InputCell, NumberedRow};

impl RowReader<'_> {
    pub(super) fn note(&self, row: &NumberedRow<'_>) -> Result<Option<String>, NoAsk> {
        let mut notes: Vec<String> = Vec::new();
        for &column in &self.notes {
            match row.cell(column) {
                InputCell::List(texts) => notes.push(texts.join("\n")),
                InputCell::Text(text) if self.is_our_own => notes.push(text.clone().into_owned()),
                InputCell::Text(text) if !is_nothing(text.trim()) => {
                    notes.push(text.trim().to_owned());
                }
                InputCell::Text(_) | InputCell::Blank => {}
                InputCell::Nested(_) => {
                    return Err(format!("{} is not a single text", self.called(column)).into());
                }
            }
        }
        Ok((!notes.is_empty()).then(|| notes.join("\n")))
    }

    /// The steps of an ask of an export of ours, which has them as JSON.
    pub(super) fn steps(&self, row: &NumberedRow<'_>) -> Result<Vec<IncomingStep>, NoAsk> {
        let Some(column) = self.steps else {
            return Ok(Vec::new());
        };
        match row.cell(column) {
            InputCell::Blank => Ok(Vec::new()),
            InputCell::Text(json) | InputCell::Nested(json) => IncomingStep::list(json)
                .ok_or_else(|| format!("{} are no steps", self.called(column)).into()),
            InputCell::List(_) => Err(format!("{} are no steps", self.called(column)).into()),
        }
    }

    pub(super) fn tags(&mut self, row: &NumberedRow<'_>) -> Result<Vec<Tag>, NoAsk> {
        let mut tags = Vec::new();
        for column in self.tags.clone() {
            match row.cell(column) {
                InputCell::Blank => {}
                InputCell::Text(text) => self.add_tags(text, &mut tags),
                InputCell::List(texts) => {
                    for text in texts {
                        self.add_tags(text, &mut tags);
                    }
                }
                InputCell::Nested(_) => {
                    return Err(format!("{} is not a list of texts", self.called(column)).into());
                }
            }
        }
        tags.sort_unstable();
        tags.dedup();
        Ok(tags)
    }

    fn add_tags(&mut self, text: &str, tags: &mut Vec<Tag>) {
        let text = link_label(text.trim()).unwrap_or_else(|| text.to_owned());
        for part in text.split([',', ';', '|', '\n', '#']) {
            let part = part.trim().trim_start_matches('+').trim();
            if part.is_empty() || !self.is_our_own && is_no_value(part) {
                continue;
            }
            let (tag, is_whole) = tag(part);
            if !is_whole {
                self.found.summary.shortened_tags.insert(
                    part.to_owned(),
                    tag.as_ref().map(|tag| tag.as_str().to_owned()),
                );
            }
            tags.extend(tag);
        }
    }

    /// A whole number up to a most; a share of another scale is converted to this one.
    pub(super) fn rating(
        &self,
        row: &NumberedRow<'_>,
        field: ImportField,
        most: u32,
    ) -> Result<Option<u64>, NoAsk> {
        let Some(column) = self.mapping.column(field) else {
            return Ok(None);
        };
        let Some(text) = self.cell(row, column)?.filter(|text| !is_no_value(text)) else {
            return Ok(None);
        };
        let stated = scale(self.mapping.name(column)).filter(|&stated| stated != most);
        rating(&text, most, stated).map(Some).ok_or_else(|| {
            let name = self.mapping.name(column);
            NoAsk::Refused {
                reason: match stated {
                    Some(to) => format!("{text:?} in {name:?} is not a number from 0 to {to}"),
                    None => format!("{text:?} in {name:?} is not a whole number from 0 to {most}"),
                },
                remedy: Some(Flag::map(format!("{name}=ignore"))),
            }
        })
    }
}

/// The tag of a category, and whether nothing of it is lost but blanks and case: a dash for each
/// gap between its words; what a tag cannot have, and what is in brackets, is left out.
fn tag(part: &str) -> (Option<Tag>, bool) {
    let whole = part
        .split_whitespace()
        .map(|word| if word == "&" { "and" } else { word })
        .collect::<Vec<_>>()
        .join("-");
    if let Ok(tag) = Tag::new(&whole) {
        return (Some(tag), true);
    }
    let mut kept = String::with_capacity(part.len());
    let mut depth = 0_u32;
    for char in part.chars() {
        match char {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '&' if depth == 0 => kept.push_str(" and "),
            '\'' | '’' => {}
            _ if depth > 0 => {}
            _ if char.is_alphanumeric() || matches!(char, '-' | '_') => kept.push(char),
            _ => kept.push(' '),
        }
    }
    let words: Vec<&str> = kept.split_whitespace().collect();
    let joined = words.join("-");
    let joined = joined.trim_start_matches(|char: char| !char.is_alphabetic());
    (Tag::new(joined.trim_end_matches('-')).ok(), false)
}

/// A number of a scale as one of `most`: `7/10`, `70 %`, and, where the column states a scale of
/// its own, a share of that.
fn rating(text: &str, most: u32, stated: Option<u32>) -> Option<u64> {
    let bare = text.trim();
    let (number, scale) = match bare.split_once('/') {
        Some((number, scale)) => (number, Some(scale.trim().parse::<u32>().ok()?)),
        None => match bare.strip_suffix('%') {
            Some(number) => (number, Some(100)),
            None => (bare, None),
        },
    };
    let scale = scale.or(stated).filter(|&scale| scale != most);
    let number = number.trim().replace(',', ".");
    let (whole, fraction) = number.split_once('.').unwrap_or((&number, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) || whole.len() > 9 {
        return None;
    }
    match scale {
        None => {
            let whole: u64 = whole.parse().ok()?;
            (fraction.bytes().all(|byte| byte == b'0') && whole <= u64::from(most)).then_some(whole)
        }
        Some(scale) => {
            // In thousandths, so that halves are converted exactly.
            let thousandths: u64 = format!("{whole}{fraction:0<3.3}").parse().ok()?;
            let scaled = thousandths * u64::from(most) / u64::from(scale.max(1));
            (thousandths <= u64::from(scale) * 1000).then_some((scaled + 500) / 1000)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_another_scale_is_converted() {
        for (text, most, stated, expected) in [
            ("7", 10, None, Some(7)),
            ("7.0", 10, None, Some(7)),
            ("7.5", 10, None, None),
            ("11", 10, None, None),
            ("7/10", 10, None, Some(7)),
            ("4/5", 10, None, Some(8)),
            ("5", 10, Some(5), Some(10)),
            ("2.5", 10, Some(5), Some(5)),
            ("6", 10, Some(5), None),
            ("55", 10, Some(100), Some(6)),
            ("20 %", 100, None, Some(20)),
            ("3", 100, Some(10), Some(30)),
            ("-1", 10, None, None),
            ("high", 10, None, None),
        ] {
            assert_eq!(rating(text, most, stated), expected, "{text} of {stated:?}");
        }
    }

    #[test]
    fn a_category_is_a_tag_without_what_a_tag_cannot_have() {
        for (category, expected, is_whole) in [
            ("Work", Some("work"), true),
            ("health care", Some("health-care"), true),
            ("R & D", Some("r-and-d"), true),
            ("AI / ML", Some("ai-ml"), false),
            ("💼 Work", Some("work"), false),
            ("Full-time (remote)", Some("full-time"), false),
            ("2024 grads", Some("grads"), false),
            ("💼", None, false),
        ] {
            let (tag, whole) = tag(category);
            assert_eq!(tag.as_ref().map(Tag::as_str), expected, "{category}");
            assert_eq!(whole, is_whole, "{category}");
        }
    }
}
