//! A year and a half of a person who asks for things: lived through the real commands, a day
//! after the other, and remembered beside them.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde_json::{Value, json};

use super::count::{Aim, Memory, Remembered};
use crate::home::Home;

/// What this person asks for, whom, under which tags, and how frightening it is to begin with.
const ASKS: [(&str, Option<&str>, &[&str], u32); 16] = [
    (
        "asked for a discount on bruised pears",
        Some("the greengrocer"),
        &["shop"],
        2,
    ),
    (
        "asked to play one song at the open stage",
        Some("Café Lumen"),
        &["music", "stage"],
        8,
    ),
    (
        "sent the short story about the lighthouse",
        Some("a magazine"),
        &["writing"],
        6,
    ),
    (
        "asked for the corner table by the window",
        Some("Café Lumen"),
        &["shop"],
        1,
    ),
    (
        "applied as a sound assistant",
        Some("the city theatre"),
        &["job", "stage"],
        7,
    ),
    ("asked a stranger for a game of chess", None, &["street"], 5),
    ("asked for a raise", Some("Miriam"), &["job"], 9),
    (
        "asked to see the roof of the town hall",
        Some("the caretaker"),
        &["street"],
        4,
    ),
    ("asked to borrow a projector", Some("the library"), &[], 3),
    (
        "auditioned for the second violin",
        Some("the city theatre"),
        &["music", "stage"],
        10,
    ),
    (
        "asked for a refill on the house",
        Some("the barista"),
        &["shop"],
        1,
    ),
    ("asked to skip the queue", None, &["shop", "street"], 6),
    (
        "pitched a column about saying no",
        Some("a magazine"),
        &["job", "writing"],
        7,
    ),
    (
        "asked for a later train on the same ticket",
        Some("the railway"),
        &["travel"],
        3,
    ),
    (
        "ביקשתי הנחה של 10 % 🙂",
        Some("the greengrocer"),
        &["shop"],
        2,
    ),
    ("asked for an upgrade", Some("a hotel"), &["travel"], 4),
];

/// Three evenings on which a paper list was typed in.
const PAPER_LISTS: [(&str, &[&str], &str); 3] = [
    (
        "2025-08-17",
        &["--to", "neighbours", "-t", "street", "--fear", "3"],
        "asked to water the garden next door\n\
         asked for a cup of flour\n\
         asked for two cups of sugar\n\
         \n\
         asked for the ladder\n\
         asked whether the piano is for sale\n\
         asked to pick the cherries over the fence\n\
         asked for a lift to the station\n\
         asked to feed the cat for a day\n\
         asked for the recipe of the lemon cake\n\
         asked to swap parking places\n",
    ),
    (
        "2026-02-08",
        &[
            "--no", "-d", "2d", "--sting", "1", "-t", "calls", "-t", "job", "--odds", "5",
        ],
        "called a printer in the old harbour\n\
         called a printer by the river\n\
         called the printer that closed last year\n\
         called a bookbinder\n\
         called the second bookbinder\n\
         called a paper mill\n\
         called the paper mill again\n\
         called a gallery for an empty wall\n\
         called a frame maker\n\
         called a radio station\n\
         called a radio station at night\n\
         called an agent\n\
         called the agent of the agent\n\
         called a school for a reading\n\
         called a second school\n",
    ),
    (
        "2026-09-27",
        &[
            "--ghosted",
            "-d",
            "2026-08-30",
            "--answered",
            "yesterday",
            "-m",
            "summer letters",
        ],
        "wrote to a lighthouse keeper\n\
         wrote to a ferry line\n\
         wrote to the island library\n   \n\
         wrote to a writer\n\
         wrote to a second writer\n\
         wrote to the writer's sister\n\
         -- wrote with a dash in front\n\
         wrote to +shop, which is no tag here\n",
    ),
];

/// An answer that is on its way.
struct OnItsWay {
    number: usize,
    arrives: NaiveDate,
    outcome: &'static str,
    sting: Option<u32>,
}

/// The one who asks.
pub(crate) struct Life {
    pub(crate) home: Home,
    pub(crate) memory: Memory,
    on_its_way: Vec<OnItsWay>,
    numbers_given: usize,
    dice: u64,
}

impl Life {
    pub(crate) fn new() -> Self {
        Self {
            home: Home::new(),
            memory: Memory::default(),
            on_its_way: Vec::new(),
            numbers_given: 0,
            dice: 2026,
        }
    }

    /// A number below the limit, the same ones in every run.
    pub(super) fn roll(&mut self, limit: u32) -> u32 {
        self.dice = self
            .dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.dice >> 33).unwrap() % limit
    }

    /// One of these.
    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        let limit = u32::try_from(from.len()).unwrap();
        from[usize::try_from(self.roll(limit)).unwrap()]
    }

    /// The number that the next ask gets: those of asks that were taken out stay taken.
    fn next_number(&mut self) -> usize {
        self.numbers_given += 1;
        self.numbers_given
    }

    /// The ask of a number; none if it was taken out.
    pub(super) fn remembered(&mut self, number: usize) -> Option<&mut Remembered> {
        let asks = &mut self.memory.asks;
        asks.iter_mut().find(|ask| ask.number == number)
    }

    /// Whether an answer to the ask is on its way.
    pub(super) fn waits_for(&self, number: usize) -> bool {
        self.on_its_way.iter().any(|answer| answer.number == number)
    }

    /// Lives through a day.
    pub(crate) fn live(&mut self, today: NaiveDate) {
        self.set_goals(today);
        self.take_answers(today);
        for (day, flags, list) in PAPER_LISTS {
            if day == today.to_string() {
                self.type_in(today, flags, list);
            }
        }
        let asks = match today.weekday() {
            Weekday::Sun => u32::from(self.roll(8) == 0),
            Weekday::Sat => self.roll(4) / 3,
            _ if today.month() == 7 => self.roll(3) / 2,
            _ => self.roll(3),
        };
        for _ in 0..asks {
            self.ask(today);
        }
        if self.roll(12) == 0 && !self.memory.asks.is_empty() {
            self.think_again(today);
        }
    }

    fn set_goals(&mut self, today: NaiveDate) {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let goals: [(&str, &[&str], Aim); 4] = [
            (
                "2025-06-20",
                &[
                    "100",
                    "--count",
                    "said-nos",
                    "--from",
                    "2025-06-01",
                    "--until",
                    "2025-12-31",
                    "--rest",
                    "sat,sun",
                ],
                Aim {
                    target: 100,
                    counts: "said-nos",
                    from: day("2025-06-01"),
                    to: day("2025-12-31"),
                    rest: vec![Weekday::Sat, Weekday::Sun],
                    set_on: today,
                },
            ),
            // Too much at once: it is replaced two months later.
            (
                "2025-12-29",
                &["1k", "--year", "2026"],
                Aim {
                    target: 1000,
                    counts: "nos",
                    from: day("2026-01-01"),
                    to: day("2026-12-31"),
                    rest: vec![],
                    set_on: today,
                },
            ),
            (
                "2026-02-20",
                &["250", "--rest", "sun"],
                Aim {
                    target: 250,
                    counts: "nos",
                    from: day("2026-01-01"),
                    to: day("2026-12-31"),
                    rest: vec![Weekday::Sun],
                    set_on: today,
                },
            ),
            (
                "2026-03-02",
                &["60", "--count", "asks", "--days", "90"],
                Aim {
                    target: 60,
                    counts: "asks",
                    from: day("2026-03-02"),
                    to: day("2026-05-30"),
                    rest: vec![],
                    set_on: today,
                },
            ),
        ];
        for (set_on, args, aim) in goals {
            if day(set_on) != today {
                continue;
            }
            let answer = self
                .home
                .json(&today.to_string(), &[&["goal", "set"], args].concat(), "");
            assert_eq!(answer["schema"], "nos.goals/1");
            let of_asks = aim.counts == "asks";
            self.memory.aims.retain(|old| {
                (old.counts == "asks") != of_asks || old.to < aim.from || aim.to < old.from
            });
            self.memory.aims.push(aim);
        }
    }

    fn ask(&mut self, today: NaiveDate) {
        let (text, to, tags, fear) = self.pick(&ASKS);
        let days_ago = self.pick(&[0, 0, 0, 0, 1, 3]);
        let on = today - Days::new(days_ago);
        let months =
            u32::try_from((today - "2025-06-01".parse::<NaiveDate>().unwrap()).num_days() / 60)
                .unwrap();
        // What is done often frightens less.
        let fear = (self.roll(3) > 0).then(|| fear.saturating_sub(months / 2));
        let odds = (self.roll(2) > 0).then(|| self.roll(11) * 10);
        let outcome = self.pick(&[
            "no", "no", "no", "yes", "ghosted", "pending", "pending", "pending",
        ]);
        let sting = (outcome != "pending" && self.roll(4) > 0)
            .then(|| self.roll(6) + fear.unwrap_or(0) / 3);
        let made = u32::try_from(self.memory.asks.len()).unwrap();
        let pull = (made % 3 > 0).then_some(made * 7 % 11);
        let note = (self.roll(9) == 0).then(|| "went better than it looked".to_owned());
        let number = self.next_number();
        let mut args = vec!["log".to_owned(), text.to_owned()];
        if days_ago > 0 {
            let when = if days_ago == 1 {
                "yesterday".to_owned()
            } else {
                on.to_string()
            };
            args.extend(["-d".to_owned(), when]);
        }
        args.extend(
            to.iter()
                .flat_map(|to| ["--to".to_owned(), (*to).to_owned()]),
        );
        for (index, tag) in tags.iter().enumerate() {
            // Both ways to say a tag, and the sign that is no part of it.
            if index == 0 {
                args.push(format!("+{tag}"));
            } else {
                args.extend(["-t".to_owned(), tag.to_uppercase()]);
            }
        }
        let flags = [
            ("--fear", fear),
            ("--odds", odds),
            ("--sting", sting),
            ("-w", pull),
        ];
        for (flag, rating) in flags {
            args.extend(
                rating
                    .iter()
                    .flat_map(|rating| [flag.to_owned(), rating.to_string()]),
            );
        }
        args.extend(note.iter().flat_map(|note| ["-m".to_owned(), note.clone()]));
        if outcome != "pending" {
            args.push(format!("--{outcome}"));
        }
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let told = self.home.json(&today.to_string(), &args, "");
        let remembered = Remembered {
            number,
            text: text.to_owned(),
            on,
            answer: (outcome != "pending").then_some((outcome, on)),
            answered_on_the_spot: outcome != "pending",
            to,
            tags: tags.to_vec(),
            note,
            fear,
            odds,
            sting,
            pull,
        };
        assert_told(&told["ask"], &remembered);
        self.memory.asks.push(remembered);
        if outcome == "pending" {
            self.expect_an_answer(number, today);
        }
    }

    /// Most answers come within two months; some never do.
    fn expect_an_answer(&mut self, number: usize, today: NaiveDate) {
        let outcome = match self.roll(10) {
            0 => return,
            1..=5 => "no",
            6 | 7 => "yes",
            _ => "ghosted",
        };
        let arrives = today + Days::new(self.roll(60).into());
        let sting = (self.roll(2) == 0).then(|| self.roll(11));
        self.on_its_way.push(OnItsWay {
            number,
            arrives,
            outcome,
            sting,
        });
    }

    fn take_answers(&mut self, today: NaiveDate) {
        let (arrived, on_its_way) = std::mem::take(&mut self.on_its_way)
            .into_iter()
            .partition(|answer| answer.arrives <= today);
        self.on_its_way = on_its_way;
        for OnItsWay {
            number,
            outcome,
            sting,
            ..
        } in arrived
        {
            let Some(asked_on) = self.remembered(number).map(|ask| ask.on) else {
                continue;
            };
            // One in four is written down a day late, unless the ask is of today.
            let late = self.roll(4) == 0 && asked_on < today;
            let on = if late { today - Days::new(1) } else { today };
            let mut args = vec![
                "answer".to_owned(),
                number.to_string(),
                format!("--{outcome}"),
            ];
            if late {
                args.extend(["-d".to_owned(), "yesterday".to_owned()]);
            }
            args.extend(
                sting
                    .iter()
                    .flat_map(|sting| ["--sting".to_owned(), sting.to_string()]),
            );
            let note = self.roll(12) == 0;
            if note {
                args.extend(["-m".to_owned(), "by letter".to_owned()]);
            }
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            let told = self.home.json(&today.to_string(), &args, "");
            let ask = self.remembered(number).unwrap();
            ask.answer = Some((outcome, on));
            ask.answered_on_the_spot = false;
            ask.sting = sting.or(ask.sting);
            if note {
                ask.note = Some(match &ask.note {
                    Some(note) => format!("{note}\nby letter"),
                    None => "by letter".to_owned(),
                });
            }
            assert_told(&told["ask"], ask);
        }
    }

    /// Types in a paper list with `nos log -`: a line an ask, the flags for all of them.
    fn type_in(&mut self, today: NaiveDate, flags: &[&str], list: &str) {
        let told = self
            .home
            .json(&today.to_string(), &[&["log", "-"], flags].concat(), list);
        let after = |flag: &str| {
            let at = flags.iter().position(|word| *word == flag)?;
            flags.get(at + 1).copied()
        };
        let rating = |flag: &str| after(flag).map(|rating| rating.parse::<u32>().unwrap());
        let day = |when: &str| match when {
            "2d" => today - Days::new(2),
            "yesterday" => today - Days::new(1),
            iso => iso.parse().unwrap(),
        };
        let on = after("-d").map_or(today, day);
        let outcome = ["no", "yes", "ghosted"]
            .into_iter()
            .find(|outcome| flags.contains(&format!("--{outcome}").as_str()));
        let answered = after("--answered").map_or(on, day);
        let mut tags: Vec<&'static str> = Vec::new();
        for known in ["calls", "job", "street"] {
            if flags.windows(2).any(|pair| pair == ["-t", known]) {
                tags.push(known);
            }
        }
        let before = self.memory.asks.len();
        for line in list.lines().filter(|line| !line.trim().is_empty()) {
            let number = self.next_number();
            self.memory.asks.push(Remembered {
                number,
                text: line.trim().to_owned(),
                on,
                answer: outcome.map(|outcome| (outcome, answered)),
                answered_on_the_spot: answered == on,
                to: flags.contains(&"neighbours").then_some("neighbours"),
                tags: tags.clone(),
                note: after("-m").map(str::to_owned),
                fear: rating("--fear"),
                odds: rating("--odds"),
                sting: rating("--sting"),
                pull: rating("--pull"),
            });
            if outcome.is_none() {
                self.expect_an_answer(number, today);
            }
        }
        assert_eq!(told["schema"], "nos.asks/1");
        assert_eq!(told["count"], json!(self.memory.asks.len() - before));
        for (told, ask) in told["asks"]
            .as_array()
            .unwrap()
            .iter()
            .zip(&self.memory.asks[before..])
        {
            assert_told(told, ask);
        }
    }
}

/// Checks an ask as it is shown against the one that is remembered.
pub(crate) fn assert_told(told: &Value, ask: &Remembered) {
    let mut expected = json!({
        "number": ask.number, "id": told["id"], "text": ask.text,
        "outcome": ask.answer.map_or("pending", |(outcome, _)| outcome),
        "asked_on": ask.on.to_string(),
        "answered_on": ask.answer.map(|(_, on)| on.to_string()),
        "to": ask.to, "tags": ask.tags, "note": ask.note, "fear": ask.fear, "odds": ask.odds,
        "sting": ask.sting, "logged_at": told["logged_at"], "pull": ask.pull,
        "plan": null, "steps": [], "due": null,
    });
    if let Some(behind) = told.get("behind") {
        expected["behind"] = behind.clone();
    }
    assert_eq!(told, &expected);
}
