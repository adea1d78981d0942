use super::super::problem::Remedy;
use super::*;

fn mapped(names: &[&str], rules: &[&str]) -> Result<Vec<(String, &'static str)>, UnusableFile> {
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let rules: Vec<Rule> = rules
        .iter()
        .map(|rule| Rule::parse(rule).unwrap())
        .collect();
    let stated = GivenValues {
        outcome: names.len() < 4
            && !names
                .iter()
                .any(|name| is_name_of(name, ImportField::Outcome)),
        text: false,
    };
    let mapping = Mapping::new(&names, 1, &rules, &[], stated)?;
    Ok(mapping
        .columns
        .into_iter()
        .filter_map(|column| Some((column.name, column.usage.field()?.name())))
        .collect())
}

fn pairs(pairs: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    pairs
        .iter()
        .map(|(name, field)| ((*name).to_owned(), *field))
        .collect()
}

#[test]
fn a_job_title_and_a_company_are_text_and_whom() {
    assert_eq!(
        mapped(
            &[
                "Company",
                "Job Title",
                "Date Applied",
                "STATUS",
                "Job URL",
                "Notes"
            ],
            &[]
        ),
        Ok(pairs(&[
            ("Company", "to"),
            ("Job Title", "text"),
            ("Date Applied", "asked_on"),
            ("STATUS", "outcome"),
            ("Notes", "note"),
        ]))
    );
}

#[test]
fn a_column_is_known_whatever_its_case_blanks_brackets_and_punctuation() {
    for name in [
        "asked_on",
        "Asked On",
        "ASKED-ON",
        " asked on* ",
        "Asked on (day)",
    ] {
        assert_eq!(
            mapped(&["ask", name], &[]),
            Ok(pairs(&[("ask", "text"), (name, "asked_on")])),
            "{name}"
        );
    }
}

#[test]
fn the_words_that_people_and_tools_use_are_known() {
    for (field, words) in [
        (
            ImportField::Text,
            "ask, question, title, description, what, request, rejection, role, job title, position",
        ),
        (
            ImportField::To,
            "to, who, askee, company, employer, publisher, market, journal, organisation, casting director",
        ),
        (
            ImportField::Outcome,
            "outcome, status, result, decision, answer",
        ),
        (
            ImportField::AskedOn,
            "date, asked, date asked, date sent, date applied, submitted, timestamp, created at",
        ),
        (
            ImportField::AnsweredOn,
            "response date, date responded, result date, decided on, status updated on",
        ),
        (ImportField::Tags, "tags, category, type"),
        (
            ImportField::Note,
            "note, notes, comment, lesson, reflection",
        ),
        (ImportField::Fear, "fear, anxiety before, difficulty"),
        (ImportField::Sting, "sting, anxiety after"),
        (ImportField::Odds, "odds"),
    ] {
        for word in words.split(", ") {
            assert!(is_name_of(word, field), "{word}");
            assert!(
                is_name_of(&word.to_uppercase().replace(' ', "_"), field),
                "{word}"
            );
        }
    }
}

#[test]
fn what_stands_in_brackets_may_tell_two_columns_apart() {
    assert_eq!(
        mapped(&["Ask", "Anxiety (before)", "Anxiety (after)"], &[]),
        Ok(pairs(&[
            ("Ask", "text"),
            ("Anxiety (before)", "fear"),
            ("Anxiety (after)", "sting"),
        ]))
    );
}

#[test]
fn the_keys_of_an_ask_mean_themselves() {
    let names = ImportField::ALL.map(ImportField::name);
    let expected: Vec<_> = names.map(|name| (name, name)).to_vec();
    assert_eq!(mapped(&names, &[]), Ok(pairs(&expected)));
}

#[test]
fn of_two_names_for_a_field_the_more_telling_one_counts() {
    assert_eq!(
        mapped(
            &["Description", "Created at", "Question", "Date asked"],
            &[]
        ),
        Ok(pairs(&[("Question", "text"), ("Date asked", "asked_on")]))
    );
}

#[test]
fn a_map_goes_before_what_is_recognised() {
    assert_eq!(
        mapped(
            &["Ask", "Details", "Difficulty"],
            &["details = text", "Difficulty=ignore"]
        ),
        Ok(pairs(&[("Details", "text")]))
    );
}

#[test]
fn two_columns_of_one_name_are_refused_where_they_matter() {
    let refused = mapped(&["Ask", "Note", "note "], &[]).unwrap_err();
    assert_eq!(refused.reason, "two columns are called \"Note\"");
    assert!(mapped(&["Ask", "Link", "Link"], &[]).is_ok());
    assert!(mapped(&["Ask", "Link", "Link"], &["Link=note"]).is_err());
}

#[test]
fn two_names_that_say_the_same_are_one_column() {
    assert_eq!(
        mapped(
            &["Position/Role", "Company/Organization", "Status/Stage"],
            &[]
        ),
        Ok(pairs(&[
            ("Position/Role", "text"),
            ("Company/Organization", "to"),
            ("Status/Stage", "outcome"),
        ]))
    );
}

#[test]
fn a_scale_is_read_from_the_name() {
    for (name, expected) in [
        ("Fear (1-5)", Some(5)),
        ("Fear 0–10", Some(10)),
        ("Fear (out of 5)", Some(5)),
        ("Fear /100", Some(100)),
        ("Fear", None),
        ("Fear 2", None),
    ] {
        assert_eq!(scale(name), expected, "{name}");
    }
}

#[test]
fn a_file_without_a_column_for_the_ask_is_refused_with_a_way_out() {
    let refused = mapped(&["Wish", "Status"], &[]).unwrap_err();
    assert_eq!(
        refused.reason,
        "no column says what was asked for; the columns are \"Wish\", \"Status\""
    );
    assert_eq!(
        refused.way_out,
        Some(Remedy::Flags(vec![Flag::map("Wish=text")]))
    );
}

#[test]
fn a_map_of_a_column_that_is_not_there_is_refused() {
    let refused = mapped(&["Ask"], &["Question=text"]).unwrap_err();
    assert_eq!(
        refused.reason,
        "--map names the column \"Question\", but the file has \"Ask\""
    );
}

#[test]
fn every_known_name_is_written_as_it_is_compared() {
    for field in ImportField::ALL {
        for name in names::names_of(field) {
            assert_eq!(key(name), name);
        }
    }
}
