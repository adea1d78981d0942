//! The page of keys, and the keys that the foot of the screen shows.

use super::state::{Mode, Page, Purpose, State, View};
use crate::render::style::Ink;
use crate::render::wrap::LabelColumn;

/// A key and what it does, in a word or two.
type Key = (&'static str, &'static str);

/// The last keys of every foot: they are left out last.
const ALWAYS: [Key; 2] = [("?", "keys"), ("q", "quit")];

/// The keys that the foot of the screen shows, the most useful first.
pub(super) fn of_foot(state: &State) -> (Vec<Key>, &'static [Key]) {
    let dash = state.style.glyph("0–9", "0-9");
    let keys: Vec<Key> = match (&state.mode, state.view) {
        (Mode::Sting, _) => vec![
            (dash, "how much it hurt"),
            ("t", "ten"),
            ("any other key", "goes on"),
        ],
        (Mode::Line { purpose, .. }, _) => match purpose {
            Purpose::Log => vec![
                ("Enter", "logs it"),
                ("Esc", "leaves"),
                ("Tab", "completes @who, +tag"),
            ],
            Purpose::Filter => vec![
                ("Enter", "keeps it"),
                ("Esc", "shows all"),
                ("Tab", "completes @who, +tag"),
            ],
            Purpose::Step(_) | Purpose::Due(_) => vec![("Enter", "keeps it"), ("Esc", "leaves")],
        },
        (Mode::Form { .. }, _) => vec![
            ("Enter", "keeps it"),
            ("Esc", "leaves"),
            (state.style.glyph("↑↓", "Up, Down"), "fields"),
            ("Alt-Enter", "new line"),
        ],
        (Mode::Help(_), _) => vec![("any other key", "goes back")],
        (Mode::Browse, View::Plans) => vec![
            ("Enter", "ask it"),
            ("n", "no"),
            ("y", "yes"),
            ("g", "ghosted"),
            ("x", "remove"),
            ("u", "undo"),
            ("l", "log"),
        ],
        (Mode::Browse, View::Year) => vec![
            ("l", "log"),
            ("u", "undo"),
            ("r", "rest today"),
            ("Tab", "next view"),
        ],
        (Mode::Browse, View::Waiting | View::Asks | View::Detail) => vec![
            ("n", "no"),
            ("y", "yes"),
            ("g", "ghosted"),
            ("l", "log"),
            ("u", "undo"),
            ("/", "filter"),
            ("e", "edit"),
            ("d", "due"),
            ("s", "step"),
            ("a", "again"),
            ("x", "remove"),
        ],
    };
    let is_longer = |page: &Page| page.text.lines().count() > page.top + state.body_lines();
    let has_more = match (&state.mode, state.view) {
        (Mode::Browse, View::Year) => is_longer(&state.year),
        (Mode::Browse | Mode::Sting, View::Detail) => is_longer(&state.detail),
        (Mode::Help(page), _) => is_longer(page),
        _ => false,
    };
    let more = has_more.then_some((state.style.glyph("↓", "Down"), "more"));
    let keys = more.into_iter().chain(keys).collect();
    match state.mode {
        Mode::Browse => (keys, &ALWAYS),
        _ => (keys, &[]),
    }
}

/// Every key, as long as the page is.
const KEYS: [Key; 24] = [
    (
        "Tab, F1-F5, 1-5",
        "Waiting, Asks, Plans, Year, and the detail of an ask",
    ),
    ("j, k, arrows", "down, up; PageUp, PageDown, Home, End"),
    ("Enter", "the ask with its history; on a plan: you asked it"),
    ("Esc", "back; show all asks again"),
    ("", ""),
    (
        "n y g",
        "the answer: no, yes, ghosted; then 0-9, or t for ten, is how much it hurt",
    ),
    ("p", "the answer is taken back: it waits again"),
    (
        "l",
        "log an ask, as a note line: no: a raise @boss +work (f4 o20) // at lunch",
    ),
    ("a", "ask the same once more, today"),
    ("e, E", "edit it here, or in your editor"),
    ("s", "a step on the way: callback, interview, follow-up"),
    ("d", "follow it up on a day: friday, in 3 days"),
    ("r", "today is a day off"),
    ("x", "remove it"),
    ("u, U", "undo, redo"),
    ("", ""),
    (
        "/",
        "filter the asks, in the words of nos list: passport +travel --yes",
    ),
    ("Tab", "while you type: complete @who and +tag"),
    (
        "Ctrl-U, Ctrl-W",
        "while you type: delete the line, the word",
    ),
    ("", ""),
    (
        "mouse",
        "click a view or an ask; click it again to open it; the wheel scrolls",
    ),
    ("Ctrl-Z", "to the shell; fg comes back"),
    ("q", "quit"),
    ("?", "this page"),
];

/// The page of keys.
pub(super) fn text(state: &State) -> String {
    let labels = LabelColumn { width_cols: 15 };
    let style = crate::render::style::Style {
        width_cols: usize::from(state.size.0)
            .saturating_sub(super::draw::MARGIN_COLS * 2)
            .min(96),
        ..state.style
    };
    let lines = KEYS
        .iter()
        .map(|(key, does)| labels.line(key, does, &style));
    lines.collect()
}

/// A key and its word as the foot shows them.
pub(super) fn shown((key, word): &Key, state: &State) -> String {
    format!(
        "{} {}",
        state.style.ink(Ink::Strong, key),
        state.style.ink(Ink::Soft, word)
    )
}
