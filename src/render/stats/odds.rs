//! The odds that were guessed against those that were met, and what else a long practice shows:
//! how many nos a yes takes, and how soon comes the next ask after a no that hurt.

use super::super::format::{counted, days, during, grouped, nos, percent, tenths};
use super::super::pace::CLAIM_LEAST;
use super::super::style::{Ink, OutputMedium, Style};
use super::super::table::{Align, Table, TableCell};
use super::super::wrap::lines_of;
use super::LABELS;
use crate::domain::daily_counts::Counts;
use crate::domain::stats::Stats;
use crate::domain::story::{BANDS, OddsMet};

/// So many tags are named beside the nos for each yes.
const TAGS_NAMED: usize = 3;

/// A line each: odds, nos for each yes, asking again.
pub(super) fn story(stats: &Stats, style: &Style) -> String {
    let sentences = [
        ("Odds", odds(stats)),
        ("Yeses", per_yes(stats)),
        ("Again", again(stats)),
    ];
    sentences
        .into_iter()
        .filter_map(|(label, sentence)| Some(LABELS.line(label, &sentence?, style)))
        .collect()
}

/// `You guess 18% and people say yes to 34% (50 answers). Of 12 long shots, 5% or less, 2 were a yes.`
fn odds(stats: &Stats) -> Option<String> {
    let odds = &stats.odds;
    let (guessed, met) = (odds.guessed()?, odds.met()?);
    let answers = counted(odds.count, "answer", "answers");
    if odds.count < CLAIM_LEAST {
        return Some(format!(
            "{answers} with a guess beforehand, too few to compare."
        ));
    }
    let told = format!(
        "You guess {} and people say yes to {} ({answers}).",
        percent(guessed),
        percent(met)
    );
    Some(match long_shots(stats) {
        Some(long_shots) => format!("{told} {long_shots}"),
        None => told,
    })
}

/// `Of 12 long shots, 5% or less, 2 were a yes.`
pub(crate) fn long_shots(stats: &Stats) -> Option<String> {
    let [long_shots, ..] = &stats.by_odds;
    if long_shots.count < CLAIM_LEAST {
        return None;
    }
    let yeses = match long_shots.yes {
        0 => "none was a yes yet".to_owned(),
        1 => "1 was a yes".to_owned(),
        yes => format!("{} were a yes", grouped(yes)),
    };
    let count = grouped(long_shots.count);
    Some(format!("Of {count} long shots (5% or less), {yeses}."))
}

/// `Each took 4.7 nos: +shops 1.3, +auditions 8.8. The longest way to one was 39 nos.`
fn per_yes(stats: &Stats) -> Option<String> {
    let counts = &stats.counts;
    let all = counts
        .nos_per_yes()
        .filter(|_| counts.answered() >= CLAIM_LEAST)?;
    let rate = |counts: &Counts| {
        let rate = counts.nos_per_yes()?;
        (counts.answered() >= CLAIM_LEAST).then_some(rate)
    };
    let by_tag = stats.by_tag.iter();
    let tags: Vec<String> = by_tag
        .filter_map(|(tag, counts)| Some(format!("+{tag} {}", tenths(rate(counts)?))))
        .take(TAGS_NAMED)
        .collect();
    let tags = if tags.is_empty() {
        String::new()
    } else {
        format!(": {}", tags.join(", "))
    };
    let longest = stats.runs.behind.iter().max().filter(|&&most| most > 1);
    let longest = longest.map_or(String::new(), |&most| {
        format!(" The longest way to one was {}.", nos(most))
    });
    Some(format!("Each took {} nos{tags}.{longest}", tenths(all)))
}

/// `Half the time you ask again within 2 days of a no that hurt (12 of them).`
fn again(stats: &Stats) -> Option<String> {
    let again = &stats.asking_again;
    let median = again.median.filter(|_| again.count >= CLAIM_LEAST)?;
    let within = format!("{:.0}", median.ceil());
    let within = days(within.parse::<u64>().ok()?);
    Some(format!(
        "After a no that hurt, half the time you ask again within {within} ({}).",
        nos(again.count)
    ))
}

/// The bands as a table with all their numbers; in a pipe whole, tab-separated and alone.
pub(super) fn draw(stats: &Stats, style: &Style) -> String {
    if stats.odds.count == 0 {
        return match style.medium {
            OutputMedium::Pipe => String::new(),
            OutputMedium::Terminal => {
                let told = format!("No answer with odds {}.", during(stats.span));
                lines_of(&told, style.width_cols).join("\n") + "\n"
            }
        };
    }
    let mut table = Table::new()
        .column("Odds", Align::Left)
        .column("answers", Align::Right)
        .column("yes", Align::Right)
        .column("guessed", Align::Right)
        .column("said yes", Align::Right);
    for (band, met) in BANDS.iter().zip(&stats.by_odds) {
        let dash = style.glyph("–", "-");
        let band = match style.medium {
            OutputMedium::Pipe => format!("{}-{}", band.start(), band.end()),
            OutputMedium::Terminal => format!("{}{dash}{}%", band.start(), band.end()),
        };
        let share = |ratio: Option<f64>| ratio.map_or(String::new(), percent);
        table.row(vec![
            TableCell::new(band),
            TableCell::new(grouped(met.count)),
            TableCell::inked(Ink::Yes, grouped(met.yes)),
            TableCell::new(share(met.guessed())),
            TableCell::new(share(claimed(met))),
        ]);
    }
    if style.medium == OutputMedium::Pipe {
        return table.draw(style);
    }
    let mut told = odds(stats).unwrap_or_default();
    let is_unclaimed = |met: &OddsMet| met.count > 0 && met.count < CLAIM_LEAST;
    if stats.by_odds.iter().any(is_unclaimed) && stats.odds.count >= CLAIM_LEAST {
        let least = counted(CLAIM_LEAST, "answer", "answers");
        told.push_str(&format!(" A share of yeses needs {least}."));
    }
    table.aligned(style) + &LABELS.line("", &told, style)
}

/// The share of yeses, if there are answers enough to claim one.
fn claimed(met: &OddsMet) -> Option<f64> {
    met.met().filter(|_| met.count >= CLAIM_LEAST)
}
