//! `nos import`: what comes in, what is refused, and that it is all or nothing.

use std::fs;
use std::path::{Path, PathBuf};

use nos::system::Terminal;
use serde_json::Value;

use crate::env::{CommandOutput, TestEnv};

const NOW: &str = "2026-06-15T12:00:00+02:00";

fn home() -> TestEnv {
    TestEnv::at(NOW)
}

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/fixtures/import")
        .join(name);
    path.display().to_string()
}

fn log_of(home: &TestEnv) -> PathBuf {
    home.folder().join("data/test.jsonl")
}

/// The asks of a home, as JSON.
fn asks(home: &TestEnv) -> Vec<Value> {
    let came = home.run(&["list", "--json"]);
    let list: Value = serde_json::from_str(&came.out).unwrap();
    list["asks"].as_array().unwrap().clone()
}

/// `outcome day→answer text | whom` of each ask.
fn told(home: &TestEnv) -> Vec<String> {
    asks(home)
        .iter()
        .map(|ask| {
            let text = |key: &str| ask[key].as_str().unwrap_or("-").to_owned();
            format!(
                "{} {}→{} {} | {}",
                text("outcome"),
                text("asked_on"),
                text("answered_on"),
                text("text"),
                text("to")
            )
        })
        .collect()
}

fn import(home: &TestEnv, text: &str, flags: &[&str]) -> CommandOutput {
    home.run_with(&[&["import", "-"], flags].concat(), text)
}

#[track_caller]
fn imports(name: &str, flags: &[&str], expected: &[&str]) -> TestEnv {
    let home = home();
    let came = home.run(&[&["import", &fixture(name)], flags].concat());
    assert_eq!(came.status, 0, "{name}: {}", came.err);
    assert_eq!(told(&home), expected, "{name}");
    home
}

#[test]
fn a_spreadsheet_of_job_applications_comes_in() {
    let home = imports(
        "job-applications.csv",
        &[],
        &[
            "no 2026-03-04→2026-03-04 Line Cook | Bright Harbor",
            "pending 2026-03-16→- Sous Chef | Fernway Foods",
            "ghosted 2026-04-02→2026-04-02 Kitchen Manager | Old Mill",
            "yes 2026-04-20→2026-04-20 Line Cook | Tide & Salt",
            "pending 2026-05-01→- Prep Cook | Nine Elms",
        ],
    );
    assert_eq!(asks(&home)[2]["note"], "Called twice.\nNothing.");
    assert_eq!(
        asks(&home)[0]["note"],
        "asked for a trial shift, they said \"not now\""
    );
}

#[test]
fn a_board_of_cards_comes_in_once_it_is_said_what_a_wish_is() {
    imports(
        "job-board.csv",
        &["--map", "List:Wishlist=ignore"],
        &[
            "pending 2026-01-05→- Copy Editor | Quill Press",
            "no 2026-01-06→2026-02-10 Proofreader | Lumen",
            "yes 2026-01-08→2026-01-08 Indexer | Atlas",
        ],
    );
}

#[test]
fn a_spreadsheet_with_semicolons_and_dotted_days_comes_in() {
    let home = imports(
        "applications-semicolon.csv",
        &[],
        &[
            "no 2026-02-03→2026-02-17 Gärtnerin | Stadtgarten Köln",
            "ghosted 2026-02-05→2026-02-05 Floristin | Blumen Öz",
            "yes 2026-03-01→2026-03-12 Baumpflege | Grünwerk",
        ],
    );
    assert_eq!(asks(&home)[0]["note"], "freundlich; \"vielleicht später\"");
}

#[test]
fn a_tracker_of_submissions_comes_in_and_two_equal_rows_are_two_asks() {
    imports(
        "submissions.csv",
        &[],
        &[
            "ghosted 2025-06-01→2025-06-01 Winter Count | Heron Review",
            "yes 2025-08-30→2025-10-11 Winter Count | Tallow",
            "yes 2025-08-30→2025-10-11 Winter Count | Tallow",
            "no 2025-09-14→2026-02-02 Eight Ways to Fold a Map | Lantern",
            "no 2025-11-02→2026-01-20 The Salt Road | Heron Review",
            "pending 2026-01-21→- The Salt Road | Small Hours",
        ],
    );
}

#[test]
fn queries_to_agents_come_in_from_tabs() {
    let home = imports(
        "agent-queries.tsv",
        &[],
        &[
            "no 2026-01-03→2026-01-19 The Long Weir | Ines Okafor",
            "ghosted 2026-01-03→2026-04-03 The Long Weir | Tom Brandt",
            "pending 2026-02-12→- The Long Weir | Rui Sato",
            "pending 2026-02-14→- The Long Weir | Ada Lindqvist",
        ],
    );
    assert_eq!(asks(&home)[3]["note"], "'tis the season");
}

#[test]
fn auditions_come_in_with_their_nerves() {
    let home = imports(
        "auditions.csv",
        &[],
        &[
            "no 2026-03-04→2026-03-04 Nurse #2 | M. Delgado",
            "pending 2026-03-09→- Shop Owner | M. Delgado",
            "no 2026-03-11→2026-03-11 Dad | Blue Door Casting",
            "yes 2026-04-02→2026-04-02 Stage Manager | Riverside Players",
        ],
    );
    let asks = asks(&home);
    assert_eq!(
        (&asks[2]["fear"], &asks[2]["sting"]),
        (&4.into(), &1.into())
    );
    assert_eq!(asks[3]["tags"], serde_json::json!(["theatre"]));
}

#[test]
fn a_rejection_challenge_comes_in_with_odds_signs_and_formulas_as_text() {
    let home = imports(
        "rejection-challenge.csv",
        &[],
        &[
            "yes 2026-03-01→2026-03-01 Asked to skip the queue at the bakery | -",
            "yes 2026-03-02→2026-03-02 Asked for a tour of the fire station 🚒 | -",
            "no 2026-03-03→2026-03-03 =free coffee? | -",
            "no 2026-03-04→2026-03-04 Asked the librarian for a dance | -",
            "ghosted 2026-03-05→2026-03-05 ביקשתי הנחה | -",
        ],
    );
    let asks = asks(&home);
    assert_eq!(asks[0]["tags"], serde_json::json!(["shops", "strangers"]));
    let odds: Vec<&Value> = asks.iter().map(|ask| &ask["odds"]).collect();
    assert_eq!(
        odds,
        [&20.into(), &50.into(), &40.into(), &1.into(), &Value::Null]
    );
}

#[test]
fn the_answers_of_a_form_come_in() {
    imports(
        "form-responses.csv",
        &[],
        &[
            "no 2026-03-14→2026-03-14 a discount on the bike | Sam at the shop",
            "yes 2026-03-14→2026-03-14 to borrow a ladder | the neighbour",
            "yes 2026-04-02→2026-04-02 a later deadline | Prof. Aydin",
        ],
    );
}

#[test]
fn a_home_made_tracker_comes_in_from_json() {
    let home = imports(
        "job-tracker.json",
        &[],
        &[
            "pending 2026-03-02→- Data Analyst | Kestrel",
            "no 2026-03-05→2026-04-01 Clerk | Moor & Sons",
            "ghosted 2026-03-09→2026-03-09 Analyst | Tern",
        ],
    );
    assert_eq!(
        asks(&home)[0]["tags"],
        serde_json::json!(["health-care", "remote"])
    );
}

#[test]
fn cold_calls_come_in_a_line_each_on_the_local_day_of_their_epochs() {
    imports(
        "cold-calls.jsonl",
        &[],
        &[
            "no 2026-03-03→2026-03-03 ten minutes for a demo | Gull Ltd",
            "pending 2026-03-03→- ten minutes for a demo | Ferry & Co",
            "ghosted 2026-03-04→2026-03-04 ten minutes for a demo | Ferry & Co",
            "yes 2026-03-04→2026-03-04 ten minutes for a demo | Basalt",
        ],
    );
}

#[test]
fn grants_with_ambiguous_days_come_in_once_their_order_is_said() {
    let home = home();
    let file = fixture("grants.csv");
    let came = home.run(&["import", &file]);
    assert_eq!(came.status, 1);
    assert!(
        came.err
            .contains("grants.csv:2: \"03/04/2026\" can be 2026-04-03 (dmy) or 2026-03-04 (mdy)"),
        "{}",
        came.err
    );
    assert!(
        came.err
            .ends_with(&format!("hint: nos import {file} --date-order ORDER\n")),
        "{}",
        came.err
    );
    imports(
        "grants.csv",
        &["--date-order", "dmy"],
        &[
            "yes 2026-02-01→2026-05-04 Costumes | City Arts Fund",
            "pending 2026-02-06→- Rehearsal room | Rowan Foundation",
            "no 2026-04-03→2026-04-05 Seed money for the choir | Alder Trust",
        ],
    );
}

#[test]
fn a_list_without_days_and_outcomes_comes_in_once_it_is_said_that_today_is_meant() {
    let home = home();
    let came = home.run(&["import", &fixture("notebook.txt")]);
    assert_eq!(came.status, 1);
    assert!(
        came.err
            .contains("no column says on which day an ask was made or what came of it"),
        "{}",
        came.err
    );
    let came = home.run(&["import", &fixture("notebook.txt"), "--outcome", "pending"]);
    assert_eq!(
        told(&home),
        [
            "pending 2026-06-15→- asked for a window seat | -",
            "pending 2026-06-15→- asked to pet the dog | -",
            "pending 2026-06-15→- asked for the recipe, twice | -",
        ]
    );
    assert!(
        came.err
            .contains("No column has the day, so every ask comes in as of today, 2026-06-15."),
        "{}",
        came.err
    );
}

#[test]
fn what_the_columns_were_taken_for_is_shown() {
    let came = import(
        &home(),
        "Role;Company;Applied;Salary\nCook;Inn;13.02.2026;9\n",
        &[],
    );
    assert_eq!(
        came.err,
        "standard input: CSV with semicolons\n  \
         Role     text\n  \
         Company  to\n  \
         Applied  asked_on, day/month/year as line 2 shows\n  \
         not used: Salary\n  \
         No column has the outcome, so every ask comes in as waiting (--outcome says another).\n  \
         All asks are of 2026-02-13.\n\
         nos undo takes them back, all at once.\n"
    );
    assert_eq!(came.out, "Imported 1 ask from standard input: 1 waiting.\n");
}

#[test]
fn the_answer_in_json_has_what_came_in_and_what_did_not() {
    let text = "ask,outcome,date\na,no,2026-03-04\nb,perhaps,2026-03-04\n";
    let came = import(&home(), text, &["--skip-unreadable", "--json"]);
    assert_eq!(
        came.out,
        "{\"schema\":\"nos.import/1\",\"added\":1,\"already_there\":0,\"updated\":0,\"differing\":[],\"corrected\":[],\
         \"skipped\":[{\"line\":3,\"reason\":\"\\\"perhaps\\\" in \\\"outcome\\\" is not known as an outcome\"}],\
         \"columns\":[{\"column\":\"ask\",\"field\":\"text\"},{\"column\":\"outcome\",\"field\":\"outcome\"},\
         {\"column\":\"date\",\"field\":\"asked_on\"}],\
         \"words\":[{\"column\":\"outcome\",\"word\":\"no\",\"count\":1,\"as\":\"no\"},\
         {\"column\":\"outcome\",\"word\":\"perhaps\",\"count\":1,\"as\":null}],\
         \"days\":{\"first\":\"2026-03-04\",\"last\":\"2026-03-04\"},\"answers_without_day\":1,\
         \"asks\":[{\"number\":1,\"id\":\"test-1\",\"text\":\"a\",\"outcome\":\"no\",\"asked_on\":\"2026-03-04\",\
         \"answered_on\":\"2026-03-04\",\"to\":null,\"tags\":[],\"note\":null,\"fear\":null,\"odds\":null,\"sting\":null,\
         \"logged_at\":\"2026-06-15T12:00:00+02:00\",\"pull\":null,\"plan\":null,\"steps\":[],\"due\":null}],\"plans\":[]}\n"
    );
    for line in came.err.lines() {
        assert!(serde_json::from_str::<Value>(line).is_ok(), "{line}");
    }
}

#[test]
fn a_dry_run_shows_the_asks_and_writes_nothing_at_all() {
    let home = home();
    let came = home.run(&["import", &fixture("submissions.csv"), "--dry-run"]);
    assert_eq!(came.status, 0);
    assert!(
        came.out
            .starts_with("#1\t2025-11-02\tno\tThe Salt Road\tHeron Review\t\n"),
        "{}",
        came.out
    );
    assert!(
        came.out
            .ends_with("2 nos, 2 yeses, 1 ghosted, 1 waiting. Nothing was written.\n"),
        "{}",
        came.out
    );
    assert_eq!(fs::read_dir(home.folder()).unwrap().count(), 0);
}

#[test]
fn the_same_file_again_adds_nothing_and_new_rows_among_old_ones_are_added() {
    let home = home();
    let old = "ask,who,date\na,Ann,2026-03-04\na,Ann,2026-03-04\nb,,2026-03-05\n";
    import(&home, old, &[]);
    let before = fs::read(log_of(&home)).unwrap();
    let came = import(&home, old, &["--json"]);
    assert!(
        came.out
            .starts_with("{\"schema\":\"nos.import/1\",\"added\":0,\"already_there\":3,"),
        "{}",
        came.out
    );
    assert_eq!(fs::read(log_of(&home)).unwrap(), before);
    let more = "ask,who,date\na,Ann,2026-03-04\na,Ann,2026-03-04\na,Ann,2026-03-04\nb,Bob,2026-03-05\nb,,2026-03-05\n";
    let came = import(&home, more, &[]);
    assert_eq!(
        came.out,
        "Imported 2 asks from standard input: 2 waiting. 3 were there already.\n"
    );
    assert_eq!(asks(&home).len(), 5);
}

#[test]
fn an_import_is_undone_in_one_step_and_can_come_again() {
    let home = home();
    home.run(&["log", "mine"]);
    import(&home, "ask\na\nb\nc\n", &["--outcome", "pending"]);
    assert_eq!(asks(&home).len(), 4);
    assert_eq!(home.run(&["undo"]).status, 0);
    assert_eq!(told(&home), ["pending 2026-06-15→- mine | -"]);
    let came = import(&home, "ask\na\nb\nc\n", &["--outcome", "pending"]);
    assert_eq!(
        came.out,
        "Imported 3 asks from standard input: 3 waiting.\n"
    );
    assert_eq!(asks(&home).len(), 4);
}

#[test]
fn an_import_is_one_batch() {
    let home = home();
    import(&home, "ask\na\nb\nc\n", &["--outcome", "pending"]);
    let log = fs::read_to_string(log_of(&home)).unwrap();
    assert_eq!(log.lines().count(), 3);
    assert!(
        log.lines()
            .all(|line| line.contains("\"batch\":\"test-1\"")),
        "{log}"
    );
}

/// What is refused, the line that it is shown for, and a part of the reason.
#[track_caller]
fn refused(bytes: &[u8], line: &str, reason: &str) {
    let home = home();
    let path = home.folder().join("in.csv");
    fs::write(&path, bytes).unwrap();
    let came = home.run(&["import", &path.display().to_string()]);
    assert_eq!(came.status, 1, "{reason}: {}", came.out);
    let told = format!("in.csv:{line}: ");
    let found = came
        .err
        .lines()
        .any(|told_line| told_line.contains(&told) && told_line.contains(reason));
    assert!(found, "{told}{reason}\n{}", came.err);
    assert_eq!(came.out, "");
    assert!(!home.folder().join("data").exists(), "{reason}");
    let json = home.run(&["import", &path.display().to_string(), "--json"]);
    let last: Value = serde_json::from_str(json.err.lines().last().unwrap()).unwrap();
    assert_eq!(last["error"]["code"], "unreadable", "{reason}");
}

#[test]
fn what_cannot_be_read_is_refused_by_its_line_and_nothing_is_written() {
    refused(
        b"ask,outcome\na,no\n\"c,d\n",
        "3",
        "a quote is opened here and never closed",
    );
    refused(
        b"ask,outcome\na,no,c\n",
        "2",
        "the row has \"c\" beyond the last of its 2 columns",
    );
    refused(
        b"ask,Note,note\na,b,c\n",
        "1",
        "two columns are called \"Note\"",
    );
    refused(
        b"wish,outcome\na,no\n",
        "1",
        "no column says what was asked for",
    );
    refused(
        b"ask,outcome\ncaf\xc3\xa9,no\ncaf\xe9,no\n",
        "3",
        "a byte that is not UTF-8 (0xe9) in a file that otherwise is",
    );
    refused(b"\xff\xfe\0\0a\0\0\0", "1", "UTF-32");
    refused(b"", "1", "the file is empty");
    refused(b"\xef\xbb\xbf \r\n", "1", "the file is empty");
    refused(&vec![b'['; 100_000], "1", "not JSON");
    let deep = format!("[{}1{}]", "{\"ask\":".repeat(100_000), "}".repeat(100_000));
    refused(deep.as_bytes(), "1", "recursion limit exceeded");
    refused(
        b"[{\"ask\":\"a\",\n\"fear\":NaN}]",
        "2",
        "not JSON: expected value",
    );
    refused(
        b"{\"ask\":\"a\",\"outcome\":\"no\"}\n{\"ask\":\"b\",\"fear\":1e400}\n",
        "2",
        "number out of range",
    );
    refused(
        format!("ask,outcome\n{},no\n", "é".repeat(10_001)).as_bytes(),
        "2",
        "at most 10,000 characters",
    );
    refused(b"ask,date\na,2026-02-30\n", "2", "is not in the calendar");
    refused(
        b"ask,date\na,2026-06-16\n",
        "2",
        "2026-06-16 in \"date\" is in the future",
    );
    refused(
        b"ask,date,outcome,response date\na,2026-03-04,no,2026-03-03\n",
        "2",
        "the answer of 2026-03-03 is before the ask of 2026-03-04",
    );
    refused(
        b"ask,date\na,03/04/2026\n",
        "2",
        "can be 2026-04-03 (dmy) or 2026-03-04 (mdy)",
    );
    refused(
        b"ask,outcome\na,perhaps\n",
        "2",
        "\"perhaps\" in \"outcome\" is not known",
    );
}

#[test]
fn a_file_in_another_encoding_comes_in_and_says_which() {
    let utf16 = |text: &str| -> Vec<u8> {
        let text = format!("\u{feff}{text}");
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    for (bytes, encoding) in [
        (
            b"ask,outcome\ncaf\xe9 \x96 5 \x80,no\n".to_vec(),
            "Windows-1252",
        ),
        (
            utf16("ask\toutcome\r\ncaf\u{e9} \u{2013} 5 \u{20ac}\tno\r\n"),
            "UTF-16",
        ),
    ] {
        let home = home();
        let path = home.folder().join("in.csv");
        fs::write(&path, bytes).unwrap();
        let came = home.run(&["import", &path.display().to_string()]);
        assert!(
            came.err.contains(&format!(", in {encoding}\n")),
            "{}",
            came.err
        );
        assert_eq!(asks(&home)[0]["text"], "caf\u{e9} \u{2013} 5 \u{20ac}");
    }
}

#[test]
fn every_bad_row_is_listed_and_skipping_them_takes_the_others() {
    let text = "ask,outcome,date\na,no,2026-03-04\nb,perhaps,2026-03-04\nc,no,soon\n";
    let home = home();
    let came = import(&home, text, &[]);
    assert_eq!(came.status, 1);
    assert!(
        came.err.ends_with(
            "error: 2 rows of standard input can't be read; nothing was imported\n  \
             standard input:3: \"perhaps\" in \"outcome\" is not known as an outcome\n  \
             standard input:4: \"soon\" in \"date\" is not a day; a day is best written 2026-03-04\n  \
             OUTCOME is no, yes, ghosted, pending, plan or step; ignore leaves such rows out\n\
             hint: nos import - --map outcome:perhaps=OUTCOME --skip-unreadable\n"
        ),
        "{}",
        came.err
    );
    let came = import(&home, text, &["--skip-unreadable"]);
    assert_eq!(
        came.out,
        "Imported 1 ask from standard input: 1 no. 2 rows were left out.\n"
    );
    assert!(
        came.err
            .contains("warning: left out standard input:3: \"perhaps\""),
        "{}",
        came.err
    );
    assert_eq!(told(&home), ["no 2026-03-04→2026-03-04 a | -"]);
}

#[test]
fn a_map_names_columns_and_words() {
    let home = home();
    let text = "Idea,Level,state\nx,High,On Ice\ny,Low,Blocked\n";
    let came = import(
        &home,
        text,
        &[
            "--map",
            "idea=text",
            "--map",
            "state=outcome",
            "--map",
            "State:on ice=ghosted",
            "--map",
            "state:blocked=no",
        ],
    );
    assert_eq!(came.status, 0, "{}", came.err);
    assert_eq!(
        told(&home),
        [
            "ghosted 2026-06-15→2026-06-15 x | -",
            "no 2026-06-15→2026-06-15 y | -"
        ]
    );
    for wrong in ["nothing", "idea=what", "nowhere=text"] {
        let came = import(&home, text, &["--map", wrong]);
        assert_eq!(came.status, 2, "{wrong}: {}", came.err);
    }
}

#[test]
fn progress_is_told_on_a_terminal_alone() {
    let mut text = String::from("ask,note,date\n");
    for number in 0..4000 {
        text.push_str(&format!("ask {number},{},2026-03-04\n", "x".repeat(300)));
    }
    let mut home = home();
    let piped = import(&home, &text, &["--dry-run"]);
    assert!(!piped.err.contains("rows read"), "{}", piped.err);
    home.terminal = Terminal {
        stderr: true,
        ..Terminal::default()
    };
    let watched = import(&home, &text, &["--dry-run"]);
    assert!(
        watched.err.contains("\r4,000 rows read\r"),
        "{}",
        watched.err
    );
    let quiet = import(&home, &text, &["--dry-run", "--quiet"]);
    assert_eq!(quiet.err, "");
}

#[test]
fn a_file_that_is_not_there_and_a_folder_are_told_as_such() {
    let home = home();
    let came = home.run(&["import", "/no/such/file.csv"]);
    assert_eq!(came.status, 1);
    assert!(
        came.err.starts_with("error: can't read /no/such/file.csv"),
        "{}",
        came.err
    );
    let came = home.run(&["import", "/"]);
    assert_eq!(
        (came.status, &*came.err),
        (1, "error: / is a folder, not a file\n")
    );
}

#[test]
fn a_torn_import_is_made_whole_by_importing_again() {
    let text = "ask,date\na,2026-03-04\nb,2026-03-04\nb,2026-03-04\nc,2026-03-04\n";
    let whole = home();
    import(&whole, text, &[]);
    let log = fs::read(log_of(&whole)).unwrap();
    for cut in (0..log.len()).step_by(31) {
        let home = home();
        fs::create_dir(home.folder().join("data")).unwrap();
        fs::write(log_of(&home), &log[..cut]).unwrap();
        import(&home, text, &[]);
        let mut texts: Vec<String> = asks(&home)
            .iter()
            .map(|ask| ask["text"].as_str().unwrap().to_owned())
            .collect();
        texts.sort_unstable();
        assert_eq!(texts, ["a", "b", "b", "c"], "cut at byte {cut}");
    }
}
