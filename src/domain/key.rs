//! The names of asks and lines in memory: small, ordered, of fixed size.

/// Which ask it is: the sequence and the device (a number into [`Ledger::devices`](super::ledger::Ledger::devices)) of its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The Lamport sequence of the event.
    pub seq: u64,
    /// The device it was written on; ordered as the names of the devices are.
    pub device: u32,
}

/// Where a line is kept: which log, and at which byte it begins. Opaque to the domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogOffset(u64);

impl LogOffset {
    /// The most logs that can be distinguished.
    pub const LOGS_MAX: usize = 1 << 16;
    const OFFSET_BITS: u32 = 48;

    /// The place of a line in a log; logs are numbered as they were read.
    #[must_use]
    pub fn new(log: u16, offset: u64) -> Self {
        Self(u64::from(log) << Self::OFFSET_BITS | offset & ((1 << Self::OFFSET_BITS) - 1))
    }

    /// Which log.
    #[must_use]
    pub fn log(self) -> u16 {
        (self.0 >> Self::OFFSET_BITS) as u16
    }

    /// The byte at which the line begins.
    #[must_use]
    pub fn offset(self) -> u64 {
        self.0 & ((1 << Self::OFFSET_BITS) - 1)
    }
}

/// An entry that is kept in the order of keys.
pub trait Keyed {
    /// Its key.
    fn key(&self) -> Key;
}
