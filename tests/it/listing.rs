//! `nos list` and `nos show`: which asks, in which order, how they look.

use nos::system::Terminal;

use crate::env::TestEnv;

fn home() -> TestEnv {
    let home = TestEnv::at("2026-03-04T10:00:00+01:00");
    home.line("nos no \"asked for bread\" --on 2026-02-01 --to Ann +shop --fear 3 --sting 1");
    home.line(
        "nos log \"asked for a part\" --on 2025-12-30 --to \"the Globe\" +stage +art --fear 9",
    );
    home.line("nos yes \"asked for a walk\" --on 2026-02-03 -m \"with bread\" --fear 5");
    home
}

#[track_caller]
fn lists(args: &str, numbers: &[&str]) {
    let out = home().line(&format!("nos list {args}")).out;
    let listed: Vec<&str> = out
        .lines()
        .filter_map(|line| line.split('\t').next())
        .collect();
    assert_eq!(listed, numbers, "{args}");
}

#[test]
fn asks_are_listed_by_their_day_the_oldest_first() {
    lists("", &["2", "1", "3"]);
    lists("-L 2", &["1", "3"]);
    lists("-L 0", &["2", "1", "3"]);
}

#[test]
fn outcomes_are_either_or_and_everything_else_must_hold() {
    lists("--no --yes", &["1", "3"]);
    lists("bread", &["1", "3"]);
    lists("bread ann", &["1"]);
    lists("-t stage -t art", &["2"]);
    lists("-t stage -t shop", &[]);
    lists("--to globe --pending", &["2"]);
}

#[test]
fn a_word_with_a_plus_is_a_tag_as_it_is_in_log() {
    lists("+stage", &["2"]);
    lists("+shop bread", &["1"]);
    lists("+stage +shop", &[]);
    lists("-- +stage", &[]);
    assert_eq!(
        home().line("nos list +stagee").err,
        "No ask has the tag stagee.\nhint: nos list -t stage\n"
    );
}

#[test]
fn periods_go_by_the_day_of_the_ask() {
    lists("--year 2025", &["2"]);
    lists("--since 2026-02-02", &["3"]);
    lists("--until 2026-02-01", &["2", "1"]);
    lists("--since 2026-01-01 --until 2026-02-02", &["1"]);
    lists("--all", &["2", "1", "3"]);
}

#[test]
fn ratings_are_sorted_from_the_highest_on_and_numbers_from_the_lowest() {
    lists("--sort fear", &["2", "3", "1"]);
    lists("--sort fear -L 1", &["2"]);
    lists("--sort sting", &["1", "2", "3"]);
    lists("--sort number", &["1", "2", "3"]);
}

#[test]
fn periods_that_exclude_one_another_are_refused() {
    let came = home().line("nos list --year 2025 --all");
    assert_eq!(came.status, 2);
    assert!(
        came.err.contains("--year and --all can't be used together"),
        "{}",
        came.err
    );
}

#[test]
fn a_limit_that_was_typed_as_an_outcome_is_told() {
    let came = home().line("nos list -n 5");
    assert_eq!((came.status, came.out.as_str()), (2, ""));
    assert!(came.err.ends_with("hint: nos list -L 5\n"));
}

#[test]
fn a_person_that_reads_as_a_day_is_taken_for_the_end_of_a_period() {
    let came = home().line("nos list --to 2026-02-02");
    assert_eq!(came.status, 2);
    assert!(came.err.ends_with("hint: nos list --until 2026-02-02\n"));
}

#[test]
fn a_piped_list_is_whole_and_without_colour() {
    assert_eq!(
        home().line("nos list --no").out,
        "1\t2026-02-01\tno\tasked for bread\tAnn\t+shop\n"
    );
}

#[test]
fn on_a_terminal_hebrew_and_emoji_stay_in_their_columns_and_long_texts_are_cut() {
    let mut home = home();
    home.line("nos no \"ביקשתי הנחה 👩‍🚀 בחנות הגדולה ליד הבית של סבתא שלי בחיפה עיר הנמל\" --on 2026-02-04");
    home.terminal = Terminal {
        stdout: true,
        width_cols: Some(60),
        ..Terminal::default()
    };
    let out = home.line("nos list --color never").out;
    assert_eq!(
        out,
        "#  Day    Answer   Ask                             Who\n\
         2  12-30  waiting  asked for a part                the Globe\n\
         1  02-01  no       asked for bread                 Ann\n\
         3  02-03  yes      asked for a walk\n\
         4  02-04  no       ביקשתי הנחה 👩\u{200d}🚀 בחנות הגדולה ל…\n"
    );
}

#[test]
fn a_piped_history_is_whole_however_narrow() {
    let mut home = TestEnv::at("2026-03-04T10:00:00+01:00");
    let text = "asked ".repeat(30);
    home.run(&["log", &text]);
    home.set("COLUMNS", "60");
    let shown = home.line("nos show 1").out;
    assert!(
        shown.contains(&format!("logged '{}', asked on", text.trim())),
        "{shown}"
    );
}

#[test]
fn at_a_narrow_terminal_a_long_text_and_its_note_are_shown_whole_between_words() {
    let mut home = TestEnv::at("2026-03-09T12:30:00+01:00");
    let (text, note) = (
        "asked for a table by the window for six without a word of warning",
        "they laughed, I laughed, and then they carried two tables together\nso kind",
    );
    home.run(&["log", text, "-m", note]);
    home.terminal = Terminal {
        stdout: true,
        width_cols: Some(40),
        ..Terminal::default()
    };
    let shown = home.run(&["show", "1", "--color", "never"]).out;
    assert!(
        shown.starts_with(
            "#1  asked for a table by the window for\n    six without a word of warning\n\n"
        ),
        "{shown}"
    );
    let noted = "Note    they laughed, I laughed, and\n        then they carried two tables\n        together\n        so kind\n";
    assert!(shown.contains(noted), "{shown}");
}
