//! Events made up from a seed: any kind, about any event, later and unknown ones too.

use fastrand::Rng;
use nos::domain::day::Day;
use serde_json::{Map, Value, json};

struct MadeUp {
    rng: Rng,
    ids: Vec<String>,
}

impl MadeUp {
    fn one_of(&mut self, list: &[Value]) -> Value {
        list[self.rng.usize(..list.len())].clone()
    }

    fn day(&mut self) -> Value {
        let day = Day::from_iso("2026-01-01")
            .unwrap()
            .plus(self.rng.i64(0..40));
        json!(day.unwrap().to_string())
    }

    fn id(&mut self) -> Value {
        let id = self.rng.usize(..self.ids.len());
        json!(self.ids[id])
    }

    /// One of a few rows of a file.
    fn src(&mut self) -> Value {
        json!(format!("000000000000000{}", self.rng.u8(..4)))
    }

    fn words(&mut self) -> Value {
        self.one_of(&[
            json!("a discount"),
            json!("\"ä\"\n\\"),
            json!("日本 👩‍🚀\u{2028}"),
            json!("no"),
        ])
    }

    /// Fields that an ask or an edit may have, each with a value of its own.
    fn details(&mut self) -> Map<String, Value> {
        let mut fields = Map::new();
        let tags = [
            json!(["job"]),
            json!(["shop", "job"]),
            json!(["B", "a", "b"]),
            json!([]),
        ];
        let choices = [
            (
                "to",
                self.one_of(&[json!("Ann"), json!("a bank"), json!("\"Zoë\"")]),
            ),
            ("tags", self.one_of(&tags)),
            ("note", self.words()),
            ("fear", json!(self.rng.u8(..=10))),
            ("odds", json!(self.rng.u8(..=100))),
            ("sting", json!(self.rng.u8(..=10))),
            ("pull", json!(self.rng.u8(..=10))),
            (
                "outcome",
                self.one_of(&[json!("no"), json!("yes"), json!("ghosted")]),
            ),
            ("answered", self.day()),
        ];
        for (field, value) in choices {
            if self.rng.bool() {
                fields.insert(field.to_owned(), value);
            }
        }
        fields
    }

    fn fields(&mut self, number: usize) -> Map<String, Value> {
        let kinds = [
            "ask", "ask", "ask", "answer", "answer", "edit", "edit", "remove", "undo", "undo",
            "redo", "purge", "goal", "mood", "plan", "plan", "step", "step", "rest",
        ];
        let kind = kinds[self.rng.usize(..kinds.len())];
        let mut fields = match kind {
            "ask" | "edit" | "plan" => self.details(),
            _ => Map::new(),
        };
        let mut set = |field: &str, value: Value| drop(fields.insert(field.to_owned(), value));
        match kind {
            "ask" => {
                set("n", json!(number));
                set("text", self.words());
                set("on", self.day());
                if self.rng.u8(..3) == 0 {
                    set("src", self.src());
                }
                if self.rng.u8(..3) == 0 {
                    set("plan", self.id());
                }
            }
            "answer" => {
                let outcomes = [
                    json!("no"),
                    json!("yes"),
                    json!("ghosted"),
                    json!("pending"),
                ];
                set("outcome", self.one_of(&outcomes));
                set("on", self.day());
                if self.rng.bool() {
                    set("note", self.words());
                }
                if self.rng.bool() {
                    set("sting", json!(self.rng.u8(..=10)));
                }
            }
            "undo" | "redo" => set("of", json!([self.id(), self.id()])),
            "purge" => set("n", json!(number)),
            "goal" => self.goal(&mut fields),
            _ => self.details_of(kind, number, &mut fields),
        }
        if kind == "edit" {
            fields = self.edit(fields);
        }
        self.name(kind, &mut fields);
        fields.insert("kind".to_owned(), json!(kind));
        fields
    }

    fn span(&mut self) -> (Value, Value) {
        let (one, other) = (self.day(), self.day());
        if one.as_str() <= other.as_str() {
            (one, other)
        } else {
            (other, one)
        }
    }

    fn goal(&mut self, fields: &mut Map<String, Value>) {
        let mut set = |field: &str, value: Value| drop(fields.insert(field.to_owned(), value));
        let (from, to) = self.span();
        // Some of a few periods that are the same, nested or crossing more often than
        // chance would have them.
        let (from, to) = match self.rng.u8(..8) {
            0 => (json!("2026-01-01"), json!("2026-12-31")),
            1 => (json!("2026-03-01"), json!("2026-03-31")),
            2 => (json!("2026-03-15"), json!("2026-04-14")),
            _ => (from, to),
        };
        set("from", from);
        set("to", to);
        set("target", self.one_of(&[json!(null), json!(7), json!(1000)]));
        set(
            "counts",
            self.one_of(&[json!("nos"), json!("said-nos"), json!("asks")]),
        );
    }

    /// The fields of a plan, a step or rest days.
    fn details_of(&mut self, kind: &str, number: usize, fields: &mut Map<String, Value>) {
        match kind {
            "plan" => {
                for field in ["outcome", "answered", "sting"] {
                    fields.remove(field);
                }
                fields.insert("p".to_owned(), json!(number));
                fields.insert("text".to_owned(), self.words());
                if self.rng.u8(..3) == 0 {
                    fields.insert("src".to_owned(), self.src());
                }
                if self.rng.bool() {
                    fields.insert("by".to_owned(), self.day());
                }
            }
            "step" => {
                let mut set =
                    |field: &str, value: Value| drop(fields.insert(field.to_owned(), value));
                set("step", self.words());
                set("on", self.day());
                if self.rng.bool() {
                    set("due", self.day());
                }
            }
            "rest" => {
                let mut set =
                    |field: &str, value: Value| drop(fields.insert(field.to_owned(), value));
                let (from, to) = self.span();
                set("from", from);
                set("to", to);
                if self.rng.bool() {
                    set("off", json!(true));
                }
            }
            _ => {}
        }
    }

    /// An edit with these changes, some of them cleared.
    fn edit(&mut self, mut changes: Map<String, Value>) -> Map<String, Value> {
        for (field, value) in &mut changes {
            if self.rng.u8(..4) == 0 && field != "answered"
                || field == "tags" && *value == json!([])
            {
                *value = Value::Null;
            }
        }
        if self.rng.bool() {
            changes.insert("text".to_owned(), self.words());
            changes.insert("on".to_owned(), self.day());
        }
        let mut fields = Map::new();
        fields.insert("set".to_owned(), Value::Object(changes));
        fields
    }

    /// The ask or the plan that an event names.
    fn name(&mut self, kind: &str, fields: &mut Map<String, Value>) {
        if ["edit", "remove", "purge"].contains(&kind) && self.rng.u8(..3) == 0 {
            fields.insert("plan".to_owned(), self.id());
            if let Some(number) = fields.remove("n") {
                fields.insert("p".to_owned(), number);
            }
            let set = fields.get_mut("set").and_then(Value::as_object_mut);
            if let Some(set) = set {
                for field in ["on", "outcome", "answered", "sting"] {
                    set.remove(field);
                }
                set.insert("by".to_owned(), self.day());
            }
        } else if ["answer", "edit", "remove", "purge", "step"].contains(&kind) {
            fields.insert("ask".to_owned(), self.id());
        }
    }

    /// A line with its keys in any order and blanks anywhere.
    fn line(&mut self, fields: &Map<String, Value>) -> String {
        let mut fields: Vec<_> = fields.iter().collect();
        self.rng.shuffle(&mut fields);
        let blank = |rng: &mut Rng| if rng.u8(..6) == 0 { " \t" } else { "" };
        let fields: Vec<String> = fields
            .into_iter()
            .map(|(field, value)| {
                let (before, after) = (blank(&mut self.rng), blank(&mut self.rng));
                format!("{before}\"{field}\"{after}:{before}{value}{after}")
            })
            .collect();
        format!("{{{}}}", fields.join(","))
    }
}

/// Lines of some devices; now and then one twice, or two that share an id.
pub(super) fn lines(seed: u64, count: usize) -> Vec<String> {
    let mut rng = Rng::with_seed(seed);
    let devices = ["b", "a", "c3"];
    let ids = (1..=count).map(|at| {
        let seq = if rng.u8(..8) == 0 {
            rng.usize(1..=count)
        } else {
            at
        };
        format!("{}-{seq}", devices[rng.usize(..devices.len())])
    });
    let ids: Vec<String> = ids.collect();
    let mut made_up = MadeUp {
        ids: ids.clone(),
        rng,
    };
    let mut lines = Vec::new();
    for (number, id) in (1..).zip(ids) {
        let mut fields = made_up.fields(number);
        fields.insert("v".to_owned(), json!(1));
        fields.insert("id".to_owned(), json!(id));
        let day = made_up.day();
        let at = format!("{}T12:30:05+01:00", day.as_str().unwrap());
        fields.insert("at".to_owned(), json!(at));
        for _ in 0..=made_up.rng.u8(..10) / 9 {
            lines.push(made_up.line(&fields));
        }
    }
    // Mostly in order, as logs are.
    if made_up.rng.bool() {
        made_up.rng.shuffle(&mut lines);
    }
    lines
}
