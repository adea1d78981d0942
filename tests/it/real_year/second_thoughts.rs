//! What is changed afterwards: an answer that was written down wrong, a day that was another, an
//! ask that was none, and now and then the change itself.

use chrono::{Days, NaiveDate};

use super::count::Remembered;
use super::life::{Life, assert_told};

impl Life {
    /// Changes something about one of the asks, and half of the time thinks better of it.
    pub(super) fn think_again(&mut self, today: NaiveDate) {
        let numbers: Vec<usize> = self.memory.asks.iter().map(|ask| ask.number).collect();
        let number = self.pick(&numbers);
        let before = self.memory.clone();
        let changed = match self.roll(5) {
            0 => self.answer_anew(number, today),
            1 => self.remove(number, today),
            2 => self.move_back(number, today),
            _ => self.describe_anew(number, today),
        };
        if changed && self.roll(2) == 0 {
            let told = self.home.json(&today.to_string(), &["undo"], "");
            assert_eq!(told["schema"], "nos.undo/1");
            if self.roll(3) > 0 {
                self.memory = before;
            } else {
                self.home.json(&today.to_string(), &["redo"], "");
            }
        }
    }

    fn answer_anew(&mut self, number: usize, today: NaiveDate) -> bool {
        if self.waits_for(number) {
            return false;
        }
        let outcome = self.pick(&["no", "yes", "pending"]);
        let args = ["answer", &number.to_string(), &format!("--{outcome}")];
        self.change(&args, number, today, |ask| {
            ask.answer = (outcome != "pending").then_some((outcome, today));
            ask.answered_on_the_spot = false;
        })
    }

    fn remove(&mut self, number: usize, today: NaiveDate) -> bool {
        let told = self
            .home
            .json(&today.to_string(), &["remove", &number.to_string()], "");
        assert_told(&told["ask"], self.remembered(number).unwrap());
        self.memory.asks.retain(|ask| ask.number != number);
        true
    }

    /// The ask was made two days earlier. An answer on the log offset moves with it, any other stays.
    fn move_back(&mut self, number: usize, today: NaiveDate) -> bool {
        let on = self.remembered(number).unwrap().on - Days::new(2);
        let args = ["edit", &number.to_string(), "-d", &on.to_string()];
        self.change(&args, number, today, |ask| {
            let was = ask.on;
            ask.on = on;
            let on_the_spot = ask.answered_on_the_spot;
            if let Some((_, day)) = &mut ask.answer
                && on_the_spot
                && *day == was
            {
                *day = on;
            }
        })
    }

    fn describe_anew(&mut self, number: usize, today: NaiveDate) -> bool {
        let fear = self.roll(11);
        let number_text = number.to_string();
        let fear_text = fear.to_string();
        let mut args = vec!["edit", &number_text, "--fear", &fear_text, "-t", "again"];
        args.extend([
            "--to",
            "somebody else",
            "--clear",
            "odds",
            "-m",
            "on second thoughts",
        ]);
        self.change(&args, number, today, |ask| {
            ask.fear = Some(fear);
            ask.odds = None;
            ask.to = Some("somebody else");
            ask.note = Some("on second thoughts".to_owned());
            if !ask.tags.contains(&"again") {
                ask.tags.push("again");
                ask.tags.sort_unstable();
            }
        })
    }

    /// Runs the command, remembers what it changes, and checks what is shown.
    fn change(
        &mut self,
        args: &[&str],
        number: usize,
        today: NaiveDate,
        change: impl FnOnce(&mut Remembered),
    ) -> bool {
        let told = self.home.json(&today.to_string(), args, "");
        let ask = self.remembered(number).unwrap();
        change(ask);
        assert_told(&told["ask"], ask);
        true
    }
}
