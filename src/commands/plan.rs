//! `nos plan`: asks that are not made yet, and the ladder of them.

use std::borrow::Cow;

use super::context::Context;
use super::log::not_empty;
use super::marks::marked;
use crate::cli::date_expression::{self, Bias};
use crate::cli::plan::PlanArgs;
use crate::domain::ask::AskText;
use crate::domain::day::Day;
use crate::domain::ledger::{Ledger, Status};
use crate::domain::plan::{Plan, felt_lately, next_rung};
use crate::domain::tags::Tags;
use crate::error::{Code, Exit, Failure, with_unsaved_input};
use crate::journal::event::{EventKind, Planned};
use crate::render::escape;
use crate::render::plan::{Ladder, PlansJson, planned};

/// What names a plan: `p3`, or `p3@device`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlanName {
    number: u64,
    device: Option<String>,
}

impl PlanName {
    /// The plan that a word names; none for any other word.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        let rest = word.strip_prefix(['p', 'P'])?;
        let (number, device) = match rest.split_once('@') {
            Some((number, device)) => (number, Some(device.to_owned())),
            None => (rest, None),
        };
        let is_number =
            !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
        let number = number.parse().ok().filter(|_| is_number)?;
        Some(Self { number, device })
    }

    /// The plan that words name, if they are nothing else.
    pub(crate) fn of_words(words: &[String]) -> Option<Self> {
        match words {
            [word] => Self::parse(word),
            _ => None,
        }
    }

    /// The plan of a ledger that it names, among those that `counts` takes.
    ///
    /// # Errors
    /// If there is none, or two devices gave the number twice.
    pub(crate) fn find<'l>(
        &self,
        ledger: &'l Ledger,
        counts: impl Fn(&Plan) -> bool,
        otherwise: &str,
    ) -> Result<&'l Plan, Failure> {
        let is_named = |plan: &&Plan| {
            let device = ledger.device(plan.key.device);
            plan.number == self.number && self.device.as_ref().is_none_or(|name| name == device)
        };
        let all: Vec<&Plan> = ledger
            .plans
            .values()
            .filter(|plan| counts(plan))
            .filter(is_named)
            .collect();
        match all.as_slice() {
            [plan] => Ok(plan),
            [] => Err(
                Failure::new(Code::NotFound, format!("there's no plan p{}", self.number))
                    .hint(otherwise),
            ),
            several => {
                let lines = several.iter().map(|plan| {
                    let device = ledger.device(plan.key.device);
                    format!(
                        "p{}@{device}  {}",
                        plan.number,
                        escape::one_line(&plan.text)
                    )
                });
                let first = several.first().map(|plan| ledger.device(plan.key.device));
                let hint = format!("nos show p{}@{}", self.number, first.unwrap_or_default());
                let told = format!("several plans are called p{}", self.number);
                Err(Failure::new(Code::Ambiguous, told)
                    .details(lines.collect())
                    .hint(hint))
            }
        }
    }
}

/// Whether a plan counts, asked or not.
pub(crate) fn counts(plan: &Plan) -> bool {
    plan.standing == Status::Active
}

/// What a plan is called by: `p3`, with its device where another has the number too.
pub(crate) fn name_of(ledger: &Ledger, plan: &Plan) -> String {
    let same = ledger.plans().filter(|other| other.number == plan.number);
    if same.count() > 1 {
        format!("p{}@{}", plan.number, ledger.device(plan.key.device))
    } else {
        format!("p{}", plan.number)
    }
}

/// Writes a plan down, or shows the ladder.
///
/// # Errors
/// If something that was typed cannot be meant, or it cannot be written.
pub(crate) fn run(args: &PlanArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let typed = marked(&args.words, context.words_after_dashes, args.to.as_deref())?;
    let text = typed.text();
    if text.trim().is_empty() {
        let PlanArgs {
            words,
            to,
            tags,
            note,
            fear,
            odds,
            pull,
            by,
        } = args;
        let says_more = !words.is_empty()
            || to.is_some()
            || !tags.is_empty()
            || note.is_some()
            || fear.is_some()
            || odds.is_some()
            || pull.is_some()
            || by.is_some();
        if says_more {
            return Err(Failure::usage("what do you want to ask for?")
                .hint("nos plan \"ask for a discount\"")
                .into());
        }
        return show_ladder(context);
    }
    let plan = with_unsaved_input(read(args, &text, context), || vec![text.clone()])?;
    let plan = Planned {
        to: typed.to.map(Cow::Owned),
        tags: Tags::of_tags(&[typed.tags, args.tags.clone()].concat()),
        ..plan
    };
    with_unsaved_input(add(plan, context), || vec![text])
}

fn read(args: &PlanArgs, text: &str, context: &Context<'_>) -> anyhow::Result<Planned<'static>> {
    let text = AskText::new(text).map_err(|invalid| Failure::usage(invalid.0))?;
    not_empty("--to", args.to.as_deref(), "nos plan --help")?;
    not_empty("--note", args.note.as_deref(), "nos plan --help")?;
    Ok(Planned {
        number: 0,
        text: Cow::Owned(text.into()),
        to: None,
        tags: Tags::default(),
        note: args.note.clone().map(Cow::Owned),
        fear: args.fear,
        odds: args.odds,
        pull: args.pull,
        by: by_day(args.by.as_deref(), context.today())?,
        src: None,
    })
}

/// The day by which a plan is to be asked.
///
/// # Errors
/// If it cannot be read, or has been.
pub(crate) fn by_day(typed: Option<&str>, today: Day) -> Result<Option<Day>, Failure> {
    typed
        .map(|typed| date_expression::parse(typed, today, Bias::Next))
        .transpose()
}

/// Writes a plan down. It gets its number here.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn add(plan: Planned<'static>, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let mut writer = context.write()?;
    let number = writer.next_plan();
    let what = EventKind::Plan(Planned { number, ..plan });
    let events = writer.commit(&context.now.stamp(), vec![what])?;
    let ledger = &writer.journal.ledger;
    let added = events.first().and_then(|event| ledger.key(&event.id));
    let added = added.and_then(|key| ledger.plans.get(&key));
    let name = added.map_or_else(|| format!("p{number}"), |plan| name_of(ledger, plan));
    let today = context.today();
    context.answer_change(
        &format!("planned as {name}"),
        || PlansJson::new(ledger),
        |style| added.map_or_else(String::new, |plan| planned(plan, &name, today, style)),
    )?;
    Ok(Exit::Done)
}

fn show_ladder(context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let journal = context.read()?;
    let ledger = &journal.ledger;
    let open = ledger.open_plans();
    let rungs: Vec<(String, &Plan)> = open
        .iter()
        .map(|plan| (name_of(ledger, plan), *plan))
        .collect();
    let next = next_rung(&open);
    let ladder = Ladder {
        rungs: &rungs,
        next: next.map(|plan| plan.key),
        felt: next.and_then(|plan| felt_lately(ledger, plan.fear?)),
        today: context.today(),
    };
    context.answer_paged(|| PlansJson::new(ledger), |style| ladder.draw(style))?;
    if open.is_empty() {
        context.note("No plans yet.");
        context.hint("nos plan \"ask for a discount\" --fear 3");
    }
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_named_by_a_p_and_its_number() {
        let name = |number, device: Option<&str>| {
            Some(PlanName {
                number,
                device: device.map(str::to_owned),
            })
        };
        assert_eq!(PlanName::parse("p3"), name(3, None));
        assert_eq!(PlanName::parse("P12@k3f9x2"), name(12, Some("k3f9x2")));
        for word in ["p", "p0", "p03", "3", "pizza", "p3x", "p+3", "p-1"] {
            assert_eq!(PlanName::parse(word), None, "{word}");
        }
    }
}
