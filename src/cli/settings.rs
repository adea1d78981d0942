//! The settings file `config.toml`: its keys, how their values are read, and the template.
//!
//! Reading never fails as a whole: an unknown key or a wrong value is one warning with its line,
//! and the default holds for that key alone.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::{Value, json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::calendar::WeekStart;
use super::card::{CardSize, CardTheme};
use super::dare::{DareArea, DareLevel};
use super::global::Color;
use super::goal::CountChoice;
use super::import_export::DateOrder;
use super::values;
use crate::domain::ask::Tag;

/// Days that an ask waits for an answer before it counts as silent, unless the settings say more.
pub(crate) const WAIT_DAYS: u32 = 30;

/// The latest hour at which a day may begin.
const DAY_STARTS_MAX: i64 = 6;

/// What the settings file says; a key that it does not name is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Settings {
    /// The folder of the logs.
    pub(crate) dir: Option<PathBuf>,
    /// When to use colour.
    pub(crate) color: Option<Color>,
    /// Draw with ASCII characters only.
    pub(crate) ascii: Option<bool>,
    /// Sentences and tables only.
    pub(crate) plain: Option<bool>,
    /// The pager, a shell command line; empty for none.
    pub(crate) pager: Option<String>,
    /// The first day of a week.
    pub(crate) week_start: Option<WeekStart>,
    /// Hours after midnight at which a day begins, 0 to 6.
    pub(crate) day_starts: Option<u8>,
    /// How an import reads `03/04/2026`.
    pub(crate) date_order: Option<DateOrder>,
    /// Text files of asks that wait to be imported.
    pub(crate) inbox: Vec<PathBuf>,
    /// Tags of every new ask.
    pub(crate) tags: Vec<Tag>,
    /// How long asks wait.
    pub(crate) wait: Wait,
    /// What a new goal counts.
    pub(crate) goal_count: Option<CountChoice>,
    /// The theme of a card.
    pub(crate) card_theme: Option<CardTheme>,
    /// The size of a card.
    pub(crate) card_size: Option<CardSize>,
    /// The title of a card.
    pub(crate) card_title: Option<String>,
    /// The level of a dare.
    pub(crate) dare_level: Option<DareLevel>,
    /// What dares are about.
    pub(crate) dare_about: Option<DareArea>,
}

/// Days until an ask counts as silent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wait {
    /// For asks without a tag of their own wait.
    pub(crate) default: Option<u32>,
    /// Per tag.
    pub(crate) by_tag: BTreeMap<Tag, u32>,
}

impl Wait {
    /// The days that an ask with these tags waits: the longest wait of its tags, else the default.
    pub(crate) fn days<'t>(&self, tags: impl IntoIterator<Item = &'t str>) -> u32 {
        let of_tag = |tag: &str| {
            let found = self.by_tag.iter().find(|(known, _)| known.as_str() == tag);
            found.map(|(_, &days)| days)
        };
        tags.into_iter()
            .filter_map(of_tag)
            .max()
            .or(self.default)
            .unwrap_or(WAIT_DAYS)
    }
}

/// A part of the file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SettingProblem {
    /// The line, from 1.
    pub(crate) line: usize,
    /// Why, as a sentence without a full stop.
    pub(crate) reason: String,
}

type Set = fn(&mut Settings, &DeValue<'_>) -> Result<(), String>;

/// One key of the file. `[wait]` has a key per tag as well.
pub(crate) struct SettingKey {
    /// Its name, with the table before a dot.
    pub(crate) name: &'static str,
    set: Set,
    get: fn(&Settings) -> Value,
    default: fn() -> Value,
}

impl SettingKey {
    /// What the file says; null if it says nothing.
    pub(crate) fn value(&self, settings: &Settings) -> Value {
        (self.get)(settings)
    }

    /// What holds where nothing else is said; null where that depends on the machine.
    pub(crate) fn default(&self) -> Value {
        (self.default)()
    }
}

/// All keys, in the order in which they are shown.
pub(crate) const KEYS: [SettingKey; 17] = [
    SettingKey {
        name: "dir",
        set: |settings, value| put(&mut settings.dir, path(value)),
        get: |settings| json!(settings.dir),
        default: || Value::Null,
    },
    SettingKey {
        name: "color",
        set: |settings, value| put(&mut settings.color, choice(value)),
        get: |settings| chosen(settings.color),
        default: || json!("auto"),
    },
    SettingKey {
        name: "ascii",
        set: |settings, value| put(&mut settings.ascii, switch(value)),
        get: |settings| json!(settings.ascii),
        default: || json!(false),
    },
    SettingKey {
        name: "plain",
        set: |settings, value| put(&mut settings.plain, switch(value)),
        get: |settings| json!(settings.plain),
        default: || json!(false),
    },
    SettingKey {
        name: "pager",
        set: |settings, value| put(&mut settings.pager, owned(value)),
        get: |settings| json!(settings.pager),
        default: || json!("less"),
    },
    SettingKey {
        name: "week_start",
        set: |settings, value| put(&mut settings.week_start, choice(value)),
        get: |settings| chosen(settings.week_start),
        default: || json!("mon"),
    },
    SettingKey {
        name: "day_starts",
        set: |settings, value| {
            let hour = number(value).filter(|hour| (0..=DAY_STARTS_MAX).contains(hour));
            let hour = hour.and_then(|hour| u8::try_from(hour).ok());
            let hour = hour.ok_or_else(|| "it takes an hour from 0 to 6".to_owned());
            put(&mut settings.day_starts, hour)
        },
        get: |settings| json!(settings.day_starts),
        default: || json!(0),
    },
    SettingKey {
        name: "date_order",
        set: |settings, value| put(&mut settings.date_order, choice(value)),
        get: |settings| chosen(settings.date_order),
        default: || Value::Null,
    },
    SettingKey {
        name: "inbox",
        set: |settings, value| {
            settings.inbox = list(value)?.map_with(path)?;
            Ok(())
        },
        get: |settings| some_list(&settings.inbox),
        default: || json!([]),
    },
    SettingKey {
        name: "tags",
        set: |settings, value| {
            let tag = |value: &DeValue<'_>| values::tag(text(value)?).map_err(|why| why.0);
            let mut tags = list(value)?.map_with(tag)?;
            tags.sort();
            tags.dedup();
            settings.tags = tags;
            Ok(())
        },
        get: |settings| {
            let tags: Vec<&str> = settings.tags.iter().map(Tag::as_str).collect();
            some_list(&tags)
        },
        default: || json!([]),
    },
    SettingKey {
        name: "wait.default",
        set: |settings, value| put(&mut settings.wait.default, days(value)),
        get: |settings| json!(settings.wait.default),
        default: || json!(WAIT_DAYS),
    },
    SettingKey {
        name: "goal.count",
        set: |settings, value| put(&mut settings.goal_count, choice(value)),
        get: |settings| chosen(settings.goal_count),
        default: || json!("nos"),
    },
    SettingKey {
        name: "card.theme",
        set: |settings, value| put(&mut settings.card_theme, choice(value)),
        get: |settings| chosen(settings.card_theme),
        default: || json!("light"),
    },
    SettingKey {
        name: "card.size",
        set: |settings, value| put(&mut settings.card_size, choice(value)),
        get: |settings| chosen(settings.card_size),
        default: || json!("wide"),
    },
    SettingKey {
        name: "card.title",
        set: |settings, value| put(&mut settings.card_title, owned(value)),
        get: |settings| json!(settings.card_title),
        default: || Value::Null,
    },
    SettingKey {
        name: "dare.level",
        set: |settings, value| put(&mut settings.dare_level, choice(value)),
        get: |settings| chosen(settings.dare_level),
        default: || json!("gentle"),
    },
    SettingKey {
        name: "dare.about",
        set: |settings, value| put(&mut settings.dare_about, choice(value)),
        get: |settings| chosen(settings.dare_about),
        default: || Value::Null,
    },
];

/// The tables of the file; every other key belongs to none.
const TABLES: [&str; 4] = ["wait", "goal", "card", "dare"];

/// What `nos config edit` begins with where there is no file: every key, commented out.
pub(crate) const TEMPLATE: &str = "\
# Settings of nos. A line that begins with # is off. All of them: nos config

# dir = \"/home/me/Sync/nos\"     # the folder of the logs
# color = \"auto\"                # auto, always, never
# ascii = false                 # draw with ASCII characters only
# plain = false                 # sentences and tables only, for screen readers
# pager = \"less\"                # \"\" for none
# week_start = \"mon\"            # mon, sun
# day_starts = 0                # 4: until 4 in the morning, today is still yesterday
# date_order = \"dmy\"            # how an import reads 03/04/2026: dmy, mdy, ymd
# inbox = \"~/Sync/asks.txt\"     # note lines that nos import takes in, or several
# tags = [\"work\"]               # added to every new ask

# [wait]                        # days until an ask counts as silent
# default = 30
# writing = 120                 # asks with the tag +writing

# [goal]
# count = \"nos\"                 # nos, said-nos, asks

# [card]
# theme = \"light\"               # light, dark, red
# size = \"wide\"                 # wide, square, story, badge
# title = \"my year of nos\"

# [dare]
# level = \"gentle\"              # gentle, bold, wild
# about = \"work\"                # shops, work, strangers, friends, art, money, travel
";

/// Reads the file. What cannot be used is named with its line; everything else holds. A file that
/// is not TOML is one problem, and nothing of it holds.
pub(crate) fn parse(file: &str) -> (Settings, Vec<SettingProblem>) {
    let mut settings = Settings::default();
    let table = match DeTable::parse(file) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            let line = line_at(file, error.span().map_or(0, |span| span.start));
            let reason = error.message().to_owned();
            return (settings, vec![SettingProblem { line, reason }]);
        }
    };
    let mut unusable = Vec::new();
    for (key, value) in &table {
        let name = key.get_ref().as_ref();
        match value.get_ref() {
            DeValue::Table(inner) if TABLES.contains(&name) => {
                for (inner_key, value) in inner {
                    let full = format!("{name}.{}", inner_key.get_ref());
                    set(&mut settings, &full, inner_key, value, file, &mut unusable);
                }
            }
            _ => set(&mut settings, name, key, value, file, &mut unusable),
        }
    }
    unusable.sort_by_key(|unusable| unusable.line);
    (settings, unusable)
}

fn set<K>(
    settings: &mut Settings,
    name: &str,
    key: &Spanned<K>,
    value: &Spanned<DeValue<'_>>,
    file: &str,
    unusable: &mut Vec<SettingProblem>,
) {
    let result = match KEYS.iter().find(|known| known.name == name) {
        Some(known) => (known.set)(settings, value.get_ref()),
        None => match name.strip_prefix("wait.") {
            Some(tag) => set_wait(&mut settings.wait, tag, value.get_ref()),
            None => Err("this isn't a setting".to_owned()),
        },
    };
    if let Err(why) = result {
        unusable.push(SettingProblem {
            line: line_at(file, key.span().start),
            reason: format!("{name}: {why}"),
        });
    }
}

fn set_wait(wait: &mut Wait, tag: &str, value: &DeValue<'_>) -> Result<(), String> {
    let tag = Tag::new(tag).map_err(|why| why.0)?;
    wait.by_tag.insert(tag, days(value)?);
    Ok(())
}

fn line_at(file: &str, offset: usize) -> usize {
    let before = file.as_bytes().iter().take(offset);
    1 + before.filter(|&&byte| byte == b'\n').count()
}

fn text<'v>(value: &'v DeValue<'_>) -> Result<&'v str, String> {
    match value {
        DeValue::String(text) => Ok(text.as_ref()),
        _ => Err("it takes a text in quotes".to_owned()),
    }
}

fn owned(value: &DeValue<'_>) -> Result<String, String> {
    text(value).map(str::to_owned)
}

fn put<T>(setting: &mut Option<T>, value: Result<T, String>) -> Result<(), String> {
    *setting = Some(value?);
    Ok(())
}

fn switch(value: &DeValue<'_>) -> Result<bool, String> {
    match value {
        DeValue::Boolean(on) => Ok(*on),
        _ => Err("it takes true or false".to_owned()),
    }
}

fn number(value: &DeValue<'_>) -> Option<i64> {
    match value {
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    }
}

fn days(value: &DeValue<'_>) -> Result<u32, String> {
    number(value)
        .and_then(|days| u32::try_from(days).ok())
        .ok_or_else(|| "it takes a whole number of days".to_owned())
}

/// A path that means the same wherever nos runs: absolute, or below the home folder.
fn path(value: &DeValue<'_>) -> Result<PathBuf, String> {
    let path = PathBuf::from(text(value)?);
    if path.is_absolute() || path.starts_with("~") {
        Ok(path)
    } else {
        Err("it takes a path that begins with / or ~/".to_owned())
    }
}

fn choice<T: ValueEnum>(value: &DeValue<'_>) -> Result<T, String> {
    let known = text(value)
        .ok()
        .and_then(|text| T::from_str(text, false).ok());
    known.ok_or_else(|| {
        let names: Vec<String> = T::value_variants()
            .iter()
            .filter_map(ValueEnum::to_possible_value)
            .map(|known| format!("\"{}\"", known.get_name()))
            .collect();
        format!("it takes one of {}", names.join(", "))
    })
}

fn chosen<T: ValueEnum>(value: Option<T>) -> Value {
    let known = value.and_then(|value| value.to_possible_value());
    known.map_or(Value::Null, |known| json!(known.get_name()))
}

/// One value, or a list of them.
struct OneOrSeveral<'v, 'i>(Vec<&'v DeValue<'i>>);

impl OneOrSeveral<'_, '_> {
    fn map_with<T>(
        &self,
        read: impl Fn(&DeValue<'_>) -> Result<T, String>,
    ) -> Result<Vec<T>, String> {
        self.0.iter().map(|value| read(value)).collect()
    }
}

fn list<'v, 'i>(value: &'v DeValue<'i>) -> Result<OneOrSeveral<'v, 'i>, String> {
    match value {
        DeValue::Array(values) => Ok(OneOrSeveral(values.iter().map(Spanned::get_ref).collect())),
        DeValue::String(_) => Ok(OneOrSeveral(vec![value])),
        _ => Err("it takes a text in quotes, or a list of them".to_owned()),
    }
}

fn some_list<T: serde::Serialize>(values: &[T]) -> Value {
    if values.is_empty() {
        Value::Null
    } else {
        json!(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reasons(file: &str) -> Vec<String> {
        let (_, unusable) = parse(file);
        let told = |unusable: &SettingProblem| format!("{}: {}", unusable.line, unusable.reason);
        unusable.iter().map(told).collect()
    }

    #[test]
    fn the_template_sets_nothing_and_is_valid_with_every_line_switched_on() {
        assert_eq!(parse(TEMPLATE), (Settings::default(), Vec::new()));
        let on: String = TEMPLATE
            .lines()
            .skip(1)
            .map(|line| format!("{}\n", line.strip_prefix("# ").unwrap_or(line)))
            .collect();
        assert_eq!(parse(&on).1, Vec::new(), "{on}");
        let names = KEYS.iter().map(|key| key.name);
        for name in names {
            let last = name.rsplit('.').next().unwrap();
            assert!(on.contains(&format!("\n{last} = ")), "{name}");
        }
    }

    #[test]
    fn a_wrong_value_is_named_with_its_line_and_everything_else_holds() {
        let file = "color = \"blue\"\nascii = true\nsize = 3\n[wait]\ndefault = -1\nwriting = 120\n[card]\nsize = \"huge\"\n";
        assert_eq!(
            reasons(file),
            [
                "1: color: it takes one of \"auto\", \"always\", \"never\"",
                "3: size: this isn't a setting",
                "5: wait.default: it takes a whole number of days",
                "8: card.size: it takes one of \"wide\", \"square\", \"story\", \"badge\""
            ]
        );
        let (settings, _) = parse(file);
        assert_eq!(settings.ascii, Some(true));
        assert_eq!(settings.wait.days(["writing"]), 120);
        assert_eq!(settings.wait.days(["shop"]), WAIT_DAYS);
    }

    #[test]
    fn a_file_that_is_not_toml_is_one_problem_with_its_line() {
        let (settings, unusable) = parse("ascii = true\ncolor = = 1\n");
        assert_eq!(settings, Settings::default());
        assert_eq!(unusable.len(), 1);
        assert_eq!(unusable.first().map(|unusable| unusable.line), Some(2));
    }

    #[test]
    fn an_ask_waits_as_long_as_the_slowest_of_its_tags() {
        let (settings, unusable) =
            parse("[wait]\ndefault = 14\nwriting = 120\nshop = 3\n\"café\" = 5\n");
        assert_eq!(unusable, Vec::new());
        assert_eq!(settings.wait.days(["shop", "writing"]), 120);
        assert_eq!(settings.wait.days(["shop"]), 3);
        assert_eq!(settings.wait.days(["café"]), 5);
        assert_eq!(settings.wait.days([]), 14);
    }

    #[test]
    fn paths_must_mean_the_same_from_every_folder() {
        assert_eq!(
            reasons("dir = \"logs\""),
            ["1: dir: it takes a path that begins with / or ~/"]
        );
        let (settings, _) = parse("dir = \"~/logs\"");
        assert_eq!(settings.dir, Some(PathBuf::from("~/logs")));
    }

    #[test]
    fn hours_and_tags_are_checked() {
        assert_eq!(parse("day_starts = 6").0.day_starts, Some(6));
        for wrong in ["7", "-1", "\"4\"", "1.5"] {
            assert_eq!(
                reasons(&format!("day_starts = {wrong}")).len(),
                1,
                "{wrong}"
            );
        }
        let (settings, _) = parse("tags = [\"Work\", \"+art\", \"work\"]");
        let tags: Vec<&str> = settings.tags.iter().map(Tag::as_str).collect();
        assert_eq!(tags, ["art", "work"]);
        assert_eq!(reasons("tags = [\"1st\"]").len(), 1);
    }
}
