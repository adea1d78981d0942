//! What an import says: what came in, or would, and what of it differs from what is there.

use super::add;
use super::source::{self, Source};
use crate::commands::context::Context;
use crate::domain::ask::Ask;
use crate::domain::ledger::{Key, Ledger, Record};
use crate::domain::outcome::Outcome;
use crate::domain::plan::Plan;
use crate::error::Exit;
use crate::import::incoming::ImportField;
use crate::import::outcome_words::Meaning;
use crate::import::problem::{RefusedRows, by_line};
use crate::import::read::ReadFile;
use crate::import::table::RowPlace;
use crate::render::format;
use crate::render::imported::outcomes;
use crate::render::json::{
    Corrected, Differing, Imported, ImportedColumn, ImportedDays, ImportedWord, PlanJson, Skipped,
};
use crate::render::list::{self, Listed};

/// How many asks a dry run shows, and how many differences and corrections are shown.
const SHOWN: usize = 10;

/// Where rows come from.
pub(super) struct Origin<'a> {
    /// The table, if it is one.
    pub(super) source: Option<&'a Source<'a>>,
    /// What the file is called.
    pub(super) name: &'a str,
    /// What the lines of its rows count.
    pub(super) place: RowPlace,
    /// The rows that were left out.
    pub(super) skipped: &'a [RefusedRows],
    /// What its columns say.
    pub(super) reading: Option<&'a ReadFile>,
}

/// Tells what came in, or would.
pub(super) struct ImportSummary<'a> {
    pub(super) origin: &'a Origin<'a>,
}

impl ImportSummary<'_> {
    /// Tells what was added. `asks` are needed for JSON alone.
    pub(super) fn added(
        &self,
        asks: &[Ask],
        records: &[Record],
        plans: &[Key],
        arrived: &add::Outcome,
        ledger: &Ledger,
        context: &mut Context<'_>,
    ) -> anyhow::Result<Exit> {
        self.tell_before(context);
        let plans: Vec<(String, &Plan)> = plans
            .iter()
            .filter_map(|&key| Some((ledger.id(key), ledger.plans.get(&key)?)))
            .collect();
        let outcomes: Vec<Outcome> = records.iter().map(|record| record.outcome).collect();
        let text = self.sentence("Imported", &outcomes, plans.len(), arrived, "");
        let done = format!("{} imported", format::asks(records.len() as u64));
        let first_new = records.first().map(|record| record.number);
        context.answer_change(
            &done,
            || self.json(asks, &plans, arrived, first_new),
            |_| text,
        )?;
        self.tell_after(arrived, first_new, context);
        if records.len() + plans.len() + arrived.updates.len() > 0 {
            context.note("nos undo takes them back, all at once.");
        }
        Ok(Exit::Done)
    }

    /// Tells what would be added, and shows the first of it.
    pub(super) fn foreseen(
        &self,
        asks: &[Ask],
        plans: &[Plan],
        device: &str,
        arrived: &add::Outcome,
        context: &mut Context<'_>,
    ) -> anyhow::Result<Exit> {
        self.tell_before(context);
        let outcomes: Vec<Outcome> = asks.iter().map(|ask| ask.outcome).collect();
        let end = " Nothing was written.";
        let would = self.sentence("Would import", &outcomes, plans.len(), arrived, end);
        let plans: Vec<(String, &Plan)> = plans
            .iter()
            .map(|plan| (format!("{device}-{}", plan.key.seq), plan))
            .collect();
        let first_new = asks.first().map(|ask| ask.number);
        context.answer(
            || self.json(asks, &plans, arrived, first_new),
            |style| {
                let shown: Vec<Listed<'_>> = asks
                    .iter()
                    .take(SHOWN)
                    .map(|ask| Listed::new(ask, format!("#{}", ask.number)))
                    .collect();
                let further = match asks.len().saturating_sub(SHOWN) as u64 {
                    0 => String::new(),
                    further => format!("and {} more\n", format::grouped(further)),
                };
                format!("{}{further}{would}", list::draw(&shown, None, style))
            },
        )?;
        self.tell_after(arrived, first_new, context);
        Ok(Exit::Done)
    }

    fn sentence(
        &self,
        verb: &str,
        of: &[Outcome],
        plans: usize,
        arrived: &add::Outcome,
        end: &str,
    ) -> String {
        let told = match of.len() {
            0 => String::new(),
            _ => format!(": {}", outcomes(of.iter().copied())),
        };
        let plans = match plans {
            0 => String::new(),
            plans => format!(" and {}", format::counted(plans as u64, "plan", "plans")),
        };
        let many = |count: usize, one: &str, several: &str| match count {
            0 => String::new(),
            1 => format!(" 1 {one}"),
            many => format!(" {} {several}", format::grouped(many as u64)),
        };
        let there = many(arrived.already, "was there already.", "were there already.");
        let updated = many(
            arrived.updates.len(),
            "of them got an answer or a step.",
            "of them got an answer or a step.",
        );
        let skipped = self.origin.skipped;
        let rows: usize = skipped.iter().map(|refused| refused.lines.len()).sum();
        let left_out = many(rows, "row was left out.", "rows were left out.");
        let asks = format::asks(of.len() as u64);
        format!(
            "{verb} {asks}{plans} from {}{told}.{there}{updated}{left_out}{end}\n",
            crate::render::escape::one_line(self.origin.name)
        )
    }

    /// What is shown before the answer: rows that are left out.
    fn tell_before(&self, context: &mut Context<'_>) {
        // Those of text files were shown file by file.
        if self.origin.reading.is_some() {
            let Origin {
                name,
                place,
                skipped,
                ..
            } = self.origin;
            super::warn_of_skipped(skipped, *place, name, context);
        }
    }

    /// What is shown after it: rows that say something else now, and rows that were corrected.
    fn tell_after(
        &self,
        arrived: &add::Outcome,
        first_new: Option<u64>,
        context: &mut Context<'_>,
    ) {
        let at = |line: u64| source::at(self.origin.name, self.origin.place, line);
        for differing in arrived.differing.iter().take(SHOWN) {
            let [was, is] = [&differing.was, &differing.is].map(|value| match value.as_deref() {
                Some("pending") => "waiting",
                Some(value) => value,
                None => "nothing",
            });
            context.note(&format!(
                "{}: {} of #{} is {was}, in the file it's {is}.",
                at(differing.line),
                differing.field.name(),
                differing.number,
            ));
        }
        let further = arrived.differing.len().saturating_sub(SHOWN) as u64;
        if further > 0 {
            context.note(&format!(
                "…and {} more.",
                format::counted(further, "difference", "differences")
            ));
        }
        for (line, number, was) in corrected(arrived, first_new).take(SHOWN) {
            context.note(&format!(
                "{}: #{number} is new; it may be #{was}, corrected. If so: nos remove {was}",
                at(line)
            ));
        }
        let has_news = arrived
            .differing
            .iter()
            .any(|differing| differing.news.is_some());
        if let Some(source) = self
            .origin
            .source
            .filter(|source| has_news && !source.args.update)
        {
            context.hint(&format!("{} --update", source.command_with(&[], false)));
        }
    }

    fn json<'j>(
        &self,
        asks: &'j [Ask],
        plans: &'j [(String, &'j Plan)],
        arrived: &add::Outcome,
        first_new: Option<u64>,
    ) -> Imported<'j> {
        let differing = arrived.differing.iter().map(|differing| Differing {
            line: differing.line,
            number: differing.number,
            field: differing.field.name(),
            was: value(differing.field, differing.was.as_deref()),
            is: value(differing.field, differing.is.as_deref()),
        });
        let corrected = corrected(arrived, first_new);
        let skipped = by_line(self.origin.skipped)
            .into_iter()
            .map(|refusal| Skipped {
                line: refusal.line,
                reason: refusal.reason,
            });
        let imported = Imported {
            updated: arrived.updates.len(),
            differing: differing.collect(),
            corrected: corrected
                .map(|(line, number, was)| Corrected { line, number, was })
                .collect(),
            skipped: skipped.collect(),
            plans: plans
                .iter()
                .map(|(id, plan)| PlanJson::new(plan, id.clone(), None))
                .collect(),
            ..Imported::new(asks, arrived.fresh.len(), arrived.already)
        };
        match self.origin.reading {
            Some(reading) => with_reading(imported, reading),
            None => imported,
        }
    }
}

/// The line of each row that may be an ask corrected, its number, and that of the ask.
fn corrected(
    arrived: &add::Outcome,
    first_new: Option<u64>,
) -> impl Iterator<Item = (u64, u64, u64)> + '_ {
    let corrected = arrived.corrected.iter();
    corrected.filter_map(move |&(place, was)| {
        let before = arrived.fresh.iter().take(place);
        let asks_before = before.filter(|fresh| !fresh.row.is_plan).count() as u64;
        let line = arrived.fresh.get(place)?.row.line;
        Some((line, first_new? + asks_before, was))
    })
}

/// Adds what the columns and words of a table were taken for.
fn with_reading<'j>(imported: Imported<'j>, reading: &ReadFile) -> Imported<'j> {
    let ReadFile { mapping, found, .. } = reading;
    let columns = mapping.columns.iter().map(|column| ImportedColumn {
        column: column.name.clone(),
        field: column.usage.field().map(ImportField::name),
    });
    let words = found.summary.words.iter().map(|word| ImportedWord {
        column: mapping.name(word.column).to_owned(),
        word: word.word.clone(),
        count: word.count,
        taken_as: match word.meaning {
            Meaning::Outcome(outcome) => Some(outcome.name()),
            Meaning::NotAskedYet => Some("plan"),
            Meaning::Step => Some("step"),
            Meaning::LeftOut | Meaning::NotAsked => Some("ignore"),
            Meaning::Nothing | Meaning::Unclear | Meaning::Unknown => None,
        },
    });
    Imported {
        columns: columns.collect(),
        words: words.collect(),
        days: ImportedDays {
            first: found.summary.days.map(|(first, _)| first.to_string()),
            last: found.summary.days.map(|(_, last)| last.to_string()),
        },
        answers_without_day: found.summary.answers_without_day,
        ..imported
    }
}

/// A value as the JSON of an ask has it.
fn value(field: ImportField, text: Option<&str>) -> serde_json::Value {
    let is_number = matches!(
        field,
        ImportField::Fear | ImportField::Odds | ImportField::Sting | ImportField::Pull
    );
    match text.map(|text| (text, text.parse::<u64>())) {
        Some((_, Ok(number))) if is_number => number.into(),
        Some((text, _)) => text.into(),
        None => serde_json::Value::Null,
    }
}
