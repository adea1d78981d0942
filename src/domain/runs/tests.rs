use super::super::sample::{Asked, asked, daily_counts, day, ledger, refused, span};
use super::*;

fn runs(asks: &[Asked], from: &str, to: &str) -> Runs {
    Runs::new(&daily_counts(asks), span(from, to))
}

/// What was behind each yes, in the order of the asks: `tag nos ghosted since`.
fn behind(asks: &[Asked]) -> Vec<String> {
    let ledger = ledger(asks);
    let behinds = Behinds::new(&ledger, ledger.asks());
    let told = ledger.asks().filter_map(|row| behinds.behind(&ledger, row));
    told.map(|behind| {
        let since = behind.since.map_or("-".to_owned(), |day| day.to_string());
        let tag = behind.tag.as_deref().unwrap_or("all");
        format!("{tag} {} {} {since}", behind.nos, behind.ghosted)
    })
    .collect()
}

#[test]
fn a_yes_has_the_nos_since_the_yes_before_it() {
    let asks = [
        refused("2026-01-01"),
        asked("2026-01-01").ghosted("2026-01-03"),
        asked("2026-01-02").yes("2026-01-03"),
        refused("2026-01-04"),
        asked("2026-01-05").yes("2026-01-05"),
        refused("2026-01-06"),
        refused("2026-01-07"),
    ];
    let all = runs(&asks, "2026-01-01", "2026-12-31");
    assert_eq!((all.behind.as_slice(), all.open), (&[2, 1][..], 2));
    assert_eq!((all.total(), all.longest()), (3, 2));
    assert_eq!(behind(&asks), ["all 2 1 -", "all 1 0 2026-01-03"]);
}

#[test]
fn a_no_of_the_same_day_is_behind_the_yes() {
    let asks = [asked("2026-01-01").yes("2026-01-01"), refused("2026-01-01")];
    assert_eq!(runs(&asks, "2026-01-01", "2026-01-01").behind, [1]);
    assert_eq!(behind(&asks), ["all 1 0 -"]);
}

#[test]
fn of_several_yeses_on_a_day_the_first_has_all() {
    let yes = asked("2026-01-02").yes("2026-01-02");
    let asks = [refused("2026-01-01"), yes.clone(), yes];
    assert_eq!(runs(&asks, "2026-01-01", "2026-01-31").behind, [1, 0]);
    assert_eq!(behind(&asks), ["all 1 0 -", "all 0 0 -"]);
}

#[test]
fn the_first_yes_of_a_day_is_the_one_asked_first_in_order_whenever_it_was_answered() {
    // The answers all came on 9 January; the second ask was written down before the third.
    let asks = [
        refused("2026-01-01"),
        asked("2026-01-05").yes("2026-01-09"),
        asked("2026-01-02").yes("2026-01-09"),
        refused("2026-01-10"),
        asked("2026-01-11").yes("2026-01-11"),
    ];
    assert_eq!(
        behind(&asks),
        ["all 1 0 -", "all 0 0 -", "all 1 0 2026-01-09"]
    );
}

#[test]
fn nos_from_before_the_period_are_behind_its_first_yes() {
    let asks = [
        refused("2025-12-30"),
        refused("2025-12-31"),
        asked("2026-01-02").yes("2026-01-02"),
        refused("2026-02-02"),
    ];
    let january = runs(&asks, "2026-01-01", "2026-01-31");
    assert_eq!((january.behind.as_slice(), january.open), (&[2][..], 0));
    assert!(runs(&asks, "2025-01-01", "2025-12-31").behind.is_empty());
    assert_eq!(
        Runs::new(&DailyCounts::default(), span("2025-01-01", "2025-12-31")),
        Runs::default()
    );
}

#[test]
fn the_tag_with_the_most_nos_is_shown_and_each_tag_has_its_own_yes_before() {
    let asks = [
        refused("2026-01-01").tags(&["job"]),
        refused("2026-01-02").tags(&["job", "shop"]),
        // job: 2 nos since the beginning.
        asked("2026-01-03").yes("2026-01-03").tags(&["job"]),
        asked("2026-01-04").ghosted("2026-01-04").tags(&["job"]),
        refused("2026-01-05").tags(&["shop"]),
        refused("2026-01-06"),
        // job: 1 since 3 January (a ghosting); shop: 2 since the beginning.
        asked("2026-01-07").yes("2026-01-07").tags(&["job", "shop"]),
        // job: 0, shop: 0 since 7 January; of equals the first by name.
        asked("2026-01-08").yes("2026-01-08").tags(&["job", "shop"]),
        // No tag: all asks, since the yes of 8 January.
        refused("2026-01-09").tags(&["travel"]),
        asked("2026-01-10").yes("2026-01-10"),
    ];
    assert_eq!(
        behind(&asks),
        [
            "job 2 0 -",
            "shop 2 0 -",
            "job 0 0 2026-01-07",
            "all 1 0 2026-01-08"
        ]
    );
}

#[test]
fn a_yes_of_the_same_day_takes_the_nos_of_its_tags_alone() {
    let asks = [
        refused("2026-01-01").tags(&["job"]),
        refused("2026-01-01").tags(&["shop"]),
        asked("2026-01-02").yes("2026-01-02").tags(&["job"]),
        // The first of the day has the no of job; that of shop is left.
        asked("2026-01-02").yes("2026-01-02").tags(&["job", "shop"]),
    ];
    assert_eq!(behind(&asks), ["job 1 0 -", "shop 1 0 -"]);
}

#[test]
fn removed_asks_are_behind_nothing_and_have_nothing_behind_them() {
    let asks = [
        refused("2026-01-01").removed(),
        refused("2026-01-01"),
        asked("2026-01-02").yes("2026-01-02").removed(),
        asked("2026-01-03").yes("2026-01-03"),
    ];
    assert_eq!(behind(&asks), ["all 1 0 -"]);
    let ledger = ledger(&asks);
    let behinds = Behinds::new(&ledger, ledger.asks_and_removed());
    let removed = ledger.asks_and_removed().nth(2).unwrap();
    assert_eq!(removed.answered_on(), Some(day("2026-01-02")));
    assert_eq!(behinds.behind(&ledger, removed), None);
}
