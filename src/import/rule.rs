//! What `--map` says: which column is which field, and what a word in it means.

use super::incoming::ImportField;
use super::outcome_words::Meaning;
use crate::domain::outcome::Outcome;

/// Something that `--map` says, as far as it can be read without the file: whether a colon before
/// the sign belongs to the name of the column shows only beside the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What comes before the last `=`: `COLUMN`, or `COLUMN:WORD`.
    pub left: String,
    /// What it is or means.
    pub says: RuleTarget,
}

/// What a column is, or a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleTarget {
    /// `COLUMN=FIELD`: this column says this field.
    Field(ImportField),
    /// `COLUMN:WORD=OUTCOME`: this word means this outcome.
    Outcome(Outcome),
    /// `COLUMN:WORD=plan`: nothing was asked yet.
    Plan,
    /// `COLUMN=ignore`: this column says nothing; `COLUMN:WORD=ignore`: such rows are left out.
    Ignore,
}

impl RuleTarget {
    /// What a word means, if a word can mean that.
    pub fn meaning(self) -> Option<Meaning> {
        match self {
            // A word can be one, too: it happened, and the answer is still to come.
            Self::Field(ImportField::Step) => Some(Meaning::Step),
            Self::Field(_) => None,
            Self::Outcome(outcome) => Some(Meaning::Outcome(outcome)),
            Self::Plan => Some(Meaning::NotAskedYet),
            Self::Ignore => Some(Meaning::LeftOut),
        }
    }
}

/// The words after a `=` that a hint leaves to be filled in.
const PLACEHOLDERS: [&str; 2] = ["OUTCOME", "FIELD"];

impl Rule {
    /// The rule that the value of `--map` says.
    ///
    /// # Errors
    /// If it says none, with the forms that it may have.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (left, right) = text.rsplit_once('=').ok_or_else(|| forms(text))?;
        let (left, right) = (left.trim(), right.trim());
        if PLACEHOLDERS.contains(&right) {
            return Err(format!(
                "{right} in {text:?} is to be filled in: {}",
                if right == "OUTCOME" {
                    "no, yes, ghosted, pending, plan, step or ignore".to_owned()
                } else {
                    field_names()
                }
            ));
        }
        let says = match right {
            "ignore" => Some(RuleTarget::Ignore),
            "plan" => Some(RuleTarget::Plan),
            _ => ImportField::from_name(right)
                .map(RuleTarget::Field)
                .or_else(|| Outcome::from_name(right).map(RuleTarget::Outcome)),
        };
        let is_word = left
            .split_once(':')
            .is_some_and(|(column, word)| !column.trim().is_empty() && !word.trim().is_empty());
        match says {
            Some(RuleTarget::Outcome(_) | RuleTarget::Plan) if !is_word => Err(forms(text)),
            Some(says) if !left.is_empty() => Ok(Self {
                left: left.to_owned(),
                says,
            }),
            _ => Err(forms(text)),
        }
    }
}

fn field_names() -> String {
    ImportField::ALL.map(ImportField::name).join(", ")
}

fn forms(text: &str) -> String {
    format!(
        "{text:?} is no mapping: write COLUMN=FIELD with one of {}, or COLUMN:WORD=OUTCOME with no, yes, ghosted, pending, plan or step",
        field_names()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_what_stands_before_the_last_sign_and_what_it_says() {
        for (text, left, says) in [
            (
                "status:blocked=no",
                "status:blocked",
                RuleTarget::Outcome(Outcome::No),
            ),
            (
                "Ask: what=text",
                "Ask: what",
                RuleTarget::Field(ImportField::Text),
            ),
            ("a=b=note", "a=b", RuleTarget::Field(ImportField::Note)),
            ("a:saved=plan", "a:saved", RuleTarget::Plan),
            ("a=ignore", "a", RuleTarget::Ignore),
        ] {
            assert_eq!(
                Rule::parse(text),
                Ok(Rule {
                    left: left.to_owned(),
                    says
                })
            );
        }
        for wrong in [
            "", "=", "a", "a=", "=text", "a=b", "a=no", ":x=no", "a:=no", "a=plan",
        ] {
            assert!(Rule::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_placeholder_is_named_as_one() {
        let reason = Rule::parse("Status:Admitted=OUTCOME").unwrap_err();
        assert!(reason.contains("is to be filled in: no, yes"), "{reason}");
    }
}
