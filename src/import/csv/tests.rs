use super::*;

/// The rows as `line: first | second`, the refusals as `line! reason`.
fn read(text: &str) -> Result<Vec<String>, UnusableFile> {
    let csv = Csv::open(text, None, &[])?;
    let column = |name: &str| csv.names().iter().position(|it| it == name).unwrap_or(99);
    let (ask, who) = (column("ask"), column("who"));
    let mut seen = Vec::new();
    csv.rows(&mut |row| {
        seen.push(match row {
            Ok(row) => format!(
                "{}: {} | {}",
                row.line,
                row.cell(ask).as_text().unwrap_or("-"),
                row.cell(who).as_text().unwrap_or("-")
            ),
            Err(refusal) => format!("{}! {}", refusal.line, refusal.reason),
        });
    })?;
    Ok(seen)
}

#[test]
fn commas_semicolons_and_tabs_are_told_from_the_header() {
    for text in [
        "ask,who\na,b\n",
        "ask;who\na;b\n",
        "ask\twho\na\tb",
        "\"ask, or not\";ask;who\nx;a;b",
        "sep=;\r\nask;who\r\n\r\na;b",
    ] {
        let line = 2 + 2 * u64::from(text.starts_with("sep"));
        assert_eq!(read(text).unwrap(), [format!("{line}: a | b")], "{text:?}");
    }
}

#[test]
fn lines_are_those_of_the_file_with_any_ending_and_newlines_in_cells() {
    for (end, name) in [("\n", "LF"), ("\r\n", "CRLF")] {
        let text = ["ask,who", "\"one\ntwo\",b", "", "c,d", "", ",", "e,f"].join(end);
        assert_eq!(
            read(&text).unwrap(),
            ["2: one\ntwo | b", "5: c | d", "8: e | f"],
            "{name}"
        );
    }
}

#[test]
fn quotes_and_delimiters_inside_quotes_belong_to_the_cell() {
    assert_eq!(
        read("ask,who\n\"say \"\"no\"\", please\",5\" pipe\n").unwrap(),
        ["2: say \"no\", please | 5\" pipe"]
    );
}

#[test]
fn cells_that_are_missing_at_the_end_or_empty_and_too_many_are_blank() {
    assert_eq!(
        read("ask,who,\na\nb,c\nd,e,,,\n").unwrap(),
        ["2: a | -", "3: b | c", "4: d | e"]
    );
}

#[test]
fn a_filled_cell_without_a_column_refuses_its_row() {
    assert_eq!(
        read("ask,who\nd,e,f\n").unwrap(),
        ["2! the row has \"f\" beyond the last of its 2 columns"]
    );
}

#[test]
fn a_title_above_the_header_is_passed_over() {
    let csv = Csv::open("My hunt,,\n,,\n\nask,who,\n\"a\nb\",c\n", None, &[]).unwrap();
    assert_eq!(csv.names(), ["ask", "who"]);
    assert_eq!(csv.header_line(), 4);
    assert_eq!(
        read("My hunt,,\n,,\n\nask,who,\n\"a\nb\",c\nd,e\n").unwrap(),
        ["5: a\nb | c", "7: d | e"]
    );
}

#[test]
fn a_header_of_names_that_only_the_rules_know_is_found() {
    let rules = ["Wish=text", "Mood:sad=no"].map(|rule| Rule::parse(rule).unwrap());
    let csv = Csv::open("My hunt,2026\nWish,Mood\na,sad\n", None, &rules).unwrap();
    assert_eq!(csv.names(), ["Wish", "Mood"]);
}

#[test]
fn a_file_without_a_header_has_the_columns_that_are_stated() {
    let columns = ["asked_on", "text"].map(ToOwned::to_owned);
    let csv = Csv::open("2026-03-04;a\n2026-03-05;b\n", Some(&columns), &[]).unwrap();
    let mut lines = Vec::new();
    csv.rows(&mut |row| lines.push(row.unwrap().line)).unwrap();
    assert_eq!(lines, [1, 2]);
    assert_eq!(csv.delimiter_name(), "semicolon");
}

#[test]
fn an_unclosed_quote_is_refused_where_it_is_opened() {
    let refused = read("ask,who\na,b\n\"c \"\"x\"\"\n,d\n").unwrap_err();
    assert_eq!(
        (refused.line, &*refused.reason),
        (3, "a quote is opened here and never closed")
    );
    let refused = read("ask,\"who\na,b\n").unwrap_err();
    assert_eq!(refused.line, 1);
    let refused = read("ask\n\"").unwrap_err();
    assert_eq!(refused.line, 2);
}

#[test]
fn text_after_a_closing_quote_is_refused() {
    assert_eq!(
        read("ask,who\r\n\"a\"b,c\r\nd,e\r\n\"f\" ,g").unwrap(),
        [
            "2! text follows a closing quote; a quote inside a quoted cell is written twice",
            "3: d | e",
            "4! text follows a closing quote; a quote inside a quoted cell is written twice",
        ]
    );
}

#[test]
fn the_guard_is_taken_off() {
    assert_eq!(read("ask,who\n'=1+1,'tis\n").unwrap(), ["2: =1+1 | 'tis"]);
}
