//! `nos import` of workbooks: xlsx, xls and ods, their sheets and the days in their cells.

use crate::env::TestEnv;
use crate::trackers::{NOW, comes_in, import, is_refused_with};

const POTTER: &str = "yes 2025-09-15→2025-09-20 Potter | Blue Kiln";

#[test]
fn days_are_those_of_the_cells_below_a_title_and_on_the_sheet_that_has_asks() {
    // A day with a time, a number that is a day, hidden sheets and a list of choices.
    comes_in(
        "workbook.xlsx",
        &[],
        &[
            "no 2025-09-12→2025-09-20 Baker | Harbour Bakery",
            "pending 2025-09-14→- Gardener | Tall Pines",
            POTTER,
        ],
    );
    let home = TestEnv::at(NOW);
    let came = import(&home, "workbook.xlsx", &[]);
    for told in [
        "the sheet \"Applications\", the header on line 3",
        "Other sheets are left out: \"Lists\"",
    ] {
        assert!(came.err.contains(told), "{told}: {}", came.err);
    }
}

#[test]
fn a_hidden_sheet_is_read_where_it_is_named() {
    comes_in(
        "workbook.xlsx",
        &["--sheet", "old"],
        &["no 2024-01-01→2024-01-01 Baker | Fern"],
    );
}

#[test]
fn a_sheet_is_asked_for_where_several_could_be_meant() {
    is_refused_with("two-sheets.xlsx", "--sheet 2024");
    comes_in(
        "two-sheets.xlsx",
        &["--sheet", "2025"],
        &["no 2025-09-12→2025-09-12 Baker | Tall Pines"],
    );
}

#[test]
fn old_workbooks_and_those_of_libreoffice_come_in() {
    comes_in(
        "auditions.xls",
        &[],
        &[
            "yes 2025-09-12→2025-09-12 A Winter Play | Ida Vale",
            "no 2025-09-14→2025-09-14 Bread Advert | Ida Vale",
            "pending 2025-09-15→- Short Film | Tom Reed",
        ],
    );
    is_refused_with("stories.ods", "--map Response:Withdrawn=OUTCOME");
    comes_in(
        "stories.ods",
        &["--map", "Response:Withdrawn=ignore"],
        &[
            "no 2025-09-12→2025-10-02 The Tin Boat | Lantern Review",
            "yes 2025-09-15→2025-11-01 The Long Lane | Harbour Quarterly",
        ],
    );
}

#[test]
fn a_sheet_without_a_header_has_the_columns_that_are_stated() {
    let home = TestEnv::at(NOW);
    let flags = ["--sheet", "2024", "--columns", "to,text,asked_on,outcome"];
    let came = import(&home, "two-sheets.xlsx", &flags);
    assert!(
        came.err.contains("\"Status\" in \"outcome\" is not known"),
        "{}",
        came.err
    );
}

#[test]
fn what_is_no_workbook_is_refused_and_nothing_is_written() {
    let home = TestEnv::at(NOW);
    let file = home.folder().join("book.xlsx");
    for (bytes, flags, status, reason) in [
        (
            &b"PK\x03\x04 and no more"[..],
            &[][..],
            1,
            "it can't be read as one",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            &[],
            1,
            "it can't be read as one",
        ),
        (
            b"ask,outcome\na,no\n",
            &["--format", "xlsx"],
            1,
            "the file isn't a workbook",
        ),
        (
            b"ask,outcome\na,no\n",
            &["--sheet", "x"],
            2,
            "--sheet names a sheet of a workbook",
        ),
    ] {
        std::fs::write(&file, bytes).unwrap();
        let came = home.run(&[&["import", &file.display().to_string()], flags].concat());
        assert_eq!(came.status, status, "{}", came.err);
        assert!(came.err.contains(reason), "{reason}: {}", came.err);
    }
    let came = import(&home, "workbook.xlsx", &["--sheet", "2026"]);
    assert_eq!(came.status, 2);
    assert!(
        came.err
            .contains("the workbook has \"Applications\", \"Lists\", \"Old\""),
        "{}",
        came.err
    );
    assert!(!home.folder().join("data").exists());
}
