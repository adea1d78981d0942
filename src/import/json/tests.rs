use super::*;

/// The rows as `line: text`, the refusals as `line! reason`.
fn shown(json: &Json) -> Vec<String> {
    let ask = json
        .names()
        .iter()
        .position(|name| name == "ask")
        .unwrap_or(99);
    let mut seen = Vec::new();
    json.rows(&mut |row| {
        seen.push(match row {
            Ok(row) => match row.cell(ask) {
                InputCell::Text(text) => format!("{}: {text}", row.line),
                other => format!("{}: {other:?}", row.line),
            },
            Err(refusal) => format!("{}! {}", refusal.line, refusal.reason),
        });
    })
    .unwrap();
    seen
}

fn open(text: &str) -> Vec<String> {
    shown(&Json::open(text).unwrap())
}

fn refused(text: &str) -> (u64, String) {
    let refused = Json::open(text).unwrap_err();
    (refused.line, refused.reason)
}

#[test]
fn rows_come_from_an_array_or_from_the_one_array_in_an_object() {
    let rows = "[\n {\"ask\":\"a\"},\n\n {\"ask\":\"b\"}]";
    assert_eq!(open(rows), ["2: a", "4: b"]);
    assert_eq!(
        open(&format!(
            "{{\"tags\":[\"x\"],\n\"count\":2,\n\"asks\":{rows}}}"
        )),
        ["4: a", "6: b"]
    );
    assert_eq!(open("{\"asks\":[ ]}"), Vec::<String>::new());
}

#[test]
fn an_object_without_an_array_of_rows_or_with_two_is_refused() {
    assert_eq!(
        refused("{\"ask\":\"a\"}").1,
        "the object holds no array of rows"
    );
    assert_eq!(
        refused("{\"a\":[{}],\"b\":[{}]}").1,
        "the file holds several lists of rows, and nothing says which one has the asks"
    );
}

#[test]
fn lines_are_rows_of_their_own_and_one_bad_line_spoils_no_other() {
    let text = "{\"ask\":\"a\"}\r\n\n{\"ask\":\n{\"ask\":\"b\",\"ask\":1}\n[1]\n{\"ask\":\"c\"}";
    assert_eq!(
        shown(&Json::open_lines(text)),
        [
            "1: a",
            "3! not JSON: EOF while parsing a value",
            "4! \"ask\" is there twice",
            "5! the row is not an object with named values",
            "6: c",
        ]
    );
}

#[test]
fn nesting_without_an_end_is_refused_and_followed_nowhere() {
    let deep = 100_000;
    let (line, reason) = refused(&"[".repeat(deep));
    assert_eq!((line, &*reason), (1, "not JSON: EOF while parsing a list"));
    assert_eq!(
        open(&("[".repeat(deep) + &"]".repeat(deep))),
        ["1! the row is not an object with named values"]
    );
    let object = "{\"a\":".repeat(deep) + "1" + &"}".repeat(deep);
    assert_eq!(
        open(&format!("[\n{object}]")),
        ["2! not JSON: recursion limit exceeded"]
    );
    assert_eq!(refused(&object).1, "the object holds no array of rows");
}

#[test]
fn numbers_that_json_has_not_are_refused() {
    let (line, reason) = refused("[\n{\"ask\":NaN}]");
    assert_eq!((line, &*reason), (2, "not JSON: expected value"));
    assert_eq!(
        open("[{\"ask\":1e400}]"),
        ["1! not JSON: number out of range"]
    );
}

#[test]
fn rows_are_found_a_level_down_by_their_ids_and_beside_other_lists() {
    for text in [
        "{\"state\":{\"asks\":[{\"ask\":\"a\",\"status\":\"no\"}]},\"version\":0}",
        "{\"a1\":{\"ask\":\"a\",\"status\":\"no\"}}",
        "{\"jobs\":[{\"ask\":\"a\",\"status\":\"no\"}],\"contacts\":[{\"name\":\"Ina\"}]}",
        "{\"data\":{\"byId\":{\"a1\":{\"ask\":\"a\",\"status\":\"no\"}},\"ids\":[\"a1\"]}}",
    ] {
        assert_eq!(open(text), ["1: a"], "{text}");
    }
}

#[test]
fn the_values_of_a_record_are_columns() {
    let json = Json::open(
        "{\"records\":[{\"id\":\"r1\",\"fields\":{\"Role\":\"Baker\",\"Status\":\"Rejected\"}}]}",
    )
    .unwrap();
    assert_eq!(json.names(), ["id", "fields.Role", "fields.Status"]);
}

#[test]
fn rows_on_one_line_are_counted() {
    let text = "[{\"ask\":\"a\"},{\"ask\":\"b\"}]";
    assert_eq!(open(text), ["1: a", "2: b"]);
    assert_eq!(Json::open(text).unwrap().place(), RowPlace::Row);
}
