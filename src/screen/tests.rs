//! The screen in front of a journal on the disk: what it shows at several sizes, and what keys do.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseEvent, MouseEventKind,
};
use ratatui::style::{Color, Modifier};
use tempfile::TempDir;

use super::desk::Desk;
use super::state::State;
use super::{Request, draw, react};
use crate::cli;
use crate::commands::context::Context;
use crate::render::style::{Colours, Glyphs, OutputMedium, Pictures, Style};
use crate::system::{self, System};

/// A morning in a year that is always the same.
const NOW: &str = "2026-03-04T12:30:00+01:00";

const ASKS: &str = "\
2026-01-07 no: asked for a discount at the shoe shop @the_clerk +shops (f3 o10 s1)
2026-01-09 yes: a tour of the kitchen @the_chef +strangers (f2 o60 s0)
2026-01-20 waiting: applied for the residency @Granta +writing (f7 o4)
2026-02-01 no: a raise @boss +work (f9 o30 s8)
2026-02-04 waiting: applied for a Dutch passport @the_embassy +travel (f4 o5)
2026-02-12 ghosted: wrote to the agency @Agency_North +writing (f5 o10)
2026-02-20 waiting: 漢字のテスト漢字漢字漢字漢字 @田中さん +work
2026-02-25 waiting: שלום עולם, ביקשתי הנחה @דנה +shops
2026-03-01 waiting: bad \u{202e}live e\u{301}\u{301} \u{1b}[31mred +strangers
2026-03-03 waiting: audition for the winter play at the Globe theatre, second round @The_Globe_Theatre_Company +auditions +acting // bring the monologue
2026-03-04 no: the window seat";

/// A folder with a journal.
struct Home {
    folder: TempDir,
}

impl Home {
    fn new() -> Self {
        let home = Self {
            folder: TempDir::new().unwrap(),
        };
        home.run(&["goal", "set", "100"], "");
        home
    }

    fn with(asks: &str) -> Self {
        let home = Self::new();
        home.run(&["log", "-"], asks);
        home
    }

    fn system(&self, stdin: &str) -> System {
        let path = |name: &str| self.folder.path().join(name).display().to_string();
        let env = [
            ("NOS_DIR", path("data")),
            ("NOS_STATE_DIR", path("state")),
            ("NOS_CONFIG", path("config.toml")),
            ("NOS_DEVICE", "test".to_owned()),
            ("NOS_NOW", NOW.to_owned()),
            ("COLUMNS", "20".to_owned()),
        ];
        let terminal = system::Terminal::default();
        System::made_up(
            env,
            terminal,
            io::Cursor::new(stdin.to_owned()),
            io::sink(),
            io::sink(),
        )
    }

    /// Runs a command beside the screen, as in another terminal.
    fn run(&self, words: &[&str], stdin: &str) {
        let args: Vec<OsString> = ["nos"].iter().chain(words).map(OsString::from).collect();
        assert_eq!(crate::run(&args, &mut self.system(stdin)), 0, "{words:?}");
    }

    /// What a command answers.
    fn says(&self, words: &[&str]) -> String {
        let args: Vec<OsString> = ["nos"].iter().chain(words).map(OsString::from).collect();
        let (mut system, out, _) = self.system("").aside(80);
        assert_eq!(crate::run(&args, &mut system), 0, "{words:?}");
        out.text()
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("data/test.jsonl")
    }

    /// Shows the screen at a size.
    fn shows(&self, size: (u16, u16), style: Style, act: impl FnOnce(&mut Screen<'_, '_>)) {
        let mut system = self.system("");
        let args: Vec<OsString> = ["nos", "open"].map(Into::into).into();
        let typed = cli::parse(&args, 80).unwrap();
        let session = Context::new(&typed, &args, &mut system).unwrap();
        let mut desk = Desk::new(&session, &style);
        let mut state = desk.begin(size, style).unwrap();
        desk.fill(&mut state).unwrap();
        act(&mut Screen {
            state,
            desk: &mut desk,
        });
    }

    /// Shows the screen at the usual size, without colour.
    fn opens(&self, act: impl FnOnce(&mut Screen<'_, '_>)) {
        self.shows((80, 24), PLAIN, act);
    }
}

const PLAIN: Style = Style {
    width_cols: 80,
    colours: Colours::None,
    glyphs: Glyphs::Unicode,
    pictures: Pictures::Drawn,
    medium: OutputMedium::Terminal,
};

/// The screen, and a person at it.
struct Screen<'d, 's> {
    state: State,
    desk: &'d mut Desk<'s>,
}

impl Screen<'_, '_> {
    fn press_key(&mut self, code: KeyCode) -> Option<Request> {
        let key = KeyEvent::new(code, KeyModifiers::NONE);
        react(&mut self.state, self.desk, &Event::Key(key))
    }

    /// Presses a key for each character; a newline is Enter, a tab is Tab.
    fn press(&mut self, keys: &str) {
        for char in keys.chars() {
            let asked = self.press_key(match char {
                '\n' => KeyCode::Enter,
                '\t' => KeyCode::Tab,
                '\u{1b}' => KeyCode::Esc,
                char => KeyCode::Char(char),
            });
            assert!(asked.is_none(), "{char} of {keys}");
        }
    }

    fn buffer(&self) -> Buffer {
        let (width, height) = self.state.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal
            .draw(|frame| draw::draw(frame, &self.state))
            .unwrap();
        terminal.backend().buffer().clone()
    }

    fn text(&self) -> String {
        picture(&self.buffer(), no_look)
    }

    #[track_caller]
    fn has(&self, text: &str) {
        let screen = self.text();
        assert!(screen.contains(text), "no `{text}` in\n{screen}");
    }

    fn resize(&mut self, width: u16, height: u16) {
        react(&mut self.state, self.desk, &Event::Resize(width, height));
    }
}

/// The lines of a screen, without the blanks at their ends; where the look changes, `mark` says to
/// what.
fn picture(buffer: &Buffer, mark: impl Fn(&Cell) -> &'static str) -> String {
    let mut text = String::new();
    for line in buffer.content().chunks(usize::from(buffer.area.width)) {
        let (mut before, mut skip, mut shown) = ("", 0, String::new());
        for cell in line {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let look = mark(cell);
            if look != before {
                shown.push_str(if look.is_empty() { "{}" } else { look });
                before = look;
            }
            shown.push_str(cell.symbol());
            skip = crate::render::escape::width_cols(cell.symbol()).saturating_sub(1);
        }
        text.push_str(shown.trim_end());
        text.push('\n');
    }
    text
}

/// Leaves the looks out.
fn no_look(_: &Cell) -> &'static str {
    ""
}

/// The look of a cell in a word.
fn look(cell: &Cell) -> &'static str {
    let is = |modifier| cell.modifier.contains(modifier);
    match (cell.fg, is(Modifier::BOLD), is(Modifier::DIM)) {
        _ if cell.symbol() == " " && cell.bg == Color::Reset => "",
        (Color::Red, _, _) if cell.bg == Color::Red => "{solid red}",
        (Color::Red, true, _) => "{bold red}",
        (Color::Red, _, true) => "{dim red}",
        (Color::Red, ..) => "{red}",
        (Color::Green, ..) => "{green}",
        (Color::Yellow, ..) => "{yellow}",
        (_, true, _) => "{bold}",
        (_, _, true) => "{dim}",
        _ => "",
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the person who runs the tests says whether they are to draw again"
)]
fn is_blessed() -> bool {
    std::env::var_os("NOS_BLESS").is_some()
}

/// Compares a view at several sizes and looks with the pictures that are kept.
/// `NOS_BLESS=1 cargo test --lib screen` draws them again.
#[track_caller]
fn check(name: &str, keys: &str) {
    let home = Home::with(ASKS);
    let ascii = Style {
        glyphs: Glyphs::Ascii,
        ..PLAIN
    };
    let colour = Style {
        colours: Colours::Ansi,
        ..PLAIN
    };
    let mut pictures = String::new();
    for (title, size, style) in [
        ("40 x 10", (40, 10), PLAIN),
        ("80 x 24", (80, 24), PLAIN),
        ("120 x 30", (120, 30), PLAIN),
        ("60 x 16, ASCII", (60, 16), ascii),
        ("80 x 24, colour", (80, 24), colour),
    ] {
        home.shows(size, style, |screen| {
            screen.press(keys);
            let buffer = screen.buffer();
            let drawn = picture(&buffer, if style == colour { look } else { no_look });
            pictures.push_str(&format!("== {title}\n{drawn}"));
            if style == ascii {
                let of_log = |char: char| char.is_alphabetic() || char == '\u{301}';
                assert!(
                    drawn.chars().all(|char| char.is_ascii() || of_log(char)),
                    "{drawn}"
                );
            }
        });
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/screen/pictures");
    let path = folder.join(format!("{name}.txt"));
    if is_blessed() {
        fs::create_dir_all(&folder).unwrap();
        fs::write(&path, &pictures).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        pictures == kept,
        "{name} is not as it was kept:\n{pictures}"
    );
}

#[test]
fn each_view_looks_as_it_is_kept() {
    check("waiting", "");
    check("asks", "2");
    check("filtered", "/wr +writing");
    check("plans", "3");
    check("year", "4");
    check("detail", "1\n");
    check("form", "e");
    check("log", "lno: a seat @th");
    check("answered", "n");
    check("keys", "?");
}

#[test]
fn twenty_waiting_asks_are_answered_in_forty_keys_undone_and_redone() {
    let asks: String = (1..=20)
        .map(|number| format!("ask number {number}\n"))
        .collect();
    let home = Home::with(&asks);
    home.opens(|screen| {
        screen.press(&"n3".repeat(20));
        assert_eq!(screen.state.waiting.keys.len(), 0);
        screen.has("No 20 of 100");
        assert_eq!(home.says(&["list", "--no"]).lines().count(), 20);
        let stings = home
            .says(&["list", "--json"])
            .matches("\"sting\":3")
            .count();
        assert_eq!(stings, 20);
        screen.press(&"u".repeat(20));
        assert_eq!(screen.state.waiting.keys.len(), 20);
        assert!(!home.says(&["list", "--json"]).contains("\"sting\":3"));
        screen.press(&"U".repeat(20));
        assert_eq!(screen.state.waiting.keys.len(), 0);
        let stings = home
            .says(&["list", "--json"])
            .matches("\"sting\":3")
            .count();
        assert_eq!(stings, 20);
    });
}

#[test]
fn any_key_but_a_digit_or_t_skips_the_sting_and_does_its_own_work() {
    let home = Home::with("one\ntwo\nthree");
    home.opens(|screen| {
        screen.press("nyt2");
        let json = home.says(&["list", "--json"]);
        assert_eq!(json.matches("\"sting\":10").count(), 1, "{json}");
        assert_eq!(json.matches("\"sting\":null").count(), 2, "{json}");
        assert_eq!(screen.state.view, super::state::View::Asks);
    });
}

#[test]
fn what_hurt_is_not_celebrated_with_a_count() {
    let home = Home::with("one\ntwo");
    home.opens(|screen| {
        screen.press("n");
        screen.has("1 of 100 nos");
        screen.press("9");
        assert!(!screen.text().contains("of 100"), "{}", screen.text());
        screen.press("y");
        screen.has("1 of 100 nos");
    });
}

#[test]
fn an_answer_is_taken_back_and_one_that_waits_stays() {
    let home = Home::with("no: one");
    home.opens(|screen| {
        screen.press("2p");
        screen.has("Waiting");
        let before = fs::read(home.log()).unwrap();
        screen.press("p");
        screen.has("It's still waiting.");
        assert_eq!(fs::read(home.log()).unwrap(), before);
    });
}

#[test]
fn a_new_ask_is_a_note_line_with_people_and_tags_completed() {
    let home = Home::with("no: one @the_barista +shops\nno: two @the_boss");
    home.opens(|screen| {
        screen.press("lyes: a raise @the_bo\t +sh\t (f4) // at last\n");
        screen.has("Yes 1");
        let json = home.says(&["show", "3", "--json"]);
        for part in [
            "\"to\":\"the boss\"",
            "[\"shops\"]",
            "\"fear\":4",
            "\"note\":\"at last\"",
        ] {
            assert!(json.contains(part), "{part}: {json}");
        }
        screen.press("l  \n");
        assert_eq!(home.says(&["list"]).lines().count(), 3);
    });
}

#[test]
fn a_line_that_is_refused_stays_as_it_was_typed() {
    let home = Home::with("one");
    home.opens(|screen| {
        screen.press("l2026-12-25 no: a present\n");
        screen.has("in the future");
        screen.has("2026-12-25 no: a present");
        screen.press("\u{1b}");
        assert_eq!(home.says(&["list"]).lines().count(), 1);
    });
}

#[test]
fn the_same_ask_is_made_again_and_removed() {
    let home = Home::with("one @Ann +shop");
    home.opens(|screen| {
        screen.press("a");
        screen.has("#2");
        assert_eq!(home.says(&["list"]).lines().count(), 2);
        screen.press("x");
        screen.has("Removed");
        screen.press("u");
        assert_eq!(home.says(&["list"]).lines().count(), 2);
    });
}

#[test]
fn the_form_changes_what_was_changed_in_it() {
    let home = Home::with("a raise @boss +work // soon");
    home.opens(|screen| {
        screen.press("e and a desk");
        screen.press_key(KeyCode::Down);
        screen.press("x\n");
        screen.has("2026-03-04x");
        screen.press_key(KeyCode::Backspace);
        screen.press("\n");
        screen.has("Changed");
        let json = home.says(&["show", "1", "--json"]);
        assert!(json.contains("\"text\":\"a raise and a desk\""), "{json}");
        assert!(json.contains("\"note\":\"soon\""), "{json}");
    });
}

#[test]
fn a_form_with_changes_is_left_only_by_a_second_escape() {
    let home = Home::with("a raise");
    home.opens(|screen| {
        screen.press("e!\u{1b}");
        screen.has("Esc again");
        screen.press("?\u{1b}\u{1b}");
        screen.has("Waiting 1");
        assert!(home.says(&["show", "1"]).contains("a raise\n"));
    });
}

#[test]
fn asks_are_filtered_in_the_words_of_list_while_they_are_typed() {
    let home = Home::with(ASKS);
    home.opens(|screen| {
        let found = |screen: &Screen<'_, '_>| screen.state.asks.keys.len();
        screen.press("/wr");
        assert_eq!(found(screen), 2);
        screen.press(" +writing --gh");
        assert_eq!(found(screen), 2);
        screen.press("osted");
        assert_eq!(found(screen), 1);
        screen.press("\n");
        screen.has("/wr +writing --ghosted  ·  1 ask");
        screen.press("\u{1b}");
        assert_eq!(found(screen), 11);
        screen.press("/--nonsense\n");
        screen.has("--nonsense");
    });
}

#[test]
fn what_another_terminal_writes_is_noticed_and_the_selection_stays() {
    let home = Home::with("2026-03-01 one\n2026-03-02 two\n2026-03-03 three");
    home.opens(|screen| {
        screen.press("jj");
        assert!(!screen.desk.is_behind(&screen.state));
        home.run(&["answer", "1", "--no"], "");
        assert!(screen.desk.is_behind(&screen.state));
        screen.desk.read(&mut screen.state).unwrap();
        screen.desk.fill(&mut screen.state).unwrap();
        screen.has("▌  3");
        screen.has("Waiting 2");
    });
}

#[test]
fn a_write_that_fails_says_so_and_keeps_what_was_typed() {
    let home = Home::with("one");
    home.opens(|screen| {
        let data = home.folder.path().join("data");
        let aside = home.folder.path().join("aside");
        fs::rename(&data, &aside).unwrap();
        fs::write(&data, "").unwrap();
        screen.press("la raise\n");
        screen.has("Log a raise");
        screen.has("data");
        fs::remove_file(&data).unwrap();
        fs::rename(&aside, &data).unwrap();
        screen.press("\n");
        screen.has("Waiting 2");
    });
}

#[test]
fn no_view_is_wider_or_higher_than_the_screen_and_a_small_one_says_so() {
    let home = Home::with(ASKS);
    home.opens(|screen| {
        for (width, height) in [(120, 40), (40, 10), (53, 17), (200, 60)] {
            screen.resize(width, height);
            for keys in [
                "1", "2", "3", "4", "1\n", "e\u{1b}", "l\u{1b}", "?", "\u{1b}",
            ] {
                screen.press(keys);
                screen.text();
            }
        }
        screen.resize(39, 30);
        screen.has("needs 40 columns and 10");
        screen.resize(1, 1);
        screen.text();
    });
}

#[test]
fn the_mouse_selects_opens_scrolls_and_shows_views() {
    let home = Home::with(ASKS);
    home.opens(|screen| {
        let point = |screen: &mut Screen<'_, '_>, kind, column, row| {
            let mouse = MouseEvent {
                kind,
                column,
                row,
                modifiers: KeyModifiers::NONE,
            };
            react(&mut screen.state, screen.desk, &Event::Mouse(mouse));
        };
        let left = MouseEventKind::Down(ratatui::crossterm::event::MouseButton::Left);
        point(screen, left, 10, 5);
        assert_eq!(screen.state.waiting.at, 2);
        point(screen, MouseEventKind::ScrollDown, 10, 5);
        assert_eq!(screen.state.waiting.at, 5);
        point(screen, left, 10, 8);
        screen.has("bring the monologue");
        point(screen, left, 13, 0);
        screen.has("the window seat");
        point(screen, left, 79, 23);
    });
}

#[test]
fn a_paste_is_typed_and_presses_no_keys() {
    let home = Home::with("one");
    home.opens(|screen| {
        let paste = |screen: &mut Screen<'_, '_>, text: &str| {
            react(
                &mut screen.state,
                screen.desk,
                &Event::Paste(text.to_owned()),
            );
        };
        paste(screen, "nyx\nq");
        assert_eq!(screen.state.waiting.keys.len(), 1);
        screen.press("l");
        paste(screen, "a raise\nand a \u{1b}[31mdesk");
        screen.press("\n");
        assert!(home.says(&["show", "2"]).contains("a raise and a [31mdesk"));
    });
}

#[test]
fn a_plan_is_asked_and_its_sting_added() {
    let home = Home::with("one @Ann");
    home.run(&["plan", "a raise", "--fear", "7", "--by", "friday"], "");
    home.opens(|screen| {
        screen.press("3");
        screen.has("▌ p1   7 ███████");
        screen.has("a raise");
        screen.press("n4");
        assert_eq!(screen.state.plans.keys.len(), 0);
        let json = home.says(&["show", "2", "--json"]);
        assert!(json.contains("\"sting\":4"), "{json}");
        assert!(json.contains("\"plan\":1"), "{json}");
    });
}

#[test]
fn steps_due_days_and_rest_days_are_kept_and_what_is_due_comes_first() {
    let home = Home::with("2026-02-01 one\n2026-03-01 two");
    home.opens(|screen| {
        screen.press("jscallback\n");
        screen.has("callback");
        screen.press("dtoday\n");
        screen.has("today");
        let first = &screen.state.waiting.rows[0];
        assert_eq!((first.ask.text.as_str(), first.ask.steps.len()), ("two", 2));
        screen.press("r");
        assert!(home.says(&["rest", "--json"]).contains("2026-03-04"));
    });
}

#[test]
fn the_ends_of_lists_and_pages_hold() {
    let home = Home::with(ASKS);
    home.shows((40, 10), PLAIN, |screen| {
        screen.press("2");
        screen.press_key(KeyCode::End);
        screen.has("▌  1");
        screen.press("jj");
        screen.press_key(KeyCode::PageUp);
        screen.press_key(KeyCode::Home);
        screen.has("▌ 11");
        screen.press("k");
        for view in ["4", "5"] {
            screen.press(view);
            screen.press_key(KeyCode::End);
            screen.press_key(KeyCode::PageDown);
            let page = if view == "4" {
                &screen.state.year
            } else {
                &screen.state.detail
            };
            let last = page.text.lines().last().unwrap().trim_end().to_owned();
            screen.has(&last);
        }
    });
}
