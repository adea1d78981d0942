//! A year of asks that is the same on every run: what the pictures are drawn from.
//!
//! Someone begins in January with a thousand nos in mind, asks more in some weeks than in others,
//! rests in August, and finds that it hurts less every month.

use std::fmt::Write as _;

/// The evening on which the pictures of the year are drawn.
pub(crate) const NOW: &str = "2026-09-12T20:15:00+02:00";

/// What people are asked for: the texts, the tag, whom, how feared (in tenths), how often granted
/// (in a hundred), how long the answer takes.
struct Kind {
    texts: [&'static str; 3],
    tag: &'static str,
    to: [&'static str; 3],
    fear_tenths: u32,
    yes_percent: u32,
    days: u32,
}

const KINDS: [Kind; 5] = [
    Kind {
        texts: [
            "read for the lead",
            "sent a self-tape",
            "asked for a callback",
        ],
        tag: "auditions",
        to: ["Nadia Casting", "劇団四つ辻", "the Old Mill Theatre"],
        fear_tenths: 84,
        yes_percent: 9,
        days: 21,
    },
    Kind {
        texts: [
            "asked for a discount",
            "asked for a free refill",
            "asked to swap seats",
        ],
        tag: "shops",
        to: ["the barista", "喫茶店", "the market on the square"],
        fear_tenths: 52,
        yes_percent: 24,
        days: 0,
    },
    Kind {
        texts: [
            "applied for a residency",
            "applied for a travel grant",
            "pitched an essay",
        ],
        tag: "grants",
        to: ["Fonds 21", "קרן רבינוביץ׳", "the Harbour Review"],
        fear_tenths: 70,
        yes_percent: 14,
        days: 34,
    },
    Kind {
        texts: [
            "asked to sit in",
            "asked for a lesson",
            "asked to borrow a cargo bike",
        ],
        tag: "strangers",
        to: ["עדי", "a neighbour", "👩\u{200d}🚀 Ines"],
        fear_tenths: 74,
        yes_percent: 19,
        days: 1,
    },
    Kind {
        texts: [
            "asked for a raise",
            "asked for Fridays off",
            "applied for the opening",
        ],
        tag: "work",
        to: ["Mireille", "the personnel office", "a former boss"],
        fear_tenths: 90,
        yes_percent: 11,
        days: 9,
    },
];

/// Numbers that look like chance and are not: the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u32) -> u32 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap() % limit
    }
}

/// The days of each month of 2026.
const MONTHS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// The day so many days after 1 January 2026.
pub(crate) fn day(mut days: u32) -> String {
    let mut year = 2026;
    loop {
        for (month, length) in MONTHS.iter().enumerate() {
            if days < *length {
                return format!("{year}-{:02}-{:02}", month + 1, days + 1);
            }
            days -= length;
        }
        year += 1;
    }
}

/// 12 September.
const TODAY: u32 = 254;

/// The log of the year, of the device `year`.
pub(crate) fn log() -> String {
    let mut dice = Dice(20_260_912);
    let mut log = String::from(
        "{\"v\":1,\"id\":\"year-1\",\"at\":\"2026-01-02T09:00:00+01:00\",\"kind\":\"goal\",\
         \"target\":1000,\"counts\":\"nos\",\"from\":\"2026-01-01\",\"to\":\"2026-12-31\"}\n",
    );
    let mut number = 0;
    for today in 1..=TODAY {
        for _ in 0..asks_on(today, &mut dice) {
            number += 1;
            ask(&mut log, number, today, &mut dice);
        }
    }
    log
}

/// How many asks a day holds: bursts and pauses, hardly any in August.
fn asks_on(today: u32, dice: &mut Dice) -> u32 {
    let is_august = (210..236).contains(&today);
    let is_burst = (today / 9).is_multiple_of(3);
    let chance = dice.below(100);
    match (is_august, is_burst) {
        (true, _) => u32::from(chance < 12),
        (false, true) => match chance {
            0..12 => 0,
            12..34 => 1,
            34..70 => 2 + dice.below(2),
            70..94 => 4 + dice.below(3),
            _ => 12 + dice.below(4),
        },
        (false, false) if today > TODAY - 5 => 1 + dice.below(3),
        (false, false) => match chance {
            0..40 => 0,
            40..66 => 1,
            66..88 => 2,
            _ => 3,
        },
    }
}

fn ask(log: &mut String, number: u32, today: u32, dice: &mut Dice) {
    // Shops more often than the rest: they are round the corner.
    let kind = &KINDS[[0, 0, 1, 1, 1, 2, 3, 3, 4][dice.below(9) as usize]];
    let pick = dice.below(3) as usize;
    let on = day(today);
    write!(
        log,
        "{{\"v\":1,\"id\":\"year-{}\",\"at\":\"{on}T18:00:00+01:00\",\"kind\":\"ask\",\"n\":{number},\
         \"text\":\"{}\",\"on\":\"{on}\",\"to\":\"{}\",\"tags\":[\"{}\"]",
        number + 1,
        kind.texts[pick],
        kind.to[dice.below(3) as usize],
        kind.tag,
    )
    .unwrap();
    let month = today / 30;
    let fear = (kind.fear_tenths + dice.below(24))
        .saturating_sub(6 + month)
        .min(100)
        / 10;
    if dice.below(10) < 8 {
        write!(log, ",\"fear\":{fear}").unwrap();
    }
    if dice.below(10) < 3 {
        write!(log, ",\"odds\":{}", 5 * (1 + dice.below(3))).unwrap();
    }
    let days = kind.days * (50 + dice.below(100)) / 100;
    let roll = dice.below(100);
    let silent = dice.below(100) < 18 && kind.days > 0;
    let answered = if silent { today + 45 } else { today + days };
    if answered <= TODAY {
        let outcome = if silent {
            "ghosted"
        } else if roll < kind.yes_percent {
            "yes"
        } else {
            "no"
        };
        write!(log, ",\"outcome\":\"{outcome}\"").unwrap();
        if answered > today {
            write!(log, ",\"answered\":\"{}\"", day(answered)).unwrap();
        }
        let sting = (56 + dice.below(22)).saturating_sub(month * 6) / 10;
        if outcome != "yes" && dice.below(10) < 7 {
            write!(log, ",\"sting\":{sting}").unwrap();
        }
    }
    log.push_str("}\n");
}

/// A year of 5,000 asks, half of them refused at once, none rated.
pub(crate) fn log_of_5000() -> String {
    let mut log = String::from(
        "{\"v\":1,\"id\":\"year-1\",\"at\":\"2026-01-01T09:00:00+01:00\",\"kind\":\"goal\",\
         \"target\":5000,\"counts\":\"asks\",\"from\":\"2026-01-01\",\"to\":\"2026-12-31\"}\n",
    );
    for number in 1..=5000 {
        let on = day((number - 1) * 365 / 5000);
        let outcome = if number.is_multiple_of(2) {
            ",\"outcome\":\"no\""
        } else {
            ""
        };
        writeln!(
            log,
            "{{\"v\":1,\"id\":\"year-{}\",\"at\":\"{on}T18:00:00+01:00\",\"kind\":\"ask\",\
             \"n\":{number},\"text\":\"asked\",\"on\":\"{on}\",\"tags\":[\"calls\"]{outcome}}}",
            number + 1
        )
        .unwrap();
    }
    log
}

#[test]
#[ignore = "writes the year into the temporary folder, to look at its pictures by hand"]
fn the_year_can_be_looked_at() {
    for (name, log) in [("year", log()), ("year-of-5000", log_of_5000())] {
        let folder = std::env::temp_dir().join(format!("nos-{name}"));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("year.jsonl"), log).unwrap();
    }
}
