//! How the screen looks: tabs, a list or a page, what was said, and the keys. Pure.

use ratatui::Frame;
use ratatui::layout::Position;

use super::state::{List, Mode, Page, Purpose, State, View};
use super::{help, keys, paint, table};
use crate::domain::outcome::Outcome;
use crate::render::escape::{fitted, one_line, width_cols};
use crate::render::format::{self, grouped};
use crate::render::style::Ink;
use crate::render::wrap::{inked_width_cols, lines_of};

/// The smallest screen that has room for all of it.
const LEAST_SIZE: (u16, u16) = (40, 10);

/// From so many lines on the foot has a second line for what was said.
const TALL_LINES: usize = 16;

/// What is above a view: the tabs, and a line of its own for the count or the filter.
pub(super) const LINES_ABOVE: usize = 2;

/// Between the left edge and the texts.
pub(super) const MARGIN_COLS: usize = 2;

/// What is below a view: what was said, and the keys.
pub(super) fn lines_below(lines: usize) -> usize {
    if lines >= TALL_LINES { 3 } else { 2 }
}

/// Draws all of it.
pub(crate) fn draw(frame: &mut Frame<'_>, state: &State) {
    let (width, height) = state.size;
    if width < LEAST_SIZE.0 || height < LEAST_SIZE.1 {
        let text = format!(
            "nos open needs {} columns and {} lines; this has {width} and {height}.",
            LEAST_SIZE.0, LEAST_SIZE.1
        );
        put_lines(frame, 0, 0, &lines_of(&text, usize::from(width)));
        return;
    }
    put_lines(frame, 0, 0, &head(state));
    let body = match &state.mode {
        Mode::Help(page) => page_lines(page, state),
        Mode::Form { .. } => form_lines(frame, state),
        _ => match state.view {
            View::Waiting => list_lines(&state.waiting, state),
            View::Asks => list_lines(&state.asks, state),
            View::Plans => list_lines(&state.plans, state),
            View::Year => page_lines(&state.year, state),
            View::Detail => page_lines(&state.detail, state),
        },
    };
    put_lines(frame, 0, LINES_ABOVE, &body);
    let first = usize::from(height).saturating_sub(lines_below(usize::from(height)));
    let foot = foot(frame, state, first);
    put_lines(frame, 0, first, &foot);
}

fn put_lines(frame: &mut Frame<'_>, column: u16, first: usize, lines: &[String]) {
    let buffer = frame.buffer_mut();
    for (line, text) in (first..).zip(lines) {
        if let Ok(line) = u16::try_from(line) {
            paint::put(buffer, column, line, text);
        }
    }
}

/// The mark on the left of what is selected: the spine of the red notebook.
fn spine(is_selected: bool, state: &State) -> String {
    if is_selected {
        state.style.ink(Ink::No, state.style.glyph("▌", ">"))
    } else {
        " ".to_owned()
    }
}

/// The words on the tabs, with their counts where these fit.
fn tabs(state: &State) -> Vec<(View, String)> {
    let counts = |view| match view {
        View::Waiting => Some(state.waiting.keys.len()),
        View::Asks => Some(state.facts.asks),
        View::Plans => Some(state.plans.keys.len()),
        View::Year | View::Detail => None,
    };
    let counted = View::ALL.map(|view| match counts(view) {
        Some(count) => (view, format!("{} {}", view.name(), grouped(count as u64))),
        None => (view, view.name().to_owned()),
    });
    let cols: usize = counted.iter().map(|(_, name)| name.len() + 3).sum();
    if cols <= usize::from(state.size.0) {
        counted.to_vec()
    } else {
        View::ALL
            .map(|view| (view, view.name().to_owned()))
            .to_vec()
    }
}

/// How many columns are between two tabs.
fn tab_gap(tabs: &[(View, String)], state: &State) -> usize {
    let cols: usize = tabs.iter().map(|(_, name)| name.len() + 3).sum();
    if cols <= usize::from(state.size.0) {
        2
    } else {
        1
    }
}

/// The view whose tab is in a column.
pub(super) fn tab_at(state: &State, column: usize) -> Option<View> {
    let tabs = tabs(state);
    let gap = tab_gap(&tabs, state);
    let mut end = 0;
    for (view, name) in tabs {
        end += name.len() + gap;
        if column < end {
            return Some(view);
        }
    }
    None
}

/// The tabs and the count towards the goal; below them the count where it does not fit beside
/// them, or which asks are shown.
fn head(state: &State) -> Vec<String> {
    let style = &state.style;
    let tabs = tabs(state);
    let blanks = " ".repeat(tab_gap(&tabs, state) - 1);
    let mut line = String::new();
    for (view, name) in &tabs {
        let is_shown = *view == state.view;
        line += &spine(is_shown, state);
        line += &style.ink(if is_shown { Ink::Strong } else { Ink::Soft }, name);
        line += &blanks;
    }
    let width = usize::from(state.size.0);
    let goal = state.facts.goal.as_ref().filter(|_| !state.facts.is_gentle);
    let goal = goal.map(|(done, share)| format!("{}  {share} ", style.ink(Ink::Strong, done)));
    let goal = goal.unwrap_or_default();
    let beside = |left: &str, right: &str| {
        let used = inked_width_cols(left) + inked_width_cols(right);
        let room = width.checked_sub(used + 1)?;
        Some(format!("{left}{} {right}", " ".repeat(room)))
    };
    let filter = match state.view {
        View::Asks if !state.filter.is_empty() => filter_told(state),
        _ => String::new(),
    };
    match beside(&line, &goal) {
        Some(line) => vec![line, filter],
        None if filter.is_empty() => vec![line, beside("", &goal).unwrap_or_default()],
        None => vec![line, filter],
    }
}

/// `/passport +travel  ·  12 asks`
fn filter_told(state: &State) -> String {
    let style = &state.style;
    let count = format::asks(state.asks.keys.len() as u64);
    let taken = MARGIN_COLS + width_cols(&count) + width_cols(style.dot());
    let room = usize::from(state.size.0).saturating_sub(taken + MARGIN_COLS);
    let filter = fitted(
        &one_line(&format!("/{}", state.filter)),
        room,
        style.cut_mark(),
    );
    style.ink(Ink::Soft, &format!("  {filter}{}{count}", style.dot()))
}

fn list_lines(list: &List, state: &State) -> Vec<String> {
    if list.keys.is_empty() {
        let width = usize::from(state.size.0).saturating_sub(2 * MARGIN_COLS);
        let lines = lines_of(nothing(state), width);
        return lines.iter().map(|line| format!("  {line}")).collect();
    }
    let columns = table::Columns::new(state);
    let mut lines = vec![format!(
        "  {}",
        state.style.ink(Ink::Soft, &columns.heading())
    )];
    for (index, row) in (list.top..).zip(&list.rows).take(state.list_lines()) {
        let is_selected = index == list.at;
        let spine = spine(is_selected, state);
        lines.push(format!("{spine} {}", columns.row(row, is_selected)));
    }
    lines
}

/// What a list says that is empty.
fn nothing(state: &State) -> &'static str {
    match state.view {
        View::Waiting => "Nothing is waiting for an answer. Press l to log an ask.",
        View::Plans => "No plans yet. Keep one: nos plan ask for a raise --by friday",
        View::Asks if !state.filter.is_empty() => "No asks match. Press Esc to show all.",
        View::Asks | View::Year | View::Detail => {
            "Nothing is logged yet. Press l to log your first ask."
        }
    }
}

fn page_lines(page: &Page, state: &State) -> Vec<String> {
    if page.text.is_empty() {
        return vec![format!("  {}", nothing(state))];
    }
    let lines = page.text.lines().skip(page.top).take(state.body_lines());
    lines.map(|line| format!("  {line}")).collect()
}

/// Columns of the longest name of a field, and a gap.
const FIELD_COLS: usize = 10;

/// The form, scrolled to the line that is edited.
fn form_lines(frame: &mut Frame<'_>, state: &State) -> Vec<String> {
    let Mode::Form { form, .. } = &state.mode else {
        return Vec::new();
    };
    let width = usize::from(state.size.0).saturating_sub(2 * MARGIN_COLS + FIELD_COLS);
    let (mut lines, mut cursor) = (Vec::new(), (0, 0));
    for (number, (name, input)) in form.fields.iter().enumerate() {
        let is_edited = number == form.at;
        let (values, column) = input.shown(width);
        if is_edited {
            cursor = (lines.len() + input.line_of_cursor(), column);
        }
        for (index, value) in values.iter().enumerate() {
            let name = if index == 0 { name } else { "" };
            let name = state.style.ink(Ink::Soft, &format!("{name:FIELD_COLS$}"));
            let spine = spine(is_edited && index == input.line_of_cursor(), state);
            lines.push(format!("{spine} {name}{value}"));
        }
    }
    let height = state.body_lines();
    let top = (cursor.0 + 1).saturating_sub(height);
    put_cursor(
        frame,
        MARGIN_COLS + FIELD_COLS + cursor.1,
        LINES_ABOVE + cursor.0 - top,
    );
    lines.into_iter().skip(top).take(height).collect()
}

fn put_cursor(frame: &mut Frame<'_>, column: usize, line: usize) {
    if let (Ok(column), Ok(line)) = (u16::try_from(column), u16::try_from(line)) {
        frame.set_cursor_position(Position::new(column, line));
    }
}

/// What was said or is being typed, and the keys.
fn foot(frame: &mut Frame<'_>, state: &State, first: usize) -> Vec<String> {
    let width = usize::from(state.size.0).saturating_sub(2 * MARGIN_COLS);
    let count = lines_below(usize::from(state.size.1));
    let mut lines = Vec::with_capacity(count);
    if let Mode::Line { purpose, input, .. } = &state.mode {
        let prompt = prompt(*purpose);
        let taken = width_cols(prompt) + 1;
        let (typed, column) = input.shown(width.saturating_sub(taken));
        put_cursor(frame, MARGIN_COLS + taken + column, first);
        let typed = typed.concat();
        lines.push(format!("{} {typed}", state.style.ink(Ink::Strong, prompt)));
    }
    let said_lines = count - 1 - lines.len();
    let said = state.status.text.lines();
    let mut said: Vec<String> = said.flat_map(|line| lines_of(line, width)).collect();
    if said.len() > said_lines.max(1) {
        let rest = said.split_off(said_lines.max(1) - 1).join("  ");
        said.push(fitted(&rest, width, state.style.cut_mark()));
    }
    let is_typed = !lines.is_empty();
    let ink = said_ink(state.status.outcome);
    let said = said.iter().enumerate().map(|(number, line)| match ink {
        Some(ink) if number == 0 => state.style.ink(ink, line),
        _ => line.clone(),
    });
    lines.extend(said);
    // Where there is no room for both, what was said matters more than the keys.
    if lines.len() < count || !is_typed {
        lines.resize(count - 1, String::new());
        lines.push(completions(state, width).unwrap_or_else(|| keys_line(state, width)));
    }
    lines.iter().map(|line| format!("  {line}")).collect()
}

fn said_ink(outcome: Option<Outcome>) -> Option<Ink> {
    outcome.map(table::ink)
}

fn prompt(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Log => "Log",
        Purpose::Filter => "/",
        Purpose::Step(_) => "Step",
        Purpose::Due(_) => "Follow up on",
    }
}

/// The people or tags that the word before the cursor may go on as.
fn completions(state: &State, width: usize) -> Option<String> {
    let Mode::Line { input, tab, .. } = &state.mode else {
        return None;
    };
    let begun = tab.as_ref().map_or(input.word(), |(begun, _)| begun);
    let words = keys::completions(state, begun);
    let is_whole = words.len() == 1 && words.first().is_some_and(|word| word == input.word());
    if words.is_empty() || is_whole {
        return None;
    }
    let words: Vec<String> = words.iter().map(|word| one_line(word)).collect();
    let words = fitted(&words.join("  "), width, state.style.cut_mark());
    Some(state.style.ink(Ink::Soft, &words))
}

/// As many keys as fit; the last ones always.
fn keys_line(state: &State, width: usize) -> String {
    let (keys, always) = help::of_foot(state);
    let cols = |(key, word): &(&str, &str)| width_cols(key) + width_cols(word) + 3;
    let mut room = (width + 2).saturating_sub(always.iter().map(cols).sum());
    let mut shown = Vec::new();
    for key in &keys {
        let Some(left) = room.checked_sub(cols(key)) else {
            break;
        };
        room = left;
        shown.push(help::shown(key, state));
    }
    shown.extend(always.iter().map(|key| help::shown(key, state)));
    shown.join("  ")
}
