//! What was feared against what was wanted: what is worth the embarrassment, and what is easy.

use super::super::bar::{self, Share};
use super::super::format::{asks, counted, grouped};
use super::super::style::{Ink, Style};
use super::super::table::{Align, Table, TableCell};
use super::super::wrap::inked_width_cols;
use super::LABELS;
use crate::domain::stats::Stats;
use crate::domain::story::FearAndPull;

/// With fewer asks that have both nothing is claimed.
pub(crate) const PULL_CLAIM_LEAST: u32 = 10;

/// The longest bar.
const BAR_COLS: usize = 12;

/// The four counts as a grid, and what they say; nothing where no ask has both.
pub(super) fn draw(stats: &Stats, style: &Style) -> String {
    let counts = &stats.fear_and_pull;
    if counts.count() == 0 {
        return String::new();
    }
    let with_bars = grid(counts, PullBars::Beside, style);
    let fits = with_bars
        .lines()
        .all(|line| inked_width_cols(line) <= style.width_cols);
    let mut text = if fits {
        with_bars
    } else {
        grid(counts, PullBars::None, style)
    };
    text += &LABELS.line("", &sentences(counts), style);
    text
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PullBars {
    Beside,
    None,
}

fn grid(counts: &FearAndPull, bars: PullBars, style: &Style) -> String {
    let FearAndPull {
        much_fear_much_pull,
        much_fear_little_pull,
        little_fear_much_pull,
        little_fear_little_pull,
    } = *counts;
    let rows = [
        ("much wanted", little_fear_much_pull, much_fear_much_pull),
        (
            "little wanted",
            little_fear_little_pull,
            much_fear_little_pull,
        ),
    ];
    let most = rows.iter().map(|(_, easy, scary)| easy.max(scary)).max();
    let most = u64::from(*most.unwrap_or(&1));
    let mut table = Table::new().cut_column("Fear, pull", 4);
    for heading in ["easy", "scary"] {
        table = table.column(heading, Align::Right);
        if bars == PullBars::Beside {
            table = table.column("", Align::Left);
        }
    }
    for (name, easy, scary) in rows {
        let mut cells = vec![TableCell::new(name)];
        for count in [easy, scary] {
            cells.push(TableCell::new(grouped(count)));
            if bars == PullBars::Beside {
                let part = Share {
                    of: count.into(),
                    whole: most,
                };
                cells.push(TableCell::inked(
                    Ink::Soft,
                    bar::plain(BAR_COLS, part, style),
                ));
            }
        }
        table.row(cells);
    }
    table.aligned(style)
}

/// `Worth the embarrassment: 31 of 54 asks scared you, and you wanted them. …`
pub(crate) fn sentences(counts: &FearAndPull) -> String {
    let both = counts.count();
    if both < PULL_CLAIM_LEAST {
        let have = counted(both, "ask has", "asks have");
        return format!("{have} both a fear and a pull, too few to compare.");
    }
    let worth = match counts.much_fear_much_pull {
        0 => format!(
            "None of these {} both scared you and tempted you.",
            asks(both)
        ),
        1 => format!(
            "Worth the embarrassment: 1 of {} scared you, and you wanted it.",
            asks(both)
        ),
        worth => format!(
            "Worth the embarrassment: {} of {} scared you, and you wanted them.",
            grouped(worth),
            asks(both)
        ),
    };
    let easy = match counts.little_fear_much_pull {
        0 => return worth,
        1 => "Easy and good: 1 that you wanted and hardly feared.".to_owned(),
        easy => format!(
            "Easy and good: {} that you wanted and hardly feared.",
            grouped(easy)
        ),
    };
    format!("{worth} {easy}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(numbers: [u32; 4]) -> FearAndPull {
        let [much_much, much_little, little_much, little_little] = numbers;
        FearAndPull {
            much_fear_much_pull: much_much,
            much_fear_little_pull: much_little,
            little_fear_much_pull: little_much,
            little_fear_little_pull: little_little,
        }
    }

    #[test]
    fn what_is_worth_the_embarrassment_is_said_from_ten_asks_on() {
        assert_eq!(
            sentences(&counts([4, 2, 2, 1])),
            "9 asks have both a fear and a pull, too few to compare."
        );
        assert_eq!(
            sentences(&counts([1, 0, 0, 0])),
            "1 ask has both a fear and a pull, too few to compare."
        );
        assert_eq!(
            sentences(&counts([5, 2, 2, 1])),
            "Worth the embarrassment: 5 of 10 asks scared you, and you wanted them. \
             Easy and good: 2 that you wanted and hardly feared."
        );
        assert_eq!(
            sentences(&counts([1, 8, 1, 0])),
            "Worth the embarrassment: 1 of 10 asks scared you, and you wanted it. \
             Easy and good: 1 that you wanted and hardly feared."
        );
        assert_eq!(
            sentences(&counts([0, 10, 0, 0])),
            "None of these 10 asks both scared you and tempted you."
        );
    }
}
