//! What `--map` says: which column is which field, and what a word in it means.

use super::incoming::Field;
use crate::domain::outcome::Outcome;

/// Something that `--map` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// `COLUMN=FIELD`: this column says this field.
    Column {
        /// The name of the column, as it was typed.
        column: String,
        /// What it says.
        field: Field,
    },
    /// `COLUMN=ignore`: this column says nothing.
    IgnoredColumn {
        /// The name of the column, as it was typed.
        column: String,
    },
    /// `COLUMN:VALUE=OUTCOME`: this word of the column means this outcome.
    Word {
        /// The name of the column, as it was typed.
        column: String,
        /// The word, as it was typed.
        word: String,
        /// What it means; none leaves such rows out.
        outcome: Option<Outcome>,
    },
}

/// The word by which `--map` leaves out a column, or the rows with a word.
pub const IGNORE: &str = "ignore";

impl Rule {
    /// The rule that the value of `--map` says.
    ///
    /// # Errors
    /// If it says none, with the forms that it may have.
    pub fn parse(text: &str) -> Result<Self, String> {
        let forms = || {
            format!(
                "{text:?} is no mapping: write COLUMN=FIELD with one of {}, or COLUMN:WORD=OUTCOME with no, yes, ghosted or pending",
                Field::ALL.map(Field::name).join(", ")
            )
        };
        let (left, right) = text.rsplit_once('=').ok_or_else(forms)?;
        let (left, right) = (left.trim(), right.trim());
        let word = left
            .split_once(':')
            .map(|(column, word)| (column.trim().to_owned(), word.trim().to_owned()))
            .filter(|(column, word)| !column.is_empty() && !word.is_empty());
        let outcome = Outcome::from_name(right);
        match (Field::from_name(right), outcome, word) {
            (Some(field), ..) if !left.is_empty() => Ok(Self::Column {
                column: left.to_owned(),
                field,
            }),
            (None, outcome, Some((column, word))) if outcome.is_some() || right == IGNORE => {
                Ok(Self::Word {
                    column,
                    word,
                    outcome,
                })
            }
            (None, None, None) if right == IGNORE && !left.is_empty() => Ok(Self::IgnoredColumn {
                column: left.to_owned(),
            }),
            _ => Err(forms()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_a_column_a_word_or_neither() {
        assert_eq!(
            Rule::parse("status:blocked=no"),
            Ok(Rule::Word {
                column: "status".to_owned(),
                word: "blocked".to_owned(),
                outcome: Some(Outcome::No),
            })
        );
        assert_eq!(
            Rule::parse("Ask: what=text"),
            Ok(Rule::Column {
                column: "Ask: what".to_owned(),
                field: Field::Text,
            })
        );
        for wrong in ["", "=", "a", "a=", "=text", "a=b", "a=no", ":x=no", "a:=no"] {
            assert!(Rule::parse(wrong).is_err(), "{wrong}");
        }
    }
}
