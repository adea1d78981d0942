//! A half-typed line as bash has it: the words of it, what of the last one bash keeps in place,
//! and how a value is written behind that.
//!
//! Pure; `commands::complete` uses it. Bash hands the line over as it was typed, quotes and all,
//! and puts a candidate in after the last character at which it takes words apart (`=`, `:` and
//! `@` among them, and not every version splits them off) or after a quote that is still open. So
//! what is to be put in is worked out here, from the line alone, the same for every bash.

/// A line up to the cursor, without the name of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BashLine {
    /// The words before the one at the cursor, without their quotes.
    pub before: Vec<String>,
    /// The word at the cursor, without its quotes.
    pub at: String,
    /// As much of it as bash keeps in place.
    kept: String,
    quote: Option<Quote>,
}

/// A quote that is open at the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quote {
    Single,
    Double,
}

impl Quote {
    /// The quote that a character opens or closes.
    fn new(char: char) -> Option<Self> {
        match char {
            '\'' => Some(Self::Single),
            '"' => Some(Self::Double),
            _ => None,
        }
    }

    /// Whether a backslash takes away what this character means inside the quote.
    fn escapes(self, char: char) -> bool {
        self == Self::Double && matches!(char, '"' | '\\' | '$' | '`' | '\n')
    }
}

/// A word that is being read.
#[derive(Default)]
struct BashWord {
    text: String,
    /// As much of it as ends at a character at which bash takes words apart.
    kept: String,
    quote: Option<Quote>,
    /// The part before the latest quote.
    before_quote: String,
    /// Whether there is anything of it, be it an empty pair of quotes.
    is_begun: bool,
}

impl BashWord {
    fn push(&mut self, char: Option<char>) {
        self.text.extend(char);
        self.is_begun = true;
    }

    /// A character outside quotes without a backslash before it.
    fn bare(&mut self, char: char, breaks: &str) {
        self.is_begun = true;
        self.quote = Quote::new(char);
        if self.quote.is_some() {
            self.before_quote.clone_from(&self.text);
            return;
        }
        let breaks_here = breaks.contains(char);
        // An @ is put in again: bash takes what follows it for the name of a machine.
        if breaks_here && char == '@' {
            self.kept.clone_from(&self.text);
        }
        self.text.push(char);
        if breaks_here && char != '@' {
            self.kept.clone_from(&self.text);
        }
    }
}

/// What a file at the cursor is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path<'a> {
    /// The beginning of its path.
    pub begun: &'a str,
    /// What stands before each path that is put in.
    pub before: &'a str,
    /// What of each path is there already.
    pub there: &'a str,
}

impl BashLine {
    /// Reads a line up to the cursor. `breaks` are the characters at which bash takes words apart
    /// (its `COMP_WORDBREAKS`).
    #[must_use]
    pub fn read(line: &str, breaks: &str) -> Self {
        let mut words = Vec::new();
        let mut word = BashWord::default();
        let mut chars = line.chars().peekable();
        while let Some(char) = chars.next() {
            let next = chars.peek().copied();
            match word.quote {
                None if char.is_whitespace() => {
                    if word.is_begun {
                        words.push(word.text);
                    }
                    word = BashWord::default();
                }
                // A backslash at the very end takes nothing's meaning away yet.
                None if char == '\\' => word.push(chars.next()),
                None => word.bare(char, breaks),
                Some(quote) if Quote::new(char) == Some(quote) => word.quote = None,
                Some(quote) if char == '\\' && next.is_some_and(|next| quote.escapes(next)) => {
                    word.push(chars.next());
                }
                Some(_) => word.push(Some(char)),
            }
        }
        // The first word is the program.
        let before = words.split_off(words.len().min(1));
        Self {
            before,
            at: word.text,
            kept: match word.quote {
                Some(_) => word.before_quote,
                None => word.kept,
            },
            quote: word.quote,
        }
    }

    /// What is put in for a value; none if the value does not begin as the word does.
    #[must_use]
    pub fn put_in(&self, value: &str) -> Option<String> {
        value.strip_prefix(&self.at)?;
        let rest = value.strip_prefix(&self.kept)?;
        let mut written = String::with_capacity(rest.len());
        for char in rest.chars() {
            match self.quote {
                Some(Quote::Single) if char == '\'' => written.push_str("'\\'"),
                Some(open) if open.escapes(char) => written.push('\\'),
                None if !is_plain(char) => written.push('\\'),
                _ => {}
            }
            written.push(char);
        }
        Some(written)
    }

    /// How files are found for a word that begins with a `lead` such as `--output=`.
    #[must_use]
    pub fn path<'a>(&'a self, lead: &'a str) -> Path<'a> {
        let begun = self.at.strip_prefix(lead).unwrap_or_default();
        Path {
            begun,
            before: lead.strip_prefix(&self.kept).unwrap_or_default(),
            there: self.kept.strip_prefix(lead).unwrap_or_default(),
        }
    }
}

/// Whether bash takes a character outside quotes as it stands.
fn is_plain(char: char) -> bool {
    char.is_alphanumeric() || !char.is_ascii() || "_@%+=:,./-".contains(char)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BREAKS: &str = " \t\n\"'@><=;|&(:";

    fn typed(line: &str) -> BashLine {
        BashLine::read(line, BREAKS)
    }

    fn put_in(line: &str, value: &str) -> String {
        typed(line).put_in(value).unwrap()
    }

    #[test]
    fn the_words_are_what_bash_would_hand_over() {
        let line = r#"nos --dir "/a b" log 'it'\''s' a\ b x:y "" +sh"#;
        let typed = typed(line);
        assert_eq!(
            typed.before,
            ["--dir", "/a b", "log", "it's", "a b", "x:y", ""]
        );
        assert_eq!(typed.at, "+sh");
    }

    #[test]
    fn a_blank_after_a_colon_begins_a_new_word() {
        assert_eq!(typed("nos log question: +sh").before, ["log", "question:"]);
        assert_eq!(typed("nos log question: +sh").at, "+sh");
    }

    #[test]
    fn what_bash_keeps_in_place_is_not_put_in_again() {
        assert_eq!(put_in("nos list --to=A", "--to=Ann"), "Ann");
        assert_eq!(put_in("nos show 1@", "1@laptop"), "@laptop");
        assert_eq!(put_in("nos list --to HR:", "HR:Ann"), "Ann");
        assert_eq!(put_in("nos list --to HR:A", "HR:Ann"), "Ann");
        assert_eq!(put_in("nos list --to=HR:A", "--to=HR:Ann"), "Ann");
        assert_eq!(put_in(r"nos list --to HR\:A", "HR:Ann"), "HR:Ann");
        assert_eq!(put_in("nos list --to='HR:A", "--to=HR:Ann"), "HR:Ann");
        assert_eq!(put_in("nos list --to='Ann'", "--to=Ann"), "Ann");
        assert_eq!(
            BashLine::read("nos show 1@", " ").put_in("1@b").unwrap(),
            "1@b"
        );
    }

    #[test]
    fn a_value_is_written_as_the_open_quote_needs_it() {
        let bob = r#"O'Brien "B" $5 \ `x`"#;
        assert_eq!(
            put_in("nos list --to O", bob),
            r#"O\'Brien\ \"B\"\ \$5\ \\\ \`x\`"#
        );
        assert_eq!(
            put_in("nos list --to 'O", bob),
            r#"O'\''Brien "B" $5 \ `x`"#
        );
        assert_eq!(
            put_in("nos list --to \"O", bob),
            r#"O'Brien \"B\" \$5 \\ \`x\`"#
        );
        assert_eq!(put_in("nos list --to ", "~me"), r"\~me");
        assert_eq!(put_in("nos list --to ", "Jürgen"), "Jürgen");
    }

    #[test]
    fn a_value_that_begins_otherwise_is_not_put_in() {
        assert_eq!(typed("nos list --to A").put_in("Bob"), None);
        assert_eq!(
            typed(r"nos list --to C:\\d").put_in(r"C:\dir").unwrap(),
            r"\\dir"
        );
    }

    #[test]
    fn a_path_stands_behind_its_flag_whether_bash_splits_it_off_or_not() {
        let path = |line: &str, lead: &str| {
            let typed = typed(line);
            let Path {
                begun,
                before,
                there,
            } = typed.path(lead);
            [begun, before, there].map(str::to_owned)
        };
        assert_eq!(path("nos export -o /a", ""), ["/a", "", ""]);
        assert_eq!(path("nos export -o/a", "-o"), ["/a", "-o", ""]);
        assert_eq!(path("nos export --output=/a", "--output="), ["/a", "", ""]);
        assert_eq!(path("nos export -o /a=b/c", ""), ["/a=b/c", "", "/a="]);
    }
}
