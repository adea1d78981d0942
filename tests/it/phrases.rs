//! What people type before they know the commands: each does the right thing, or is refused with
//! a hint. Every hint is run, too.

use crate::env::{CommandOutput, TestEnv};

/// A Wednesday.
const NOW: &str = "2026-03-04T12:30:00+01:00";

/// What a line comes to.
enum Means {
    /// It does what it says, and this is in the answer.
    Does(&'static str),
    /// It is refused, and this line is the hint. The hint works.
    Try(&'static str),
    /// It is refused, and this line is the hint, with a word in capitals to fill in.
    Fill(&'static str),
}

use Means::{Does, Fill, Try};

const PHRASES: &[(&str, Means)] = &[
    // Commands by other names.
    (
        "add asked for a loan --no",
        Try("nos log asked for a loan --no"),
    ),
    (
        "new \"asked for a loan\"",
        Try("nos log 'asked for a loan'"),
    ),
    ("record a loan +money", Try("nos log a loan +money")),
    ("Add a loan @bank", Try("nos log a loan @bank")),
    ("delete 1", Try("nos remove 1")),
    ("delete", Try("nos remove --help")),
    ("search passport", Try("nos list passport")),
    (
        "find passport --year 2026",
        Try("nos list passport --year 2026"),
    ),
    ("today", Try("nos")),
    ("status", Try("nos")),
    ("week", Try("nos stats --week")),
    ("week 03-01", Try("nos stats --week 03-01")),
    ("month", Try("nos stats --month")),
    ("year", Try("nos stats")),
    ("year 2025", Try("nos stats --year 2025")),
    ("pending", Try("nos list --pending")),
    ("waiting +travel", Try("nos list --pending +travel")),
    ("done 1", Fill("nos answer 1 OUTCOME")),
    ("done", Fill("nos answer last OUTCOME")),
    ("done 760", Fill("nos answer 760 OUTCOME")),
    ("reply passport --yes", Try("nos answer passport --yes")),
    ("reply 1 no", Try("nos answer 1 no")),
    ("change 1 --fear 3", Try("nos edit 1 --fear 3")),
    ("settings", Try("nos config")),
    ("streak", Try("nos stats")),
    ("tags", Try("nos stats --by tag")),
    ("people", Try("nos stats --by who")),
    ("backup", Try("nos export")),
    ("check", Try("nos doctor")),
    ("last", Try("nos show last")),
    ("set 500", Try("nos goal set 500")),
    ("rejected", Try("nos list --no")),
    ("rejected asked for a loan", Try("nos no asked for a loan")),
    ("version", Try("nos --version")),
    // Mistyped commands.
    ("lgo asked for a loan", Try("nos log asked for a loan")),
    ("undoo", Try("nos undo")),
    ("statz", Try("nos stats")),
    (
        "asked for a loan --no",
        Try("nos log asked for a loan --no"),
    ),
    (
        "gone to the bank and begged",
        Try("nos log gone to the bank and begged"),
    ),
    ("xyzzy", Try("nos --help")),
    // Flags by other names.
    (
        "log a loan --when yesterday",
        Try("nos log a loan --on yesterday"),
    ),
    ("no a loan --date=03-02", Try("nos no a loan --on=03-02")),
    ("log a loan --company Acme", Try("nos log a loan --to Acme")),
    ("log a loan --who Ann", Try("nos log a loan --to Ann")),
    ("log a loan --rejected", Try("nos log a loan --no")),
    (
        "log a loan --comment ouch",
        Try("nos log a loan --note ouch"),
    ),
    ("log a loan --hurt 3", Try("nos log a loan --sting 3")),
    ("log a loan --tags money", Try("nos log a loan --tag money")),
    ("list --waiting", Try("nos list --pending")),
    ("list --company embassy", Try("nos list --to embassy")),
    ("list --max 5", Try("nos list --limit 5")),
    ("list -n 5", Try("nos list -L 5")),
    (
        "answer 1 --no --when today",
        Try("nos answer 1 --no --on today"),
    ),
    (
        "stats --from 2026-01-01",
        Try("nos stats --since 2026-01-01"),
    ),
    (
        "goal set 100 --to 2026-12-31",
        Try("nos goal set 100 --until 2026-12-31"),
    ),
    // Periods without dashes.
    ("stats 2025", Try("nos stats --year 2025")),
    ("stats last week", Try("nos stats --last-week")),
    ("stats week", Try("nos stats --week")),
    ("stats october", Try("nos stats --month october")),
    ("calendar 2025", Try("nos calendar --year 2025")),
    ("card all", Try("nos card --all")),
    ("stats --year 26", Try("nos stats --year 2026")),
    ("goal 1000", Try("nos goal set 1000")),
    // Days.
    ("log a loan --on 3/4", Try("nos help dates")),
    ("log a loan --on someday", Try("nos help dates")),
    ("log a loan --on 2026-12-25", Try("nos help dates")),
    ("no a loan --on friday", Does("asked on 27 February")),
    ("no a loan --on \"last night\"", Does("asked on 3 March")),
    ("no a loan --on \"2 days ago\"", Does("asked on 2 March")),
    ("no a loan --on \"march 1st\"", Does("asked on 1 March")),
    ("no a loan --on 1w", Does("asked on 25 February")),
    // What works as it is said.
    ("answer passport no", Does("No 2")),
    ("answer 1 yes", Does("Yes 1")),
    ("no 1", Does("No 2")),
    ("yes 1 -s 0", Does("Yes 1")),
    ("log \"50% off?\" --no -f 3 -o 20 -s 1", Does("50% off?")),
    ("again", Does("a refund")),
    ("ls passport", Does("passport")),
    ("rm 2", Does("Removed")),
    ("cal", Does("Mon")),
    ("list +travel @embassy", Does("passport")),
    ("goal set 1k", Does("1,000")),
    ("dare --no", Does("No 2")),
];

/// A home with an ask that waits and a no.
fn home() -> TestEnv {
    let home = TestEnv::at(NOW);
    for line in [
        "nos log \"applied for a passport\" @embassy +travel --on 2026-02-20",
        "nos no \"asked for a refund\" +shop",
    ] {
        assert_eq!(home.line(line).status, 0, "{line}");
    }
    home
}

/// The line that is hinted at.
fn hint(came: &CommandOutput) -> Option<&str> {
    came.err
        .lines()
        .find_map(|line| line.strip_prefix("hint: "))
}

#[test]
fn what_people_type_works_or_is_answered_with_a_line_that_works() {
    let mut wrong = Vec::new();
    for (typed, means) in PHRASES {
        let home = home();
        let came = home.line(&format!("nos {typed}"));
        let (hinted, status) = match means {
            Does(said) => {
                if came.status != 0 || !came.out.contains(said) {
                    wrong.push(format!("{typed}: {came:?}"));
                }
                continue;
            }
            Try(line) => (line, 0),
            Fill(line) => (line, 2),
        };
        let list = home.line("nos list --json").out;
        if came.status != 2 || hint(&came) != Some(hinted) || !list.contains("\"count\":2") {
            wrong.push(format!("{typed}: {came:?}"));
            continue;
        }
        let ran = home.line(&hinted.replace('\'', "\""));
        if ran.status != status {
            wrong.push(format!("{typed}: {hinted}: {ran:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(PHRASES.len() >= 60);
}
