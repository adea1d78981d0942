use super::super::dates::{WrittenDay, Years, written};
use super::*;

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

fn triple(text: &str) -> Triple {
    let years = Years {
        stated: None,
        current: 2026,
    };
    match written(text, years) {
        Ok(WrittenDay::Triple(triple)) => triple,
        other => panic!("{other:?}"),
    }
}

fn seen(days: &[&str]) -> Orders {
    let mut orders = Orders::default();
    for (line, text) in (2..).zip(days) {
        orders.see(line, text, triple(text), 2026);
    }
    orders
}

fn known(days: &[&str]) -> Result<KnownOrder, UnusableFile> {
    seen(days).known(None, day("2026-06-15"))
}

#[test]
fn numbers_are_read_in_the_order_that_is_said() {
    let read = |text: &str, order| triple(text).day(order, 2026);
    assert_eq!(read("03/04/2026", Order::Dmy), Some(day("2026-04-03")));
    assert_eq!(read("03/04/2026", Order::Mdy), Some(day("2026-03-04")));
    assert_eq!(read("3.4.26", Order::Dmy), Some(day("2026-04-03")));
    assert_eq!(read("26-03-04", Order::Ymd), Some(day("2026-03-04")));
    assert_eq!(read("31/04/2026", Order::Dmy), None);
}

#[test]
fn a_year_of_two_digits_is_one_of_the_last_twenty() {
    let read = |text| triple(text).day(Order::Dmy, 2026);
    assert_eq!(read("04/03/26"), Some(day("2026-03-04")));
    assert_eq!(read("04/03/06"), Some(day("2006-03-04")));
    assert_eq!(read("04/03/05"), None);
    assert_eq!(read("04/03/27"), None);
}

#[test]
fn one_day_over_12_settles_the_order_of_the_file() {
    let orders = seen(&["03/04/2026", "13/04/2026"]);
    let today = day("2026-06-15");
    assert_eq!(
        orders.known(None, today),
        Ok(KnownOrder::Proved(Order::Dmy, 3))
    );
    assert_eq!(
        orders.known(Some(Order::Mdy), today),
        Ok(KnownOrder::Stated(Order::Mdy))
    );
}

#[test]
fn a_year_first_of_two_digits_is_not_read_day_first() {
    assert_eq!(
        known(&["25-09-12", "25-09-20", "26-01-15"]),
        Ok(KnownOrder::Weighed(Order::Ymd))
    );
    assert_eq!(
        known(&["25-09-12", "26-01-31"]),
        Ok(KnownOrder::Proved(Order::Ymd, 3))
    );
    // One day alone shows nothing: it is a day of 2025 or of 2012.
    let refused = known(&["25-09-12"]).unwrap_err();
    assert!(
        refused
            .reason
            .contains("2012-09-25 (dmy) or 2025-09-12 (ymd)"),
        "{}",
        refused.reason
    );
}

#[test]
fn a_day_first_with_a_year_of_two_digits_is_not_read_year_first() {
    assert_eq!(
        known(&["13/04/26", "21/05/26", "08/06/26"]),
        Ok(KnownOrder::Weighed(Order::Dmy))
    );
    assert_eq!(
        known(&["04/13/26", "05/21/26"]),
        Ok(KnownOrder::Proved(Order::Mdy, 2))
    );
}

#[test]
fn a_file_that_shows_no_order_is_refused_with_the_flag_that_says_it() {
    assert_eq!(known(&["03/03/2026"]), Ok(KnownOrder::Indifferent));
    let refused = known(&["03/03/2026", "03/04/2026"]).unwrap_err();
    assert_eq!(refused.line, 3);
    assert_eq!(
        refused.reason,
        "\"03/04/2026\" can be 2026-04-03 (dmy) or 2026-03-04 (mdy), and no day of the file shows which order it is in"
    );
}

#[test]
fn a_file_in_two_orders_is_refused() {
    let refused = known(&["13/04/2026", "04/13/2026"]).unwrap_err();
    assert_eq!(refused.line, 3);
    assert!(refused.reason.contains("two orders"), "{}", refused.reason);
}

#[test]
fn two_columns_prove_an_order_together() {
    let mut orders = seen(&["03/04/2026"]);
    orders.merge(&seen(&["04/05/2026", "13/04/2026"]));
    assert_eq!(
        orders.known(None, day("2026-06-15")),
        Ok(KnownOrder::Proved(Order::Dmy, 3))
    );
}
