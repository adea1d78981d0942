//! The form of an ask, a field after the other.

use super::input::Input;

/// What a line of a form goes on with.
const INDENT: &str = "    ";

/// The fields of a form, and which one is typed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Form {
    /// The fields: their names and values.
    pub(crate) fields: Vec<(String, Input)>,
    /// The one that is typed in.
    pub(crate) at: usize,
}

impl Form {
    /// The fields of a form as `nos edit -e` writes it.
    pub(crate) fn read(text: &str) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some(more) = line.strip_prefix(INDENT)
                && let Some((_, value)) = fields.last_mut()
            {
                value.push('\n');
                value.push_str(more);
            } else if let Some((name, value)) = line.split_once(':') {
                let value = value.strip_prefix(' ').unwrap_or(value);
                fields.push((name.to_owned(), value.to_owned()));
            }
        }
        let typed = |(name, value): (String, String)| (name, Input::new(&value));
        Self {
            fields: fields.into_iter().map(typed).collect(),
            at: 0,
        }
    }

    /// The form as `nos edit -e` reads it.
    pub(crate) fn written(&self) -> String {
        let lines = self.fields.iter().map(|(name, input)| {
            let value = input.text().replace('\n', &format!("\n{INDENT}"));
            format!("{name}: {value}")
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The field that is typed in.
    pub(crate) fn input(&mut self) -> Option<&mut Input> {
        self.fields.get_mut(self.at).map(|(_, input)| input)
    }

    /// Goes to the line above, which may be in the field above.
    pub(crate) fn up(&mut self) {
        match self.input() {
            Some(input) if input.line_of_cursor() > 0 => input.up(),
            _ => self.at = self.at.saturating_sub(1),
        }
    }

    /// Goes to the line below, which may be in the field below.
    pub(crate) fn down(&mut self) {
        let last = self.fields.len().saturating_sub(1);
        match self.input() {
            Some(input) if input.is_below_cursor() => input.down(),
            _ => self.at = (self.at + 1).min(last),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "# Ask #1\n\ntext: a raise\n    and a desk\non: 2026-03-04\nto:\n\n# end\n";

    #[test]
    fn a_form_is_read_and_written_as_it_was() {
        let form = Form::read(FORM);
        let expected = "text: a raise\n    and a desk\non: 2026-03-04\nto: ";
        assert_eq!(form.written(), expected);
        assert_eq!(Form::read(&form.written()), form);
    }

    #[test]
    fn up_and_down_go_through_the_lines_of_all_fields() {
        let mut form = Form::read(FORM);
        form.up();
        form.up();
        assert_eq!(form.at, 0);
        let mut places = Vec::new();
        for _ in 0..4 {
            let line = form.input().unwrap().line_of_cursor();
            places.push((form.at, line));
            form.down();
        }
        assert_eq!(places, [(0, 0), (0, 1), (1, 0), (2, 0)]);
    }
}
