//! What a key, a click or a paste does to the state. Pure: what is to be done beyond that is
//! handed back as an [`Effect`].

use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::draw;
use super::form::Form;
use super::help;
use super::input::Input;
use super::state::{Change, Effect, Mode, Page, Purpose, State, Status, View};
use crate::domain::ask::Rating;
use crate::domain::fold::search_key;
use crate::domain::ledger::Key;
use crate::domain::outcome::Outcome;

/// How many lines the wheel of a mouse scrolls.
const WHEEL_LINES: isize = 3;

/// Does what an event of the terminal says.
pub(crate) fn update(state: &mut State, event: &Event) -> Option<Effect> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => press(state, *key),
        Event::Paste(text) => paste(state, text),
        Event::Mouse(mouse) => {
            point(state, *mouse);
            None
        }
        Event::Resize(width, height) => {
            state.resize((*width, *height));
            None
        }
        _ => None,
    }
}

fn press(state: &mut State, key: KeyEvent) -> Option<Effect> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    if control && key.code == KeyCode::Char('z') {
        return Some(Effect::Suspend);
    }
    match std::mem::take(&mut state.mode) {
        Mode::Browse => browse(state, key),
        Mode::Sting => sting(state, key),
        Mode::Help(page) => help(state, page, key),
        Mode::Line {
            purpose,
            input,
            tab,
        } => type_line(state, purpose, input, tab, key),
        Mode::Form {
            key: ask,
            base,
            form,
        } => type_form(state, ask, base, form, key),
    }
}

/// What is said before a form is left in which something was changed.
const DROPS: &str = "Esc again drops what you changed; Enter keeps it.";

/// A digit, or t for ten, is the sting of the answer that was just given. Any other key does its
/// own work.
fn sting(state: &mut State, key: KeyEvent) -> Option<Effect> {
    let rating = match key.code {
        KeyCode::Char('t') => Rating::new(10),
        KeyCode::Char(digit) => digit
            .to_digit(10)
            .and_then(|digit| Rating::new(digit.into())),
        _ => None,
    };
    match rating {
        Some(rating) if key.modifiers.is_empty() => Some(Effect::Change(Change::Sting(rating))),
        _ => browse(state, key),
    }
}

fn help(state: &mut State, mut page: Page, key: KeyEvent) -> Option<Effect> {
    let height = state.body_lines();
    match movement(key, height) {
        Some(to) => {
            page.scroll(to.from(page.top, usize::MAX), height);
            state.mode = Mode::Help(page);
            None
        }
        None => match key.code {
            KeyCode::Char('c') if key.modifiers == KeyModifiers::CONTROL => Some(Effect::Interrupt),
            _ => None,
        },
    }
}

/// Where a key moves to.
#[derive(Clone, Copy)]
enum Move {
    By(isize),
    First,
    Last,
}

impl Move {
    fn from(self, at: usize, last: usize) -> usize {
        match self {
            Self::By(lines) => at.saturating_add_signed(lines).min(last),
            Self::First => 0,
            Self::Last => last,
        }
    }
}

fn movement(key: KeyEvent, height: usize) -> Option<Move> {
    let page = isize::try_from(height.max(2) - 1).unwrap_or(1);
    Some(match key.code {
        KeyCode::Down | KeyCode::Char('j') => Move::By(1),
        KeyCode::Up | KeyCode::Char('k') => Move::By(-1),
        KeyCode::PageDown | KeyCode::Char(' ') => Move::By(page),
        KeyCode::PageUp => Move::By(-page),
        KeyCode::Home => Move::First,
        KeyCode::End => Move::Last,
        _ => return None,
    })
}

fn browse(state: &mut State, key: KeyEvent) -> Option<Effect> {
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return (key.code == KeyCode::Char('c')).then_some(Effect::Interrupt);
    }
    if let Some(to) = movement(key, state.body_lines()) {
        scroll(state, to);
        return None;
    }
    let selected = state.selected();
    let change = match key.code {
        KeyCode::Tab => return show(state, next_view(state.view, 1)),
        KeyCode::BackTab => return show(state, next_view(state.view, View::ALL.len() - 1)),
        KeyCode::F(number @ 1..=5) => return show(state, view_number(number)),
        KeyCode::Char(digit @ '1'..='5') => {
            let number = digit
                .to_digit(10)
                .and_then(|digit| u8::try_from(digit).ok());
            return show(state, view_number(number.unwrap_or(1)));
        }
        KeyCode::Enter if state.view == View::Plans => Change::Answer(selected?, Outcome::Pending),
        KeyCode::Enter => return open(state),
        KeyCode::Esc | KeyCode::Backspace => return go_back(state),
        KeyCode::Char('q') => return Some(Effect::Quit),
        KeyCode::Char('?') => {
            let text = help::text(state);
            state.mode = Mode::Help(Page { text, top: 0 });
            return None;
        }
        KeyCode::Char('/') => {
            show(state, View::Asks);
            let filter = state.filter.clone();
            return type_for(state, Purpose::Filter, &filter);
        }
        KeyCode::Char('l') => return type_for(state, Purpose::Log, ""),
        KeyCode::Char('s') => return type_for(state, Purpose::Step(ask(state)?), ""),
        KeyCode::Char('d') => return type_for(state, Purpose::Due(ask(state)?), ""),
        KeyCode::Char('e') => return Some(Effect::OpenForm(ask(state)?)),
        KeyCode::Char('E') => Change::Editor(ask(state)?),
        KeyCode::Char('n') => Change::Answer(selected?, Outcome::No),
        KeyCode::Char('y') => Change::Answer(selected?, Outcome::Yes),
        KeyCode::Char('g') => Change::Answer(selected?, Outcome::Ghosted),
        KeyCode::Char('p') => Change::Answer(selected?, Outcome::Pending),
        KeyCode::Char('a') => Change::Again(ask(state)?),
        KeyCode::Char('r') => Change::Rest,
        KeyCode::Char('x') => Change::Remove(selected?),
        KeyCode::Char('u') => Change::Undo,
        KeyCode::Char('U') => Change::Redo,
        _ => return None,
    };
    Some(Effect::Change(change))
}

/// The ask that is selected; a plan is none.
fn ask(state: &State) -> Option<Key> {
    state.selected().filter(|_| state.view != View::Plans)
}

fn next_view(view: View, step: usize) -> View {
    let at = View::ALL.iter().position(|other| *other == view);
    let next = (at.unwrap_or(0) + step) % View::ALL.len();
    View::ALL.get(next).copied().unwrap_or_default()
}

fn view_number(number: u8) -> View {
    let index = usize::from(number.saturating_sub(1));
    View::ALL.get(index).copied().unwrap_or_default()
}

/// Shows a view; the detail is that of the ask that is selected.
fn show(state: &mut State, view: View) -> Option<Effect> {
    if view == View::Detail {
        return open(state);
    }
    state.view = view;
    None
}

/// Shows the detail of the ask that is selected.
fn open(state: &mut State) -> Option<Effect> {
    match state.view {
        View::Waiting | View::Asks => {
            state.came_from = state.view;
            state.subject = state.selected();
            state.detail.top = 0;
        }
        View::Plans | View::Year | View::Detail if state.subject.is_none() => {
            state.subject = state.waiting.selected().or(state.asks.selected());
        }
        View::Plans | View::Year | View::Detail => {}
    }
    state.view = View::Detail;
    None
}

/// Leaves the detail; takes the filter away; else what was said goes.
fn go_back(state: &mut State) -> Option<Effect> {
    if state.view == View::Detail {
        state.view = state.came_from;
    } else if state.view == View::Asks && !state.filter.is_empty() {
        state.filter.clear();
        return Some(Effect::Filter);
    }
    state.status = Status::default();
    None
}

fn scroll(state: &mut State, to: Move) {
    let (body, lines) = (state.body_lines(), state.list_lines());
    let page = match state.view {
        View::Year => &mut state.year,
        View::Detail => &mut state.detail,
        View::Waiting | View::Asks | View::Plans => {
            if let Some(list) = state.list_mut() {
                list.select(to.from(list.at, usize::MAX), lines);
            }
            return;
        }
    };
    page.scroll(to.from(page.top, usize::MAX), body);
}

fn type_for(state: &mut State, purpose: Purpose, text: &str) -> Option<Effect> {
    state.status = Status::default();
    state.mode = Mode::Line {
        purpose,
        input: Input::new(text),
        tab: None,
    };
    None
}

fn type_line(
    state: &mut State,
    purpose: Purpose,
    mut input: Input,
    mut tab: Option<(String, usize)>,
    key: KeyEvent,
) -> Option<Effect> {
    let is_control_c = key.modifiers == KeyModifiers::CONTROL && key.code == KeyCode::Char('c');
    if key.code == KeyCode::Esc || is_control_c {
        state.status = Status::default();
        if purpose == Purpose::Filter {
            state.filter.clear();
            return Some(Effect::Filter);
        }
        return None;
    }
    if key.code == KeyCode::Enter {
        let text = input.text().to_owned();
        let change = match purpose {
            Purpose::Filter => return Some(Effect::Filter),
            _ if text.trim().is_empty() => return None,
            Purpose::Log => Change::Log(text),
            Purpose::Step(ask) => Change::Step(ask, text),
            Purpose::Due(ask) => Change::Due(ask, text),
        };
        state.mode = Mode::Line {
            purpose,
            input,
            tab,
        };
        return Some(Effect::Change(change));
    }
    if key.code == KeyCode::Tab {
        let (begun, times) = tab.unwrap_or_else(|| (input.word().to_owned(), 0));
        let words = completions(state, &begun);
        if let Some(word) = words.get(times % words.len().max(1)) {
            input.replace_word(word);
        }
        tab = Some((begun, times + 1));
    } else {
        tab = None;
        edit(&mut input, key);
    }
    let changed = purpose == Purpose::Filter && input.text() != state.filter;
    if changed {
        input.text().clone_into(&mut state.filter);
    }
    state.mode = Mode::Line {
        purpose,
        input,
        tab,
    };
    changed.then_some(Effect::Filter)
}

/// The people or tags in use that a word like `@an` or `+sh` may go on as.
pub(crate) fn completions(state: &State, word: &str) -> Vec<String> {
    let (names, mark) = match word.chars().next() {
        Some('@') => (&state.facts.people, '@'),
        Some('+') => (&state.facts.tags, '+'),
        _ => return Vec::new(),
    };
    let begun = search_key(word.get(1..).unwrap_or_default()).into_owned();
    let words = names.iter().map(|name| name.replace(' ', "_"));
    let fits = words.filter(|name| search_key(name).starts_with(&begun));
    fits.map(|name| format!("{mark}{name}")).take(20).collect()
}

fn type_form(
    state: &mut State,
    ask: Key,
    base: String,
    mut form: Form,
    key: KeyEvent,
) -> Option<Effect> {
    let is_control_c = key.modifiers == KeyModifiers::CONTROL && key.code == KeyCode::Char('c');
    let said = std::mem::take(&mut state.status);
    let mut change = None;
    match key.code {
        _ if key.code == KeyCode::Esc || is_control_c => {
            if form.written() == base || said.text == DROPS {
                return None;
            }
            DROPS.clone_into(&mut state.status.text);
        }
        KeyCode::Enter if key.modifiers.is_empty() => {
            change = Some(Change::Form(ask, base.clone(), form.written()));
        }
        KeyCode::Up | KeyCode::BackTab => form.up(),
        KeyCode::Down | KeyCode::Tab => form.down(),
        code => {
            if let Some(input) = form.input() {
                match code {
                    KeyCode::Enter => input.insert("\n"),
                    _ => edit(input, key),
                }
            }
        }
    }
    state.mode = Mode::Form {
        key: ask,
        base,
        form,
    };
    change.map(Effect::Change)
}

/// The keys that edit any text, as shells have them.
fn edit(input: &mut Input, key: KeyEvent) {
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        match key.code {
            KeyCode::Char('a') => input.home(),
            KeyCode::Char('e') => input.end(),
            KeyCode::Char('u') => input.delete_to_line_start(),
            KeyCode::Char('w') => input.delete_word(),
            KeyCode::Char('h') => input.backspace(),
            _ => {}
        }
        return;
    }
    match key.code {
        KeyCode::Char(char) => input.insert_line(char.encode_utf8(&mut [0; 4])),
        KeyCode::Backspace => input.backspace(),
        KeyCode::Delete => input.delete(),
        KeyCode::Left => input.left(),
        KeyCode::Right => input.right(),
        KeyCode::Home => input.home(),
        KeyCode::End => input.end(),
        _ => {}
    }
}

/// A paste is typed; it never presses keys.
fn paste(state: &mut State, text: &str) -> Option<Effect> {
    match &mut state.mode {
        Mode::Line {
            purpose,
            input,
            tab,
        } => {
            input.insert_line(text);
            *tab = None;
            if *purpose == Purpose::Filter {
                input.text().clone_into(&mut state.filter);
                return Some(Effect::Filter);
            }
        }
        Mode::Form { form, .. } => {
            if let Some(input) = form.input() {
                input.insert(&text.replace("\r\n", "\n").replace('\r', "\n"));
            }
        }
        Mode::Browse | Mode::Sting | Mode::Help(_) => {}
    }
    None
}

fn point(state: &mut State, mouse: MouseEvent) {
    if matches!(state.mode, Mode::Line { .. } | Mode::Form { .. }) {
        return;
    }
    match mouse.kind {
        MouseEventKind::ScrollDown => scroll(state, Move::By(WHEEL_LINES)),
        MouseEventKind::ScrollUp => scroll(state, Move::By(-WHEEL_LINES)),
        MouseEventKind::Down(MouseButton::Left) => {
            state.mode = Mode::Browse;
            click(state, usize::from(mouse.column), usize::from(mouse.row));
        }
        _ => {}
    }
}

/// A click on a tab shows it; one on a row selects it, and one on the row that is selected opens
/// it.
fn click(state: &mut State, column: usize, line: usize) {
    if line == 0 {
        if let Some(view) = draw::tab_at(state, column) {
            show(state, view);
        }
        return;
    }
    let lines = state.list_lines();
    let Some(row) = line
        .checked_sub(draw::LINES_ABOVE + 1)
        .filter(|row| *row < lines)
    else {
        return;
    };
    let opens = state.view != View::Plans;
    let Some(list) = state.list_mut() else { return };
    let at = list.top + row;
    if at == list.at && opens && at < list.keys.len() {
        open(state);
    } else if at < list.keys.len() {
        list.select(at, lines);
    }
}
