//! Lines that a person types at the terminal, with Ctrl-C as an answer of its own.
//!
//! A read cannot be broken off, so it waits on a thread of its own while the program listens for
//! Ctrl-C beside it. Anyone who asks then gets [`Failure::Interrupted`] and can end as anything ends:
//! nothing half done, and the terminal as it was.

use std::io::{self, BufRead};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use anyhow::Context;
use signal_hook::consts::SIGINT;
use signal_hook::flag;

use crate::error::Failure;

/// How long a Ctrl-C can go unnoticed.
const NOTICE: Duration = Duration::from_millis(20);

/// The terminal's keyboard.
#[derive(Debug)]
pub(super) struct Keyboard {
    interrupted: Arc<AtomicBool>,
    /// Whether Ctrl-C ends the program at once, as it does where nothing is asked.
    ends_at_once: Arc<AtomicBool>,
}

impl Keyboard {
    /// The keyboard, from now on asked about Ctrl-C.
    ///
    /// # Errors
    /// If the system does not let the program listen for it.
    pub(super) fn attend() -> io::Result<Self> {
        let keyboard = Self {
            interrupted: Arc::new(AtomicBool::new(false)),
            ends_at_once: Arc::new(AtomicBool::new(true)),
        };
        let status = i32::from(Failure::Interrupted.status());
        flag::register_conditional_shutdown(SIGINT, status, Arc::clone(&keyboard.ends_at_once))?;
        flag::register(SIGINT, Arc::clone(&keyboard.interrupted))?;
        Ok(keyboard)
    }

    /// The next line with its end, as it was typed; empty at the end of input (Ctrl-D).
    ///
    /// # Errors
    /// [`Failure::Interrupted`] on Ctrl-C, else why nothing can be read.
    pub(super) fn line(&self) -> anyhow::Result<Vec<u8>> {
        self.ends_at_once.store(false, Ordering::SeqCst);
        let line = self.line_or_interrupt();
        self.ends_at_once.store(true, Ordering::SeqCst);
        if self.interrupted.load(Ordering::SeqCst) {
            return Err(Failure::Interrupted.into());
        }
        line
    }

    fn line_or_interrupt(&self) -> anyhow::Result<Vec<u8>> {
        let (typed, heard) = mpsc::channel();
        let reading = thread::Builder::new().spawn(move || {
            let mut line = Vec::new();
            let read = io::stdin().lock().read_until(b'\n', &mut line);
            // No one listens any more after a Ctrl-C.
            let _ = typed.send(read.map(|_| line));
        });
        reading.context("nothing can be read from the keyboard")?;
        loop {
            match heard.recv_timeout(NOTICE) {
                Ok(line) => return Ok(line?),
                Err(RecvTimeoutError::Timeout) if !self.interrupted.load(Ordering::SeqCst) => {}
                Err(_) => return Err(Failure::Interrupted.into()),
            }
        }
    }
}
