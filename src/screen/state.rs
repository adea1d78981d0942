//! What is on the screen: the views, what is selected in them, what is being typed.

use super::draw;
use super::form::Form;
use super::input::Input;
use crate::domain::ask::{Ask, Rating};
use crate::domain::day::Day;
use crate::domain::ledger::Key;
use crate::domain::outcome::Outcome;
use crate::error::ErrorReason;
use crate::render::style::Style;
use crate::render::{escape, format};

/// What the screen shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum View {
    /// The asks without an answer.
    #[default]
    Waiting,
    /// All asks, or those that match the filter.
    Asks,
    /// The open plans.
    Plans,
    /// The goal, the pace, the heatmap and the months.
    Year,
    /// One ask with its history.
    Detail,
}

impl View {
    /// All views, in the order of their tabs.
    pub(crate) const ALL: [Self; 5] = [
        Self::Waiting,
        Self::Asks,
        Self::Plans,
        Self::Year,
        Self::Detail,
    ];

    /// The word on its tab.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting",
            Self::Asks => "Asks",
            Self::Plans => "Plans",
            Self::Year => "Year",
            Self::Detail => "Detail",
        }
    }
}

/// A list that is too long to be in memory with its texts: the keys of all of it, and the rows that
/// are seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct List {
    /// All of it, in order.
    pub(crate) keys: Vec<Key>,
    /// Which one is selected.
    pub(crate) at: usize,
    /// The first that is seen.
    pub(crate) top: usize,
    /// Those that are seen, from `top` on.
    pub(crate) rows: Vec<Row>,
}

impl List {
    /// The one that is selected.
    pub(crate) fn selected(&self) -> Option<Key> {
        self.keys.get(self.at).copied()
    }

    /// Selects another one, and scrolls so far that it is among the `height` that are seen.
    pub(crate) fn select(&mut self, at: usize, height: usize) {
        let height = height.max(1);
        self.at = at.min(self.keys.len().saturating_sub(1));
        self.top = self
            .top
            .clamp((self.at + 1).saturating_sub(height), self.at)
            .min(self.keys.len().saturating_sub(height));
    }
}

/// An ask or a plan in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// What it is called by.
    pub(crate) name: String,
    /// What was asked for, and what is known of it.
    pub(crate) ask: Ask,
}

/// Lines that are read from the top: the year, or an ask with its history.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    /// The lines, inked as for a terminal.
    pub(crate) text: String,
    /// The first line that is seen.
    pub(crate) top: usize,
}

impl Page {
    /// Scrolls to a line, but not beyond the end.
    pub(crate) fn scroll(&mut self, top: usize, height: usize) {
        self.top = top.min(self.text.lines().count().saturating_sub(height));
    }
}

/// What was counted when the journal was last read.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// The day it is.
    pub(crate) today: Day,
    /// The count towards the goal, and its share.
    pub(crate) goal: Option<(String, String)>,
    /// Whether something happened today that is not celebrated with a count.
    pub(crate) is_gentle: bool,
    /// How many asks there are, whatever the filter.
    pub(crate) asks: usize,
    /// Columns of the longest number of an ask.
    pub(crate) name_cols: usize,
    /// Columns of the longest name of a person.
    pub(crate) people_cols: usize,
    /// Whether an ask has an open due day.
    pub(crate) has_dues: bool,
    /// The people who were asked, those of the most asks first.
    pub(crate) people: Vec<String>,
    /// The tags in use, those of the most asks first.
    pub(crate) tags: Vec<String>,
}

/// What a line is typed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A new ask, as a note line.
    Log,
    /// Which asks are shown, as the words of `list`.
    Filter,
    /// A step of an ask.
    Step(Key),
    /// The day on which to follow an ask up.
    Due(Key),
}

/// What keys do.
#[derive(Clone, Debug, Default)]
pub(crate) enum Mode {
    /// They move and change.
    #[default]
    Browse,
    /// A digit says how much the answer that was just given hurt.
    Sting,
    /// They type a line.
    Line {
        /// What for.
        purpose: Purpose,
        /// The line.
        input: Input,
        /// The beginning of the word that Tab completes, and how often it was pressed.
        tab: Option<(String, usize)>,
    },
    /// They fill in the form of an ask.
    Form {
        /// The ask.
        key: Key,
        /// The form as it was.
        base: String,
        /// The form as it is.
        form: Form,
    },
    /// They scroll the page of keys.
    Help(Page),
}

/// What is said at the foot of the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Status {
    /// The sentences, escaped for the terminal.
    pub(crate) text: String,
    /// The answer that was given, which colours it.
    pub(crate) outcome: Option<Outcome>,
}

/// What the loop around the state is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// End the program.
    Quit,
    /// End it as Ctrl-C does.
    Interrupt,
    /// Stop it until the shell goes on with it.
    Suspend,
    /// Change the journal.
    Change(Change),
    /// Show the form of an ask.
    OpenForm(Key),
    /// Show which asks match the filter.
    Filter,
}

/// A change of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// The answer to an ask, or that it waits again.
    Answer(Key, Outcome),
    /// How much the last answer hurt.
    Sting(Rating),
    /// A new ask, as a note line.
    Log(String),
    /// The same ask once more.
    Again(Key),
    /// A step of an ask.
    Step(Key, String),
    /// A follow-up on a day.
    Due(Key, String),
    /// Today is a day off.
    Rest,
    /// An ask is taken out.
    Remove(Key),
    /// A form that was filled in: as it was, and as it is.
    Form(Key, String, String),
    /// A form in the person's editor.
    Editor(Key),
    /// The last change is taken back.
    Undo,
    /// The last change that was taken back is done again.
    Redo,
}

/// What is on the screen.
#[derive(Clone, Debug)]
pub(crate) struct State {
    /// The view that is shown.
    pub(crate) view: View,
    /// The list view that `Detail` was opened from.
    pub(crate) came_from: View,
    /// What waits.
    pub(crate) waiting: List,
    /// The asks.
    pub(crate) asks: List,
    /// The plans.
    pub(crate) plans: List,
    /// The year.
    pub(crate) year: Page,
    /// The ask of `Detail`.
    pub(crate) subject: Option<Key>,
    /// Its page.
    pub(crate) detail: Page,
    /// The words that filter the asks, as `list` takes them.
    pub(crate) filter: String,
    /// What keys do.
    pub(crate) mode: Mode,
    /// What is said.
    pub(crate) status: Status,
    /// What was counted.
    pub(crate) facts: Facts,
    /// Columns and lines of the terminal.
    pub(crate) size: (u16, u16),
    /// Which colours and glyphs it has.
    pub(crate) style: Style,
}

impl State {
    /// The first screen.
    pub(crate) fn new(facts: Facts, size: (u16, u16), style: Style) -> Self {
        Self {
            view: View::default(),
            came_from: View::default(),
            waiting: List::default(),
            asks: List::default(),
            plans: List::default(),
            year: Page::default(),
            subject: None,
            detail: Page::default(),
            filter: String::new(),
            mode: Mode::default(),
            status: Status::default(),
            facts,
            size,
            style,
        }
    }

    /// The list of the view, if it is one.
    pub(crate) fn list(&self) -> Option<&List> {
        match self.view {
            View::Waiting => Some(&self.waiting),
            View::Asks => Some(&self.asks),
            View::Plans => Some(&self.plans),
            View::Year | View::Detail => None,
        }
    }

    /// The list of the view, to be changed.
    pub(crate) fn list_mut(&mut self) -> Option<&mut List> {
        match self.view {
            View::Waiting => Some(&mut self.waiting),
            View::Asks => Some(&mut self.asks),
            View::Plans => Some(&mut self.plans),
            View::Year | View::Detail => None,
        }
    }

    /// The ask or plan that keys are about.
    pub(crate) fn selected(&self) -> Option<Key> {
        match self.view {
            View::Detail => self.subject,
            _ => self.list()?.selected(),
        }
    }

    /// How many lines the view has between the tabs and the foot.
    pub(crate) fn body_lines(&self) -> usize {
        let lines = usize::from(self.size.1);
        lines.saturating_sub(draw::LINES_ABOVE + draw::lines_below(lines))
    }

    /// How many rows of a list are seen: a heading is above them.
    pub(crate) fn list_lines(&self) -> usize {
        self.body_lines().saturating_sub(1)
    }

    /// The terminal has another size.
    pub(crate) fn resize(&mut self, size: (u16, u16)) {
        self.size = size;
        self.settle();
    }

    /// Keeps every selection and scroll within what there is now.
    pub(crate) fn settle(&mut self) {
        let (lines, body) = (self.list_lines(), self.body_lines());
        for list in [&mut self.waiting, &mut self.asks, &mut self.plans] {
            list.select(list.at, lines);
        }
        for page in [&mut self.year, &mut self.detail] {
            page.scroll(page.top, body);
        }
    }

    /// A change was made, and this is said about it.
    pub(crate) fn done(&mut self, change: &Change, said: String) {
        let outcome = match change {
            Change::Answer(_, outcome) => Some(*outcome),
            _ => None,
        };
        self.mode = match outcome {
            Some(outcome) if outcome.is_answered() => Mode::Sting,
            _ => Mode::Browse,
        };
        self.facts.is_gentle = matches!(change, Change::Sting(sting) if sting.hurts());
        self.status = Status {
            text: said,
            outcome,
        };
    }

    /// A change was refused. What was typed for it stays.
    pub(crate) fn failed(&mut self, refusal: &ErrorReason) {
        let text = format::sentence(&format!("{}.", refusal.message));
        self.status = Status {
            text: escape::one_line(&text),
            outcome: None,
        };
    }
}
