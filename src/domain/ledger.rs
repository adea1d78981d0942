//! The asks and goals as they are after replay, in small fixed rows.
//!
//! A ten-year journal is read and counted in one go, so a [`Record`] holds only what
//! counting needs; people and tags are numbers into the ledger's [`Interner`], and the
//! words of an ask stay in the log until they are shown.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::day::Day;
use super::goal::Goals;
use super::id::{Id, VARIANT_MARK};
use super::interner::Interner;
pub use super::key::{Key, LogOffset};
use super::outcome::Outcome;
use super::plan::Plan;
pub use super::record::{Record, Status};
use super::rest::DeclaredRest;
use super::sorted::Sorted;
use super::source::Source;
use super::steps::{Step, Steps};
use super::tags::TagSets;
use super::text_overrides::TextOverrides;
use super::variants::Variants;

/// The journal as it is.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    rows: Sorted<Record>,
    /// The devices that wrote, by number; the numbers are in the order of the names. A variant of an
    /// id has a device of its own, `<device>~<variant>`.
    pub devices: Interner,
    /// The people who were asked.
    pub people: Interner,
    /// The tags.
    pub tags: TagSets,
    /// The goals that are active.
    pub goals: Goals,
    /// Changed words, for rows that say `text_overridden`.
    pub text_overrides: TextOverrides,
    /// The highest number that any ask has had, 0 if there was none.
    pub highest_number: u64,
    /// The highest number that any plan has had, 0 if there was none.
    pub highest_plan: u64,
    /// The highest sequence that was seen in any log, 0 if there was none.
    pub highest_seq: u64,
    /// The ids that several events share.
    pub variants: Variants,
    /// The highest sequence, in any log, of the device that is about to write; 0 if there is none.
    pub highest_own_seq: u64,
    /// The asks that were erased for good, whether or not anything of them is left.
    pub purged: BTreeSet<Key>,
    /// Where there are still lines of erased asks, in any log; only looked for where a writer is
    /// about to write, and can erase them.
    pub to_erase: Vec<LogOffset>,
    /// The asks whose logging was undone. They are nothing to anyone, but can still be erased.
    pub undone: Vec<Record>,
    /// The plans, those included that were removed, undone or asked.
    pub plans: BTreeMap<Key, Plan>,
    /// Which ask was made of which plan.
    pub asked_of: BTreeSet<(Key, Key)>,
    /// The steps of asks.
    pub steps: BTreeMap<Key, Steps>,
    /// The declared rest days.
    pub rest: DeclaredRest,
    /// The ask of each row of a file that was imported, removed ones too; undone and erased ones not.
    pub sources: BTreeMap<Source, Key>,
    /// The same for plans.
    pub plan_sources: BTreeMap<Source, Key>,
    /// Asks (and plans) of a row of which there is an earlier one: each means that one.
    pub same: BTreeMap<Key, Key>,
    /// The numbers that these asks were given.
    pub same_numbers: Vec<(u64, Key)>,
}

impl Ledger {
    /// Takes in all rows, which must be in the order of their keys.
    pub fn set_rows(&mut self, rows: Sorted<Record>) {
        self.rows = rows;
    }

    /// The asks, removed or not, to be changed.
    pub fn asks_mut(&mut self) -> &mut Sorted<Record> {
        &mut self.rows
    }

    /// Adds an ask that comes after all the others.
    pub fn push(&mut self, row: Record) {
        self.rows.push(row);
    }

    /// The ask of a key, removed or not.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<&Record> {
        self.rows.get(key)
    }

    /// Leaves out the rows whose logging was undone and those that were purged.
    pub fn drop_gone(&mut self) {
        let is_gone =
            |row: &Record| matches!(row.standing, Status::Undone | Status::Purged | Status::Same);
        if self.rows.iter().any(is_gone) {
            let is_undone = |row: &&Record| row.standing == Status::Undone;
            self.undone = self.rows.iter().filter(is_undone).copied().collect();
            self.rows.retain(|row| !is_gone(row));
            let rows = &self.rows;
            self.steps.retain(|&ask, _| rows.get(ask).is_some());
        }
    }

    /// The ask or the plan that a key means: the first one made of the same row of a file.
    #[must_use]
    pub fn meant(&self, key: Key) -> Key {
        self.same.get(&key).copied().unwrap_or(key)
    }

    /// The plans that count, asked or not, in the order of logging.
    pub fn plans(&self) -> impl Iterator<Item = &Plan> {
        let plans = self.plans.values();
        plans.filter(|plan| plan.standing == Status::Active)
    }

    /// The plans that are not asked yet, as a ladder: the most feared first, those without a fear
    /// last, of equals the one with the lower number first.
    #[must_use]
    pub fn open_plans(&self) -> Vec<&Plan> {
        let asked = self.asked_of.iter();
        let asked = asked.filter(|(ask, _)| self.get(*ask).is_some_and(Record::stands));
        let asked: HashSet<Key> = asked.map(|&(_, plan)| plan).collect();
        let mut open: Vec<&Plan> = self
            .plans()
            .filter(|plan| !asked.contains(&plan.key))
            .collect();
        open.sort_by_cached_key(|plan| plan.rung());
        open
    }

    /// The plan that an ask was made of, unless that was undone or erased.
    #[must_use]
    pub fn plan_of(&self, ask: Key) -> Option<&Plan> {
        let least = Key { seq: 0, device: 0 };
        let mut plans = self.asked_of.range((ask, least)..);
        plans
            .by_ref()
            .take_while(|(other, _)| *other == ask)
            .filter_map(|(_, plan)| self.plans.get(plan))
            .find(|plan| plan.standing != Status::Undone)
    }

    /// The first ask that was made of a plan and stands.
    #[must_use]
    pub fn ask_of(&self, plan: Key) -> Option<&Record> {
        let asks = self.asked_of.iter().filter(|(_, other)| *other == plan);
        asks.filter_map(|&(ask, _)| self.get(ask))
            .find(|row| row.stands())
    }

    /// The steps of an ask, in order.
    #[must_use]
    pub fn steps_of(&self, ask: Key) -> &[Step] {
        self.steps.get(&ask).map_or(&[], Steps::list)
    }

    /// The open due day of an ask.
    #[must_use]
    pub fn due_of(&self, ask: Key) -> Option<Day> {
        self.steps.get(&ask)?.due()
    }

    /// The asks that are active and have an open due day, by that day, then in the order of logging.
    #[must_use]
    pub fn dues(&self) -> Vec<(Day, &Record)> {
        let dues = self.steps.iter().filter_map(|(&ask, steps)| {
            let row = self.get(ask).filter(|row| row.stands())?;
            Some((steps.due()?, row))
        });
        let mut dues: Vec<(Day, &Record)> = dues.collect();
        dues.sort_by_key(|&(day, row)| (day, row.key()));
        dues
    }

    /// The asks that are active, in the order of logging.
    pub fn asks(&self) -> impl DoubleEndedIterator<Item = &Record> + Clone {
        self.rows
            .iter()
            .filter(|row| row.standing == Status::Active)
    }

    /// All asks that were not purged, removed ones too, in the order of logging.
    pub fn asks_and_removed(&self) -> impl DoubleEndedIterator<Item = &Record> + Clone {
        self.rows.iter()
    }

    /// The asks that have no answer, in the order of logging.
    pub fn pending(&self) -> impl DoubleEndedIterator<Item = &Record> + Clone {
        self.asks().filter(|row| row.outcome == Outcome::Pending)
    }

    /// The name of a device, without a variant.
    #[must_use]
    pub fn device(&self, number: u32) -> &str {
        device_and_variant(self.devices.name(number)).0
    }

    /// The id of an event as it is shown: `<device>-<seq>`, with its variant if it has one.
    #[must_use]
    pub fn id(&self, key: Key) -> String {
        let (device, variant) = device_and_variant(self.devices.name(key.device));
        let mark = if variant.is_empty() { "" } else { "~" };
        format!("{device}-{}{mark}{variant}", key.seq)
    }

    /// The id of an event.
    #[must_use]
    pub fn event_id(&self, key: Key) -> Id<'static> {
        let id = self.id(key);
        let parsed = Id::parse(&id).map(Id::into_owned);
        parsed.unwrap_or_else(|| Id::new(self.device(key.device).to_owned(), key.seq))
    }

    /// The key of an id, if the journal knows its device.
    #[must_use]
    pub fn key(&self, id: &Id<'_>) -> Option<Key> {
        let key = |device| Key {
            seq: id.seq,
            device,
        };
        let own = self.devices.find(&id.device).map(key);
        let Some(variant) = id.variant else {
            return own;
        };
        if own.is_some_and(|own| self.variants.head(own) == Some(variant)) {
            return own;
        }
        let name = format!("{}{VARIANT_MARK}{variant}", id.device);
        let named = key(self.devices.find(&name)?);
        Some(self.variants.unaliased(named))
    }

    /// The numbers that several asks share, so that it takes the device as well to tell these apart.
    #[must_use]
    pub fn shared_numbers(&self) -> HashSet<u64> {
        let numbers = self.asks().map(|row| row.number);
        // One device that counts up gives no number twice.
        if numbers.clone().is_sorted_by(|one, next| one < next) {
            return HashSet::new();
        }
        let mut seen = HashSet::new();
        numbers.filter(|&number| !seen.insert(number)).collect()
    }
}

/// The parts of a name in [`Ledger::devices`]; the variant is empty if there is none.
pub fn device_and_variant(name: &str) -> (&str, &str) {
    name.split_once(VARIANT_MARK).unwrap_or((name, ""))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{asked, day, ledger, refused};
    use super::*;

    #[test]
    fn a_place_holds_a_log_and_an_offset() {
        let log_offset = LogOffset::new(u16::MAX, (1 << 48) - 1);
        assert_eq!(
            (log_offset.log(), log_offset.offset()),
            (u16::MAX, (1 << 48) - 1)
        );
        assert_eq!(LogOffset::new(3, 70).log(), 3);
        assert_eq!(LogOffset::new(3, 70).offset(), 70);
    }

    #[test]
    fn an_answer_that_was_taken_back_has_no_day() {
        let mut ask = refused("2026-03-04");
        ask.outcome = Outcome::Pending;
        let ledger = ledger(&[ask]);
        let row = ledger.asks().next().unwrap();
        assert_eq!((row.answered_on(), row.days_to_answer()), (None, None));
    }

    #[test]
    fn an_answer_before_its_ask_follows_the_day_of_the_ask() {
        let mut row = *ledger(&[asked("2026-03-04").no("2026-03-01")])
            .asks()
            .next()
            .unwrap();
        assert_eq!(row.answered_on(), Some(day("2026-03-04")));
        row.asked_on = day("2026-02-01");
        assert_eq!(row.answered_on(), Some(day("2026-03-01")));
        assert_eq!(row.days_to_answer(), Some(28));
    }

    #[test]
    fn removed_asks_are_kept_but_do_not_stand() {
        let ledger = ledger(&[asked("2026-03-04").removed(), asked("2026-03-05")]);
        assert_eq!(ledger.asks().count(), 1);
        assert_eq!(ledger.pending().count(), 1);
        assert_eq!(ledger.asks_and_removed().count(), 2);
    }

    #[test]
    fn two_devices_that_were_apart_can_give_the_same_number() {
        let mut ledger = ledger(&[
            asked("2026-03-04"),
            asked("2026-03-05"),
            asked("2026-03-06"),
        ]);
        let mut rows: Vec<Record> = ledger.asks().copied().collect();
        rows[1].number = 1;
        ledger.set_rows(rows.iter().copied().collect());
        assert!(ledger.shared_numbers().contains(&rows[0].number));
        assert!(!ledger.shared_numbers().contains(&rows[2].number));
        assert_eq!(ledger.id(rows[2].key()), "test-3");
    }
}
