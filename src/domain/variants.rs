//! Lines that have the same id and different content: which event each of them is, and which one a
//! line means that names their id.

use std::collections::{BTreeMap, HashMap};

use super::id::Variant;
use super::key::{Key, LogOffset};

/// The ids that several events share. Empty for nearly all journals.
#[derive(Clone, Debug, Default)]
pub struct Variants {
    shared: BTreeMap<Key, SharedId>,
    /// Names with a variant that mean the event that has the id itself.
    aliases: HashMap<Key, Key>,
    lines: HashMap<LogOffset, Variant>,
    contents: HashMap<LogOffset, Variant>,
}

/// The events that share an id.
#[derive(Clone, Debug)]
pub struct SharedId {
    /// The variant that has the id.
    pub head: Variant,
    /// Each line that has the id, in the order of their places, and which event it is.
    pub lines: Vec<(LogOffset, Key, Variant)>,
    /// Whether the content of the lines differs, and not only what they mean by the ids they name.
    pub is_conflict: bool,
}

impl Variants {
    /// Whether no id is shared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shared.is_empty() && self.aliases.is_empty()
    }

    /// Notes down that these events share an id.
    pub fn insert(&mut self, id: Key, shared: SharedId) {
        for &(log_offset, key, variant) in &shared.lines {
            if key != id {
                self.lines.insert(log_offset, variant);
            }
        }
        self.shared.insert(id, shared);
    }

    /// Notes down that a name with a variant means the event that has the id itself.
    pub fn insert_alias(&mut self, name: Key, id: Key) {
        self.aliases.insert(name, id);
    }

    /// The ids that several events share.
    pub fn iter(&self) -> impl Iterator<Item = (Key, &SharedId)> {
        self.shared.iter().map(|(&id, shared)| (id, shared))
    }

    /// The events that share an id.
    #[must_use]
    pub fn get(&self, id: Key) -> Option<&SharedId> {
        self.shared.get(&id)
    }

    /// Which variant a line is; none if it has its id itself.
    #[must_use]
    pub fn of_line(&self, log_offset: LogOffset) -> Option<Variant> {
        self.lines.get(&log_offset).copied()
    }

    /// The event that has the id itself where a name with a variant means it.
    #[must_use]
    pub fn unaliased(&self, name: Key) -> Key {
        self.aliases.get(&name).copied().unwrap_or(name)
    }

    /// The names with a variant that mean an event that has the id itself.
    pub(crate) fn aliases_of(&self, id: Key) -> impl Iterator<Item = Key> {
        let aliases = self.aliases.iter();
        aliases
            .filter(move |(_, meant)| **meant == id)
            .map(|(&name, _)| name)
    }

    /// The event that a line at this place means by a name: of an id that several events share the
    /// last one before it in the same log, if there is none the one that has the id.
    #[must_use]
    pub fn meant(&self, name: Key, log_offset: LogOffset) -> Key {
        self.before(name, log_offset)
            .map_or_else(|| self.unaliased(name), |(key, _)| key)
    }

    /// The ask that a purge at this place means by a name: one that has its number, since the lines
    /// of the ask itself no longer are before it.
    #[must_use]
    pub fn purged(
        &self,
        name: Key,
        log_offset: LogOffset,
        has_number: impl Fn(Key) -> bool,
    ) -> Key {
        let lines = self.shared.get(&name).map(|shared| shared.lines.as_slice());
        let with_number = || {
            let lines = lines.unwrap_or_default().iter();
            lines.filter(|&&(_, key, _)| has_number(key))
        };
        let is_before = |line: &&(LogOffset, Key, Variant)| {
            line.0 < log_offset && line.0.log() == log_offset.log()
        };
        with_number()
            .rfind(is_before)
            .or_else(|| with_number().min_by_key(|&&(_, key, variant)| (key != name, variant)))
            .map_or_else(|| self.meant(name, log_offset), |&(_, key, _)| key)
    }

    /// Of the events that share an id the last one before a place in the same log.
    #[must_use]
    pub fn before(&self, id: Key, log_offset: LogOffset) -> Option<(Key, Variant)> {
        let lines = &self.shared.get(&id)?.lines;
        let before = lines.partition_point(|&(other, ..)| other < log_offset);
        let &(last, key, variant) = lines.iter().take(before).next_back()?;
        (last.log() == log_offset.log()).then_some((key, variant))
    }

    /// Notes down which variant the content of a line is, whatever it means by the ids it names.
    pub fn insert_content(&mut self, log_offset: LogOffset, content: Variant) {
        self.contents.insert(log_offset, content);
    }

    /// Which variant the content of a line is that shares its id; none for any other line.
    #[must_use]
    pub fn content_of(&self, log_offset: LogOffset) -> Option<Variant> {
        self.contents.get(&log_offset).copied()
    }

    /// The variant that a new line names an event by, so that no line that comes later changes what
    /// is meant; none where no other event has its id.
    #[must_use]
    pub fn head(&self, id: Key) -> Option<Variant> {
        self.shared.get(&id).map(|shared| shared.head)
    }

    /// Gives each device the number that `renumber` says.
    pub fn renumber_devices(&mut self, renumber: impl Fn(u32) -> u32) {
        let key = |key: Key| Key {
            device: renumber(key.device),
            ..key
        };
        let shared = std::mem::take(&mut self.shared).into_iter();
        self.shared = shared
            .map(|(id, mut shared)| {
                for line in &mut shared.lines {
                    line.1 = key(line.1);
                }
                (key(id), shared)
            })
            .collect();
        let aliases = std::mem::take(&mut self.aliases).into_iter();
        self.aliases = aliases.map(|(name, id)| (key(name), key(id))).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: Key = Key { seq: 2, device: 0 };
    const OTHER: Key = Key { seq: 2, device: 1 };

    fn variants() -> Variants {
        let (head, other) = (Variant::new([0, 0, 1]), Variant::new([0, 0, 2]));
        let mut variants = Variants::default();
        let lines = vec![
            (LogOffset::new(0, 10), ID, head),
            (LogOffset::new(0, 30), OTHER, other),
            (LogOffset::new(1, 10), OTHER, other),
        ];
        variants.insert(
            ID,
            SharedId {
                head,
                lines,
                is_conflict: true,
            },
        );
        variants
    }

    #[test]
    fn a_name_means_the_last_variant_before_it_in_the_same_log() {
        let variants = variants();
        let meant = |log, offset| variants.meant(ID, LogOffset::new(log, offset));
        assert_eq!((meant(0, 20), meant(0, 40)), (ID, OTHER));
        assert_eq!((meant(1, 20), meant(1, 0)), (OTHER, ID));
        assert_eq!((meant(0, 5), meant(2, 50)), (ID, ID));
        let unshared = Key { seq: 3, device: 0 };
        assert_eq!(variants.meant(unshared, LogOffset::new(0, 40)), unshared);
    }

    #[test]
    fn only_the_lines_that_do_not_have_the_id_itself_have_a_variant() {
        let variants = variants();
        assert_eq!(variants.of_line(LogOffset::new(0, 10)), None);
        let other = variants.of_line(LogOffset::new(1, 10)).unwrap();
        assert_eq!(other.to_string(), "000002");
    }
}
