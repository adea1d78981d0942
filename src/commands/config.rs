//! `nos config`: the settings, shown and edited; and how they are loaded.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::Serialize;
use serde_json::{Value, json};

use super::context::Context;
use crate::cli::config::{ConfigAction, ConfigArgs};
use crate::cli::global::Color;
use crate::cli::settings::{self, KEYS, SettingKey, SettingProblem, Settings, TEMPLATE};
use crate::error::{Code, Exit, Failure};
use crate::journal::draft::Draft;
use crate::render::escape;
use crate::render::style::{Colours, Glyphs, Ink, OutputMedium, Style};
use crate::render::table::{Align, Table, TableCell};
use crate::system::System;
use crate::system::output::{OverwritePolicy, Readers, write_whole};

/// The settings file as it was found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Config {
    /// Where it is, or would be; none without a home folder.
    pub(crate) path: Option<PathBuf>,
    /// What it says.
    pub(crate) settings: Settings,
    /// What is wrong with it, each as `config.toml:LINE: reason`.
    pub(crate) warnings: Vec<String>,
}

/// Reads the settings file, if there is one. It never fails: what cannot be read is a warning.
pub(crate) fn load(system: &System) -> Config {
    let Some(path) = system.config_file() else {
        return Config::default();
    };
    let (settings, warnings) = match fs::read(&path).map(String::from_utf8) {
        Ok(Ok(text)) => {
            let (settings, unusable) = settings::parse(&text);
            let told = |unusable: &SettingProblem| located(&path, unusable);
            (settings, unusable.iter().map(told).collect())
        }
        Ok(Err(_)) => {
            let warning = format!("{}: it's not UTF-8", file_name(&path));
            (Settings::default(), vec![warning])
        }
        Err(error) if error.kind() == ErrorKind::NotFound => (Settings::default(), Vec::new()),
        Err(error) => {
            let warning = format!("can't read {}: {error}", path.display());
            (Settings::default(), vec![warning])
        }
    };
    Config {
        path: Some(path),
        settings,
        warnings,
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

fn located(path: &Path, unusable: &SettingProblem) -> String {
    format!("{}:{}: {}", file_name(path), unusable.line, unusable.reason)
}

/// Shows the settings, or where they are, or opens them in an editor.
///
/// # Errors
/// If there is no home folder for the file, or an edited file cannot be read or written.
pub(super) fn run(args: ConfigArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    match args.action {
        None => {
            let rows = rows(context);
            let path = context.config.path.clone();
            context.answer(
                || ConfigJson {
                    schema: "nos.config/1",
                    path: path.as_ref().map(|path| path.display().to_string()),
                    settings: &rows,
                },
                |style| draw(&rows, path.as_deref(), style),
            )?;
        }
        Some(ConfigAction::Path) => {
            let path = known_path(context)?;
            context
                .system
                .print(format!("{}\n", path.display()).as_bytes())?;
        }
        Some(ConfigAction::Edit) => edit(context)?,
    }
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct ConfigJson<'a> {
    schema: &'static str,
    path: Option<String>,
    settings: &'a [SettingRow],
}

/// One setting as it holds now.
#[derive(Clone, Debug, Serialize)]
struct SettingRow {
    key: String,
    value: Value,
    from: Origin,
}

/// What decides the value of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Origin {
    Default,
    File,
    Env,
    Flag,
}

impl Origin {
    fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::File => "file",
            Self::Env => "env",
            Self::Flag => "flag",
        }
    }
}

fn rows(context: &Context<'_>) -> Vec<SettingRow> {
    let mut rows = Vec::new();
    for key in &KEYS {
        rows.push(row(key, context));
        if key.name == "wait.default" {
            for (tag, days) in &context.config.settings.wait.by_tag {
                rows.push(SettingRow {
                    key: format!("wait.{tag}"),
                    value: json!(days),
                    from: Origin::File,
                });
            }
        }
    }
    rows
}

fn row(key: &SettingKey, context: &Context<'_>) -> SettingRow {
    let said = key.value(&context.config.settings);
    let (value, from) = match overriding(key.name, context) {
        Some(overriding) => overriding,
        None if !said.is_null() => (said, Origin::File),
        None if key.name == "dir" => (json!(context.places().data), Origin::Default),
        None => (key.default(), Origin::Default),
    };
    SettingRow {
        key: key.name.to_owned(),
        value,
        from,
    }
}

/// The value that a flag or the environment gives to a setting; none where neither does.
fn overriding(key: &str, context: &Context<'_>) -> Option<(Value, Origin)> {
    let var = |name: &str| context.system.var_text(name);
    let flags = &context.global;
    match key {
        "dir" => {
            let flag = flags.dir.as_ref().map(|dir| (json!(dir), Origin::Flag));
            flag.or_else(|| Some((json!(var("NOS_DIR")?), Origin::Env)))
        }
        "color" => match flags.color {
            Some(Color::Always) => Some((json!("always"), Origin::Flag)),
            Some(Color::Never) => Some((json!("never"), Origin::Flag)),
            Some(Color::Auto) => Some((json!("auto"), Origin::Flag)),
            None => {
                let on = super::context::colours_of_environment(context.system)?;
                let word = if on == Colours::Ansi {
                    "always"
                } else {
                    "never"
                };
                Some((json!(word), Origin::Env))
            }
        },
        "ascii" if flags.ascii => Some((json!(true), Origin::Flag)),
        "ascii" => {
            let glyphs = super::context::glyphs_of_environment(context.system)?;
            (glyphs == Glyphs::Ascii).then_some((json!(true), Origin::Env))
        }
        "plain" if flags.plain => Some((json!(true), Origin::Flag)),
        "plain" => super::context::is_dumb(context.system).then_some((json!(true), Origin::Env)),
        "pager" if flags.no_pager => Some((json!(""), Origin::Flag)),
        "pager" => {
            let setting = context.config.settings.pager.as_deref();
            let pager = context.system.pager_of_environment(setting)?;
            Some((json!(pager.to_string_lossy()), Origin::Env))
        }
        _ => None,
    }
}

fn draw(rows: &[SettingRow], path: Option<&Path>, style: &Style) -> String {
    let mut table = Table::new()
        .column("", Align::Left)
        .cut_column("", 12)
        .column("", Align::Left);
    for row in rows {
        let from = row.from.name();
        table.row(vec![
            TableCell::new(escape::one_line(&row.key)),
            TableCell::new(escape::one_line(&shown(&row.value))),
            match row.from {
                Origin::Default => TableCell::inked(Ink::Soft, from),
                Origin::File | Origin::Env | Origin::Flag => TableCell::new(from),
            },
        ]);
    }
    let mut text = table.draw(style);
    if let (Some(path), true) = (path, style.medium == OutputMedium::Terminal) {
        text.push_str(&format!("\nThe file: {}\n", path.display()));
    }
    text
}

/// A value as the file would have it, without the quotes around a text.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

fn known_path(context: &Context<'_>) -> anyhow::Result<PathBuf> {
    let path = context.config.path.clone();
    path.context("there's no home folder for the settings; name a file with NOS_CONFIG")
}

/// Opens a copy of the file in the editor until it can be read, and only then replaces the file.
fn edit(context: &mut Context<'_>) -> anyhow::Result<()> {
    if context.is_no_input() {
        return Err(
            Failure::usage("config edit opens an editor, and --no-input forbids it")
                .hint("nos config path")
                .into(),
        );
    }
    let path = known_path(context)?;
    let before = match fs::read(&path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) if error.kind() == ErrorKind::NotFound => TEMPLATE.to_owned(),
        Err(error) => return Err(error).with_context(|| format!("can't read {}", path.display())),
    };
    let draft = Draft::of_settings(context.places().state()?);
    let mut text = draft.read()?.map_or(before, |saved| saved.text);
    loop {
        draft.keep(&text)?;
        let editor = context.system.editor();
        let why = match context.system.edit(draft.path()) {
            Ok(status) if status.success() => None,
            Ok(status) => Some(status.to_string()),
            Err(error) => Some(error.to_string()),
        };
        if let Some(why) = why {
            return Err(Failure::new(
                Code::Io,
                format!(
                    "the editor `{editor}` failed ({why}); what you wrote is in {}",
                    draft.path().display()
                ),
            )
            .hint("nos config edit")
            .into());
        }
        let edited = draft.read()?.map_or_else(String::new, |saved| saved.text);
        let edited = without_reasons(&edited);
        let (_, unusable) = settings::parse(&edited);
        if unusable.is_empty() {
            keep(&path, &edited)?;
            draft.discard();
            let told = format!("Saved {}\n", escape::one_line(&path.display().to_string()));
            return if context.is_quiet() {
                Ok(())
            } else {
                context.system.print(told.as_bytes())
            };
        }
        if edited == without_reasons(&text) {
            let reasons: Vec<String> = unusable.iter().map(|wrong| located(&path, wrong)).collect();
            return Err(Failure::usage(format!(
                "{}; what you wrote is in {}",
                reasons.join("; "),
                draft.path().display()
            ))
            .hint("nos config edit")
            .into());
        }
        text = with_reasons(&edited, &unusable);
    }
}

/// What a line begins with that tells what is wrong with the file.
const REASON: &str = "#! ";

fn with_reasons(text: &str, unusable: &[SettingProblem]) -> String {
    let reasons: String = unusable
        .iter()
        .map(|wrong| format!("{REASON}line {}: {}\n", wrong.line, wrong.reason))
        .collect();
    format!("{text}{reasons}")
}

fn without_reasons(text: &str) -> String {
    text.split_inclusive('\n')
        .filter(|line| !line.starts_with(REASON))
        .collect()
}

fn keep(path: &Path, text: &str) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("can't make the folder {}", folder.display()))?;
    }
    write_whole(
        path,
        text.as_bytes(),
        OverwritePolicy::IsReplaced,
        Readers::Owner,
        "nos config edit",
    )
}
