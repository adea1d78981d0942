//! What can be typed: the commands, their flags and how the values in them are read.
//!
//! No behaviour. Values that depend on the day ([`when`]) are kept as they were typed and read by
//! the command, with today handed in, so that whatever is wrong with them can be told beside the
//! text that would otherwise be lost.

#![expect(
    clippy::doc_markdown,
    reason = "these docs are the help texts that people read"
)]

pub mod calendar;
pub mod card;
pub mod change;
pub mod dare;
pub mod exchange;
pub mod form;
pub mod help;
pub mod manual;
pub mod nearest;
pub mod period;
pub mod reference;
pub mod refusal;
pub mod report;
pub mod shell;
pub mod target;
pub mod values;
pub mod wanted;
pub mod when;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::domain::ask::{Odds, Rating, Tag};
use crate::domain::goal::Target;
use crate::domain::outcome::Outcome;

/// Collect rejections on purpose: log every ask and its answer, see where you stand.
#[derive(Debug, Parser)]
#[command(
    name = "nos",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    propagate_version = true,
    override_help = help::FIRST_PAGE,
    max_term_width = 100
)]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// The command; none shows where you stand.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What holds for every command.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "For every command")]
pub struct Global {
    /// Where the logs are kept [env: NOS_DIR]
    #[arg(long, global = true, value_name = "DIR", value_parser = values::folder)]
    pub dir: Option<PathBuf>,
    /// When to use colour: auto, always or never
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto, hide_default_value = true, hide_possible_values = true)]
    pub color: Color,
    /// Draw with ASCII characters only
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Answer in JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// Say nothing about a change that worked, and give no hints
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Never ask a question
    #[arg(long, global = true)]
    pub no_input: bool,
    /// Show this help
    #[arg(short, long, global = true, action = ArgAction::HelpShort)]
    help: Option<bool>,
    /// Show the version
    #[arg(short = 'V', long, global = true, action = ArgAction::Version)]
    version: Option<bool>,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless the environment says otherwise
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Log an ask, and its answer if it came at once
    #[command(after_help = "Examples:
  nos log \"asked for a discount\" --no
  nos log applied for a Dutch passport --to embassy --fear 4 --odds 5 +travel
  nos log asked for a raise --on friday --yes --sting 0
  cat asks.txt | nos log - --no")]
    Log(LogArgs),
    /// Log an ask that was refused: the same as log --no
    #[command(after_help = "Examples:
  nos no asked for a free coffee
  nos no asked to skip the queue --sting 2 +shop")]
    No(AskArgs),
    /// Log an ask that was granted: the same as log --yes
    #[command(after_help = "Examples:
  nos yes asked for a window seat
  nos yes asked to sit in on the rehearsal --to \"the band\" +art")]
    Yes(AskArgs),
    /// Write down the answer to an ask
    #[command(
        visible_alias = "resolve",
        after_help = "Examples:
  nos answer 84 --no
  nos answer passport --yes --sting 0
  nos answer last --ghosted
  nos answer 12 13 14 --no --on yesterday"
    )]
    Answer(AnswerArgs),
    /// Walk through asks that nobody ever answered
    #[command(
        after_help = "On a terminal it asks about one after the other: no, yes, ghosted, or still
waiting.

Examples:
  nos sweep --dry-run
  nos sweep --older-than 60 --dry-run
  nos sweep --ghosted"
    )]
    Sweep(change::SweepArgs),
    /// List asks
    #[command(
        visible_alias = "ls",
        after_help = "Examples:
  nos list
  nos list --pending
  nos list passport --year 2026
  nos list -t shop --no --sort sting -L 5"
    )]
    List(ListArgs),
    /// Show one ask with its whole history
    #[command(after_help = "Examples:
  nos show 84
  nos show passport
  nos show last")]
    Show(ShowArgs),
    /// Change an ask
    #[command(after_help = "Examples:
  nos edit 84 --text \"applied for a passport\"
  nos edit last --fear 6 -t travel --untag work
  nos edit 84 --no --answered friday
  nos edit 84 --clear note --clear sting
  nos edit passport -e")]
    Edit(change::EditArgs),
    /// Take out asks; nos undo brings them back
    #[command(
        visible_alias = "rm",
        after_help = "Examples:
  nos remove 84
  nos remove 12 13 14
  nos remove passport --dry-run
  nos remove 84 --purge --force"
    )]
    Remove(change::RemoveArgs),
    /// Take back the last change made on this device, step by step
    #[command(after_help = "Examples:
  nos undo
  nos undo --dry-run")]
    Undo(change::UndoArgs),
    /// Do again what was undone, step by step
    #[command(
        after_help = "It goes forward as far as undo went back, until something else is changed.

Examples:
  nos undo && nos redo
  nos undo && nos redo --dry-run"
    )]
    Redo(change::UndoArgs),
    /// Set, show or clear a goal
    #[command(
        after_help = "Examples:
  nos goal
  nos goal set 1000
  nos goal set 1k --rest sat,sun
  nos goal set 100 --count asks --days 90
  nos goal clear",
        args_conflicts_with_subcommands = true
    )]
    Goal(GoalArgs),
    /// See the numbers of a period
    #[command(after_help = "Examples:
  nos stats
  nos stats --all
  nos stats --year 2025 -t auditions
  nos stats --since 4w --by who")]
    Stats(StatsArgs),
    /// See the days of a year
    #[command(
        visible_alias = "cal",
        after_help = "Examples:
  nos calendar
  nos calendar --year 2025 --week-start sun
  nos calendar --count asks"
    )]
    Calendar(calendar::CalendarArgs),
    /// Take asks out: as CSV, JSON or JSON Lines
    #[command(
        after_help = "CSV opens in any spreadsheet. A cell that it would run as a formula has an
apostrophe before it, which nos import takes off again; --raw leaves every cell
as it is.

Examples:
  nos export -o asks.csv
  nos export --year 2026 -o asks-2026.json
  nos export --format jsonl | wc -l
  nos export --schema"
    )]
    Export(exchange::ExportArgs),
    /// Bring asks in: from a spreadsheet, another tracker or another log
    #[command(
        after_help = "Columns are known by their names, and what they were taken for is shown. All
rows come in, or none; rows that are there already are not added again. A file
is one step for nos undo, but for a log, whose events are joined as they are.

FIELD is text, to, outcome, asked_on, answered_on, tags, note, fear, odds or
sting; OUTCOME is no, yes, ghosted or pending. In place of either, ignore leaves
out the column, or the rows with the word.

Examples:
  nos import applications.csv --dry-run
  nos import applications.csv --date-order dmy
  nos import board.csv --map \"Pitch=text\" --map \"stage:on ice=ghosted\"
  nos import old-laptop.jsonl
  nos import - < board.csv --map Pitch=text --skip-unreadable"
    )]
    Import(exchange::ImportArgs),
    /// Make a card to show to others: a picture or a line, counts only
    #[command(after_help = card::AFTER_HELP)]
    Card(card::CardArgs),
    /// Make a report of a period: one page to keep, print and show
    #[command(
        after_help = "A page of HTML that needs nothing but itself: it opens in any browser,
on a phone and on paper, and asks nobody for anything. It counts by tag
and by person. What you asked for is in it only with --texts, and your
notes never are.

Examples:
  nos report -o 2026.html
  nos report --year 2025 --texts -o 2025.html
  nos report > report.html"
    )]
    Report(report::ReportArgs),
    /// Check every log and say where they are
    #[command(after_help = "Examples:
  nos doctor
  nos doctor --json
  nos doctor --repair")]
    Doctor(DoctorArgs),
    /// Get something to ask for today
    #[command(
        after_help = "The same one all day, a new one tomorrow, none again for forty days. It is
gentle unless you name a level; when what you did lately hardly stings any
more (its sting at most 2), the next level is offered, never chosen.

Examples:
  nos dare
  nos dare --another
  nos dare --level bold"
    )]
    Dare(dare::DareArgs),
    /// Print one line for a shell prompt
    #[command(
        after_help = "In the format, each of these is a number: {nos} {goal} {left} {today} {streak}
{pending} {yes} {lead} {percent}; {today} is the asks made today. On any
trouble it prints nothing.

Examples:
  nos prompt
  nos prompt --format '{nos} of {goal}'
  nos prompt --format '{today} today, {streak} days'"
    )]
    Prompt(shell::PromptArgs),
    /// Print the completions of a shell
    #[command(after_help = "Setup, once:
  bash        echo 'eval \"$(nos completions bash)\"' >> ~/.bashrc
  zsh         echo 'eval \"$(nos completions zsh)\"' >> ~/.zshrc
              (after the line with compinit)
  fish        nos completions fish > ~/.config/fish/completions/nos.fish
  elvish      nos completions elvish >> ~/.config/elvish/rc.elv
  PowerShell  nos completions powershell >> $PROFILE

Examples:
  nos completions bash
  nos completions fish")]
    Completions(shell::CompletionsArgs),
    /// Print the manual, or write its pages into a folder
    #[command(after_help = "Examples:
  nos man
  nos man -o pages")]
    Man(shell::ManArgs),
    /// Help on a command, or on how days are written
    #[command(after_help = "Examples:
  nos help goal set
  nos help dates")]
    Help(shell::HelpArgs),
}

/// An ask and what may be said of it.
#[derive(Args, Clone, Debug)]
pub struct AskArgs {
    /// What you asked for; +tag tags it; - takes one ask a line
    #[arg(value_name = "ASK", allow_negative_numbers = true)]
    pub words: Vec<String>,
    /// The day you asked, if it was not today
    #[arg(short = 'd', long, value_name = "WHEN")]
    pub on: Option<String>,
    /// The day of the answer, if it was another day
    #[arg(long, value_name = "WHEN")]
    pub answered: Option<String>,
    /// Whom you asked
    #[arg(long, value_name = "WHO")]
    pub to: Option<String>,
    /// A tag; may be given several times
    #[arg(short, long = "tag", value_name = "TAG", value_parser = values::tag)]
    pub tags: Vec<Tag>,
    /// A note
    #[arg(short = 'm', long, value_name = "NOTE")]
    pub note: Option<String>,
    /// How hard it seemed before, 0 to 10
    #[arg(long, value_name = "N", value_parser = values::rating, allow_negative_numbers = true)]
    pub fear: Option<Rating>,
    /// The chance of a yes you would have guessed, 0 to 100
    #[arg(long, value_name = "N", value_parser = values::odds, allow_negative_numbers = true)]
    pub odds: Option<Odds>,
    /// How much it hurt after, 0 to 10
    #[arg(long, value_name = "N", value_parser = values::rating, allow_negative_numbers = true)]
    pub sting: Option<Rating>,
}

/// The arguments of `log`.
#[derive(Args, Clone, Debug)]
pub struct LogArgs {
    /// The ask.
    #[command(flatten)]
    pub ask: AskArgs,
    /// Its outcome.
    #[command(flatten)]
    pub outcome: OneOutcome,
}

/// At most one outcome.
#[derive(Args, Clone, Copy, Debug)]
#[group(multiple = false)]
pub struct OneOutcome {
    /// It was refused
    #[arg(short, long, help_heading = "Outcome")]
    pub no: bool,
    /// It was granted
    #[arg(short, long, help_heading = "Outcome")]
    pub yes: bool,
    /// No answer ever came
    #[arg(short, long, help_heading = "Outcome")]
    pub ghosted: bool,
    /// No answer yet
    #[arg(short, long, help_heading = "Outcome")]
    pub pending: bool,
}

impl OneOutcome {
    /// The outcome that was named, if one was.
    pub fn named(self) -> Option<Outcome> {
        self.all().next()
    }

    fn all(self) -> impl Iterator<Item = Outcome> {
        [
            (self.pending, Outcome::Pending),
            (self.no, Outcome::No),
            (self.yes, Outcome::Yes),
            (self.ghosted, Outcome::Ghosted),
        ]
        .into_iter()
        .filter(|(named, _)| *named)
        .map(|(_, outcome)| outcome)
    }
}

/// Any outcomes.
#[derive(Args, Clone, Copy, Debug)]
pub struct Outcomes {
    /// Those that were refused
    #[arg(short, long, help_heading = "Which asks")]
    pub no: bool,
    /// Those that were granted
    #[arg(short, long, help_heading = "Which asks")]
    pub yes: bool,
    /// Those that were never answered
    #[arg(short, long, help_heading = "Which asks")]
    pub ghosted: bool,
    /// Those that have no answer yet
    #[arg(short, long, help_heading = "Which asks")]
    pub pending: bool,
}

impl Outcomes {
    /// The outcomes that were named.
    pub fn named(self) -> Vec<Outcome> {
        let Self {
            no,
            yes,
            ghosted,
            pending,
        } = self;
        OneOutcome {
            no,
            yes,
            ghosted,
            pending,
        }
        .all()
        .collect()
    }
}

/// The arguments of `answer`.
#[derive(Args, Clone, Debug)]
pub struct AnswerArgs {
    /// Which ask: number, id, `last` or words; or several numbers
    #[arg(value_name = "REF")]
    pub refs: Vec<String>,
    /// The answer.
    #[command(flatten)]
    pub outcome: OneOutcome,
    /// The day the answer came, if it was not today
    #[arg(short = 'd', long, value_name = "WHEN")]
    pub on: Option<String>,
    /// A note; it is added to the one there is
    #[arg(short = 'm', long, value_name = "NOTE")]
    pub note: Option<String>,
    /// How much it hurt, 0 to 10
    #[arg(long, value_name = "N", value_parser = values::rating, allow_negative_numbers = true)]
    pub sting: Option<Rating>,
}

/// The arguments of `list`.
#[derive(Args, Clone, Debug)]
pub struct ListArgs {
    /// Words that must all be in the text, the person or the note
    #[arg(value_name = "WORDS", allow_negative_numbers = true)]
    pub words: Vec<String>,
    /// The outcomes.
    #[command(flatten)]
    pub outcomes: Outcomes,
    /// Those with this tag; several must all be there
    #[arg(short, long = "tag", value_name = "TAG", value_parser = values::tag, help_heading = "Which asks")]
    pub tags: Vec<Tag>,
    /// Those whose person contains this
    #[arg(long, value_name = "WHO", help_heading = "Which asks")]
    pub to: Option<String>,
    /// The period.
    #[command(flatten)]
    pub period: period::PeriodArgs,
    /// How many of the latest; 0 is all [default: 20, piped all]
    #[arg(short = 'L', long, value_name = "N", allow_negative_numbers = true)]
    pub limit: Option<usize>,
    /// In order of day, number, fear or sting [default: day]
    #[arg(long, value_name = "BY", value_enum, default_value_t = SortBy::Day, hide_default_value = true, hide_possible_values = true)]
    pub sort: SortBy,
}

/// What a list is in the order of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SortBy {
    /// The day of the ask, oldest first
    Day,
    /// The number, lowest first
    Number,
    /// The fear, highest first
    Fear,
    /// The sting, highest first
    Sting,
}

/// The arguments of `show`.
#[derive(Args, Clone, Debug)]
pub struct ShowArgs {
    /// Which ask: its number, its id, `last`, or words of it
    #[arg(value_name = "REF", required = true)]
    pub refs: Vec<String>,
}

/// The arguments of `goal`.
#[derive(Args, Clone, Debug)]
pub struct GoalArgs {
    /// What to do; none shows the goals.
    #[command(subcommand)]
    pub action: Option<GoalAction>,
}

/// What can be done with goals.
#[derive(Clone, Debug, Subcommand)]
pub enum GoalAction {
    /// Show all goals
    Show,
    /// Set a goal: it replaces one of its kind whose period overlaps
    #[command(after_help = "Examples:
  nos goal set 1000
  nos goal set 1,000 --from 2026-09-01 --rest sun
  nos goal set 300 --count asks --year 2027
  nos goal set 30 --days 30")]
    Set(GoalSetArgs),
    /// Clear the current goal
    #[command(after_help = "Examples:
  nos goal clear
  nos goal clear --count asks")]
    Clear {
        /// The goal of this kind: nos, said-nos or asks
        #[arg(long, value_name = "KIND", value_enum, hide_possible_values = true)]
        count: Option<Count>,
    },
}

/// The arguments of `goal set`.
#[derive(Args, Clone, Debug)]
pub struct GoalSetArgs {
    /// How many: 1000, 1,000, 1_000 or 1k
    #[arg(value_parser = target::parse, allow_negative_numbers = true)]
    pub target: Target,
    /// What counts: nos, said-nos or asks [default: nos]
    #[arg(long, value_name = "KIND", value_enum, default_value_t = Count::Nos, hide_default_value = true, hide_possible_values = true)]
    pub count: Count,
    /// The calendar year [default: this one]
    #[arg(long, value_name = "Y", value_parser = values::year, conflicts_with = "from")]
    pub year: Option<i32>,
    /// The first day; alone it runs a year
    #[arg(long, value_name = "WHEN")]
    pub from: Option<String>,
    /// The last day
    #[arg(long, value_name = "WHEN", conflicts_with = "days")]
    pub until: Option<String>,
    /// How many days it runs, from --from or from today
    #[arg(long, value_name = "N", value_parser = values::days, conflicts_with = "year", allow_negative_numbers = true)]
    pub days: Option<u32>,
    /// Weekdays off, on which nothing is expected: sat,sun
    #[arg(long, value_name = "DAYS", value_parser = values::weekdays)]
    pub rest: Option<values::Weekdays>,
}

/// What a goal counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Count {
    /// Nos, said or by silence
    Nos,
    /// Said nos alone
    SaidNos,
    /// Asks
    Asks,
}

/// The arguments of `stats`.
#[derive(Args, Clone, Debug)]
pub struct StatsArgs {
    /// The period.
    #[command(flatten)]
    pub period: period::PeriodArgs,
    /// Asks with this tag; several must all be there
    #[arg(short, long = "tag", value_name = "TAG", value_parser = values::tag, help_heading = "Which asks")]
    pub tags: Vec<Tag>,
    /// Asks whose person contains this
    #[arg(long, value_name = "WHO", help_heading = "Which asks")]
    pub to: Option<String>,
    /// Show only the tag, who, month or weekday table
    #[arg(long, value_name = "BY", value_enum, hide_possible_values = true)]
    pub by: Option<Breakdown>,
}

/// What the numbers can be broken down by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Breakdown {
    /// By tag
    Tag,
    /// By person
    Who,
    /// By month
    Month,
    /// By weekday
    Weekday,
}

/// The arguments of `doctor`.
#[derive(Args, Clone, Debug)]
pub struct DoctorArgs {
    /// Move unreadable lines out of this device's log, backed up
    #[arg(long)]
    pub repair: bool,
}

/// What was typed, read.
#[derive(Debug)]
pub struct Typed {
    /// The command and its flags.
    pub cli: Cli,
    /// How many of the last words stood after a `--`, where a `+` begins no tag.
    pub words_after_dashes: usize,
}

/// Reads what was typed, the name of the program first.
///
/// # Errors
/// What clap has against it; asking for help is one of these.
pub fn parse(args: &[OsString], width_cols: usize) -> Result<Typed, clap::Error> {
    let matches = command(width_cols).try_get_matches_from(args)?;
    let cli = Cli::from_arg_matches(&matches)?;
    let words_after_dashes = args
        .iter()
        .position(|arg| arg == "--")
        .map_or(0, |dashes| args.len() - dashes - 1);
    Ok(Typed {
        cli,
        words_after_dashes,
    })
}

/// The whole command line as clap knows it, its help as wide as the terminal.
pub fn command(width_cols: usize) -> clap::Command {
    Cli::command().term_width(width_cols.min(100))
}
