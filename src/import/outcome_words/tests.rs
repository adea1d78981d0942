use super::*;

fn alone(word: &str) -> Meaning {
    beside(word, &[])
}

fn beside(word: &str, others: &[&str]) -> Meaning {
    let words = others.iter().chain([&word]).map(|word| plain(word));
    meaning(
        word,
        &OutcomeColumn {
            words: words.collect(),
            is_reply: false,
        },
    )
}

#[test]
fn the_words_of_the_field_are_known_whatever_their_case_and_punctuation() {
    use Outcome::{Ghosted, No, Pending, Yes};
    for (words, expected) in [
        (
            "Rejected; REJECTED – form; declined.; Turned down; Didn’t get it; ❌; auto-reject; rejected after the onsite; Rejected - position filled; Rejected (no visa); not selected for interview; Position closed; job closed; triaged; discussed, not funded; Unqualified; ✖\u{fe0f}; 🔴",
            No,
        ),
        (
            "accepted; Offer; booked!; Published; ✔\u{fe0f}; offerReceived; admitted; accepted with funding; second place; rejected offer; ✅ Accepted; ☑\u{fe0f}",
            Yes,
        ),
        (
            "ghosted 👻; No response; never-responded; Closed/No Response; noResponse; no_response; Ghosted after 2 rounds; no response after 3 weeks",
            Ghosted,
        ),
        (
            "applied; Submitted; waiting…; unanswered; email sent; ongoing; applied via LinkedIn; Application Viewed; awaiting feedback; pending contract; deferred; underReview; 🟡",
            Pending,
        ),
    ] {
        for word in words.split("; ") {
            assert_eq!(alone(word), Meaning::Outcome(expected), "{word}");
        }
    }
}

#[test]
fn the_words_of_nos_itself_are_known() {
    for expected in Outcome::ALL {
        assert_eq!(alone(expected.name()), Meaning::Outcome(expected));
    }
}

#[test]
fn a_word_that_could_be_anything_is_not_known() {
    for word in [
        "blocked",
        "withdrawn",
        "closed",
        "archived",
        "maybe",
        "2",
        "true",
        "no idea",
        "yes but",
        "second",
        "rejectedd",
        "ccepted",
        "Connected - Interested",
        "rejected by me",
        "applied elsewhere",
    ] {
        assert_eq!(alone(word), Meaning::Unknown, "{word}");
    }
}

#[test]
fn a_word_of_two_meanings_is_read_by_its_neighbours_or_not_at_all() {
    let says = Meaning::Outcome;
    assert_eq!(beside("Passed", &["Failed"]), says(Outcome::Yes));
    assert_eq!(beside("Pass", &["Full request"]), says(Outcome::No));
    assert_eq!(
        beside("Passed", &["Rejected", "Interview"]),
        Meaning::Unclear
    );
    assert_eq!(alone("passed"), Meaning::Unclear);
    assert_eq!(alone("Received"), Meaning::Unclear);
    assert_eq!(
        beside("Received", &["In-Progress", "Accepted"]),
        says(Outcome::Pending)
    );
    assert_eq!(beside("Received", &["Not received"]), says(Outcome::Yes));
    assert_eq!(beside("Selected", &["Not selected"]), says(Outcome::Yes));
    assert_eq!(alone("Selected"), Meaning::Unclear);
    assert_eq!(
        beside("Hold", &["Pinned", "Booked"]),
        says(Outcome::Pending)
    );
    assert_eq!(alone("Hold"), Meaning::Unclear);
    assert_eq!(alone("Declined"), says(Outcome::No));
    assert_eq!(beside("Declined", &["Rejected"]), Meaning::Unclear);
    assert_eq!(beside("Released", &["Avail"]), says(Outcome::No));
    assert_eq!(alone("Dropped"), Meaning::Unclear);
    assert_eq!(alone("Partial"), Meaning::Unclear);
}

#[test]
fn yes_and_no_of_a_reply_say_nothing_of_what_it_was() {
    let reply = OutcomeColumn {
        words: HashSet::new(),
        is_reply: true,
    };
    assert_eq!(meaning("Yes", &reply), Meaning::Unclear);
    assert_eq!(meaning("No", &reply), Meaning::Unclear);
    assert_eq!(meaning("Rejected", &reply), Meaning::Outcome(Outcome::No));
}

#[test]
fn what_happened_on_the_way_is_a_step() {
    for words in "2nd Interview; Round 3; callback; OA; Online Assessment; screening call; wait-listed; follow-up 1; interview 2; technical round; reference check; team matching; virtual onsite; meeting booked".split("; ") {
        assert_eq!(alone(words), Meaning::Step, "{words}");
    }
}

#[test]
fn a_wish_is_no_ask_yet() {
    for word in ["Wishlist", "To apply", "ready to apply", "watching", "Lead"] {
        assert_eq!(alone(word), Meaning::NotAskedYet, "{word}");
    }
    assert_eq!(alone("didn't apply"), Meaning::NotAsked);
}

#[test]
fn a_dash_is_nothing() {
    for word in ["-", "—", "N/A", "none", "Unknown"] {
        assert_eq!(alone(word), Meaning::Nothing, "{word}");
    }
}

#[test]
fn no_word_stands_in_two_lists_and_each_is_written_plainly() {
    let mut all: Vec<&str> = lists::OUTCOMES
        .into_iter()
        .chain(
            [lists::NOT_YET, lists::NOT_ASKED, lists::STEPS].map(|words| (Outcome::Pending, words)),
        )
        .flat_map(|(_, words)| lists::each(words))
        .collect();
    for word in &all {
        assert_eq!(plain(word), *word);
    }
    all.sort_unstable();
    let twice: Vec<_> = all.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(twice.is_empty(), "{twice:?}");
}
