use super::*;

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

fn written(text: &str) -> Result<WrittenDay, NotADay> {
    super::written(
        text,
        Years {
            stated: None,
            current: 2026,
        },
    )
}

#[test]
fn a_day_is_read_in_every_form_that_says_itself_which_day_it_is() {
    for text in [
        "2026-03-04",
        " 2026-03-04 ",
        "2026-3-4",
        "2026/03/04",
        "2026.03.04",
        "20260304",
        "2026-03-04T10:00",
        "2026-03-04 10:00:00",
        "2026-03-04 10:00:00 CET",
        "2026-03-04 2:14pm",
        "4 Mar 2026",
        "4 March 2026",
        "04-Mar-2026",
        "4th March 2026",
        "4. Mar. 2026",
        "March 4, 2026",
        "March 4, 2026 3:14 PM",
        "Mar 4th, 2026",
        "2026 Mar 4",
        "Wednesday, March 4, 2026",
        "Wed. 4 March 2026",
        "4th of March 2026",
        "4-Mar-26",
        "4 Mar 26",
        "Mar 4, '26",
        "March 4, 2026 at 10:15 AM",
        "46085",
        "46085.427",
    ] {
        assert_eq!(
            written(text),
            Ok(WrittenDay::Day(day("2026-03-04"))),
            "{text}"
        );
    }
    assert_eq!(
        written("1 Sept 2026"),
        Ok(WrittenDay::Day(day("2026-09-01")))
    );
}

#[test]
fn what_is_no_day_is_not_taken_for_one() {
    for text in [
        "",
        "soon",
        "12345",
        "99999",
        "2026-03-04 25:00",
        "2026-03-04 10:60",
        "2026-03-04 about noon",
        "2026-03-04T",
        "2026-03-04 (",
        "March 4, 2026 → March 6, 2026",
        "1/2/3",
        "1/2/345",
        "+1/2/2026",
        "٢٠٢٦-٠٣-٠٤",
        "99999999999999999999",
        "é026-03-04",
    ] {
        assert_eq!(written(text), Err(NotADay::Form), "{text}");
    }
}

#[test]
fn a_day_that_the_calendar_has_not_is_told_from_a_word() {
    for text in ["2026-02-30", "20261301", "31 April 2026", "2026-00-10"] {
        assert_eq!(written(text), Err(NotADay::Calendar), "{text}");
    }
}

#[test]
fn epochs_are_seconds_or_milliseconds() {
    for text in [
        "1772582400",
        "1772582400000",
        "1772582400.75",
        "1772582400000.5",
    ] {
        assert_eq!(
            written(text),
            Ok(WrittenDay::Moment(1_772_582_400)),
            "{text}"
        );
    }
}

#[test]
fn a_time_with_an_offset_is_a_moment() {
    for text in [
        "2026-03-04T10:00:00Z",
        "2026-03-04t11:00:00.123+01:00",
        "2026-03-04 10:00:00 UTC",
        "2026-03-04 11:00:00 +0100",
        "Wed, 4 Mar 2026 05:00:00 -0500",
        "Wed Mar 04 2026 11:00:00 GMT+0100 (Central European Standard Time)",
    ] {
        assert_eq!(
            written(text),
            Ok(WrittenDay::Moment(1_772_618_400)),
            "{text}"
        );
    }
}

#[test]
fn the_mails_and_days_of_october_and_august_are_read() {
    assert_eq!(
        written("Wed, 15 Oct 2025 09:12:44 +0000"),
        Ok(WrittenDay::Moment(1_760_519_564))
    );
    assert_eq!(
        written("10th August 2025"),
        Ok(WrittenDay::Day(day("2025-08-10")))
    );
    assert_eq!(
        written("12 October 2025"),
        Ok(WrittenDay::Day(day("2025-10-12")))
    );
}

#[test]
fn a_day_without_a_year_gets_the_one_that_was_stated() {
    let years = Years {
        stated: Some(2025),
        current: 2026,
    };
    for text in [
        "Sep 12",
        "12 September",
        "12-Sep",
        "12. Sep.",
        "Fri, Sep 12",
    ] {
        assert_eq!(written(text), Err(NotADay::NoYear), "{text}");
        assert_eq!(
            super::written(text, years),
            Ok(WrittenDay::Day(day("2025-09-12"))),
            "{text}"
        );
    }
    assert_eq!(written("9/12"), Err(NotADay::NoYear));
    assert_eq!(
        super::written("9/12", years),
        Ok(WrittenDay::Triple(Triple::with_full_year([9, 12, 2025])))
    );
    assert_eq!(written("Mar-26"), Err(NotADay::NoYear));
}

#[test]
fn a_month_is_its_first_day() {
    for text in [
        "2025-09",
        "2025/09",
        "09/2025",
        "Sep 2025",
        "September 2025",
    ] {
        assert_eq!(
            written(text),
            Ok(WrittenDay::Month(day("2025-09-01"))),
            "{text}"
        );
    }
}

#[test]
fn what_programs_write_into_an_empty_cell_is_no_day() {
    for text in [
        "0001-01-01",
        "0001-01-01T00:00:00",
        "1899-12-30",
        "1899-12-31",
        "1900-01-01",
        "1970-01-01",
        "1970-01-01T00:00:00Z",
        "0",
    ] {
        assert_eq!(written(text), Ok(WrittenDay::Empty), "{text}");
    }
    assert_eq!(written("1899-12-29"), Err(NotADay::Calendar));
    assert_eq!(
        written("1900-01-02"),
        Ok(WrittenDay::Day(day("1900-01-02")))
    );
}
