//! The terminal while the screen is on it, and how it gets back to what it was: at the end, at an
//! error, at a panic, and at the signals that end or stop a program.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Once};
use std::time::Duration;

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{
    self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
    Event,
};
use ratatui::crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode, size,
};
use ratatui::crossterm::{execute, queue};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::draw::draw;
use super::state::State;

/// The terminal with the screen on it.
pub(super) struct Terminal {
    terminal: ratatui::Terminal<CrosstermBackend<io::Stdout>>,
    signals: Vec<(i32, Arc<AtomicBool>)>,
}

/// What has to be done before the next key is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signal {
    /// End, as this signal does.
    End(i32),
    /// Stop until the shell goes on.
    #[cfg(unix)]
    Stop,
    /// The shell went on after a stop that was not noticed before.
    #[cfg(unix)]
    Continued,
}

/// The signals that are noticed.
#[cfg(unix)]
const SIGNALS: [i32; 5] = [
    SIGTERM,
    SIGINT,
    signal_hook::consts::SIGHUP,
    signal_hook::consts::SIGTSTP,
    signal_hook::consts::SIGCONT,
];
#[cfg(not(unix))]
const SIGNALS: [i32; 2] = [SIGTERM, SIGINT];

impl Terminal {
    /// Takes the terminal.
    ///
    /// # Errors
    /// If it cannot be had; it is then as it was.
    pub(super) fn open() -> io::Result<Self> {
        restore_at_panic();
        let mut signals = Vec::new();
        for signal in SIGNALS {
            let noticed = Arc::new(AtomicBool::new(false));
            // A second one ends the program even if it is stuck.
            if [SIGTERM, SIGINT].contains(&signal) {
                flag::register_conditional_default(signal, Arc::clone(&noticed))?;
            }
            flag::register(signal, Arc::clone(&noticed))?;
            signals.push((signal, noticed));
        }
        let terminal = ratatui::Terminal::new(CrosstermBackend::new(io::stdout()))?;
        let opened = Self { terminal, signals };
        take()?;
        Ok(opened)
    }

    /// Columns and lines.
    ///
    /// # Errors
    /// If the terminal does not say.
    pub(super) fn size() -> io::Result<(u16, u16)> {
        size()
    }

    /// Draws the state.
    ///
    /// # Errors
    /// If nothing can be written.
    pub(super) fn draw(&mut self, state: &State) -> io::Result<()> {
        self.terminal.draw(|frame| draw(frame, state)).map(drop)
    }

    /// The next key, click, paste or change of size; none if none comes for so long.
    ///
    /// # Errors
    /// If nothing can be read, because the terminal is gone.
    pub(super) fn event(patience: Duration) -> io::Result<Option<Event>> {
        wait(patience)?;
        match event::poll(Duration::ZERO) {
            Ok(true) => event::read().map(Some),
            Ok(false) => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A signal that came since the last time.
    pub(super) fn signal(&self) -> Option<Signal> {
        let mut signals = self.signals.iter();
        let (signal, _) = signals.find(|(_, noticed)| noticed.swap(false, Ordering::SeqCst))?;
        #[cfg(unix)]
        match *signal {
            signal_hook::consts::SIGTSTP => return Some(Signal::Stop),
            signal_hook::consts::SIGCONT => return Some(Signal::Continued),
            _ => {}
        }
        Some(Signal::End(*signal))
    }

    /// Gives the terminal back, stops until the shell goes on, and takes it again.
    ///
    /// # Errors
    /// If it cannot be had again.
    #[cfg(unix)]
    pub(super) fn stop(&mut self) -> io::Result<()> {
        give_back();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        for (_, noticed) in &self.signals {
            noticed.store(false, Ordering::SeqCst);
        }
        self.take_again()
    }

    /// Gives the terminal back for as long as some work takes.
    ///
    /// # Errors
    /// If it cannot be had again.
    pub(super) fn lend<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        give_back();
        let done = work();
        self.take_again()?;
        Ok(done)
    }

    /// Takes the terminal after something else was on it.
    ///
    /// # Errors
    /// If it cannot be had.
    pub(super) fn take_again(&mut self) -> io::Result<()> {
        take()?;
        self.renew()
    }

    /// Begins with an empty screen, of the size that the terminal has now. What ratatui does for
    /// that asks the terminal where its cursor is, and waits for an answer.
    ///
    /// # Errors
    /// If nothing can be written.
    pub(super) fn renew(&mut self) -> io::Result<()> {
        execute!(io::stdout(), Clear(ClearType::All))?;
        self.terminal = ratatui::Terminal::new(CrosstermBackend::new(io::stdout()))?;
        Ok(())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
    }
}

/// Waits until there is something to read, a signal comes, or the time is over. A terminal that is
/// gone has to be noticed here: crossterm would read its end for ever.
#[cfg(unix)]
fn wait(patience: Duration) -> io::Result<()> {
    use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
    use std::os::fd::AsFd;

    let stdin = io::stdin();
    let mut ready = [PollFd::new(stdin.as_fd(), PollFlags::POLLIN)];
    let timeout = PollTimeout::try_from(patience).unwrap_or(PollTimeout::MAX);
    match poll(&mut ready, timeout) {
        Ok(_) | Err(nix::errno::Errno::EINTR) => {}
        Err(error) => return Err(error.into()),
    }
    let gone = PollFlags::POLLHUP | PollFlags::POLLERR | PollFlags::POLLNVAL;
    let events = ready.iter().filter_map(PollFd::revents);
    if events.into_iter().any(|events| events.intersects(gone)) {
        return Err(io::Error::new(
            io::ErrorKind::UnexpectedEof,
            "the terminal is gone",
        ));
    }
    Ok(())
}

#[cfg(not(unix))]
fn wait(patience: Duration) -> io::Result<()> {
    event::poll(patience).map(drop)
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    let taken = execute!(
        io::stdout(),
        EnterAlternateScreen,
        EnableMouseCapture,
        EnableBracketedPaste
    );
    if taken.is_err() {
        give_back();
    }
    taken
}

/// Makes the terminal what it was. What cannot be undone is left: there is nothing else to try.
fn give_back() {
    let mut out = io::stdout();
    let _ = queue!(
        out,
        DisableBracketedPaste,
        DisableMouseCapture,
        LeaveAlternateScreen,
        Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// A panic is shown on the terminal as it was, and not on a screen that goes away.
fn restore_at_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let told_before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            told_before(panic);
        }));
    });
}
