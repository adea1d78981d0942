//! Inked text, as the renderers make it for a terminal, becomes cells of the screen.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};

/// Puts a line of inked text at a place, cut at the right edge.
pub(super) fn put(buffer: &mut Buffer, column: u16, line: u16, text: &str) {
    let area = buffer.area;
    if line < area.height && column < area.width {
        buffer.set_line(column, line, &spans(text), area.width - column);
    }
}

/// The runs of a line that have one look each. An escape sequence that is no colour is left out,
/// so nothing but text and looks comes through.
fn spans(text: &str) -> Line<'_> {
    let mut spans = Vec::new();
    let mut style = Style::new();
    let mut parts = text.split('\u{1b}');
    spans.push(Span::raw(parts.next().unwrap_or_default()));
    for part in parts {
        let Some((codes, text)) = part.strip_prefix('[').and_then(|rest| rest.split_once('m'))
        else {
            continue;
        };
        style = codes.split(';').fold(style, with_code);
        if !text.is_empty() {
            spans.push(Span::styled(text, style));
        }
    }
    Line::from(spans)
}

/// The looks that [`crate::render::style::Style`] gives.
fn with_code(style: Style, code: &str) -> Style {
    match code {
        "1" => style.add_modifier(Modifier::BOLD),
        "2" => style.add_modifier(Modifier::DIM),
        "31" => style.fg(Color::Red),
        "32" => style.fg(Color::Green),
        "33" => style.fg(Color::Yellow),
        "41" => style.bg(Color::Red),
        "42" => style.bg(Color::Green),
        _ => Style::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::intensity::Intensity;
    use crate::render::style::{Colours, Ink, Style as Drawing};

    #[test]
    fn every_ink_has_a_look_of_its_own_and_ends_where_it_should() {
        let drawing = Drawing {
            colours: Colours::Ansi,
            ..Drawing::plain(80)
        };
        let inks = [
            Ink::No,
            Ink::Ghosted,
            Ink::Yes,
            Ink::Waiting,
            Ink::Strong,
            Ink::Soft,
            Ink::Heat(Intensity::Some),
            Ink::Heat(Intensity::Many),
        ];
        let mut looks = Vec::new();
        for ink in inks {
            let text = format!("a{}c", drawing.ink(ink, "b"));
            let line = spans(&text);
            let [before, inked, after] = line.spans.as_slice() else {
                panic!("{ink:?}: {line:?}")
            };
            assert_eq!((before.style, after.style), (Style::new(), Style::new()));
            assert!(!looks.contains(&inked.style), "{ink:?}: {:?}", inked.style);
            looks.push(inked.style);
        }
    }

    #[test]
    fn what_is_no_colour_does_not_come_through() {
        let line = spans("a\u{1b}]0;title\u{7}b\u{1b}[2Jc");
        let text: String = line.spans.iter().map(|span| &*span.content).collect();
        assert_eq!(text, "a");
    }
}
