//! `nos card` as a picture.

use std::path::Path;

use serde_json::Value;

use super::*;
use crate::{pictures, year};

#[test]
fn an_empty_journal_has_a_picture_too() {
    let home = TestEnv::at("2026-11-23T19:30:00+01:00");
    for size in ["wide", "square", "story"] {
        let came = home.run(&["card", "--format", "svg", "--size", size]);
        assert!(out(&came).contains(" 0 nos in 2026.<"));
    }
}

#[test]
fn the_format_is_the_one_said_else_that_of_the_ending_else_text() {
    let home = spring();
    let written = |args: &[&str], name: &str| {
        let file = path(&home, name);
        let came = home.run(&[&["card", "-o", &file], args].concat());
        assert_eq!(came.status, 0, "{came:?}");
        fs::read(file).unwrap()
    };
    assert!(written(&[], "a.svg").starts_with(b"<svg "));
    assert!(written(&[], "a.SVG").starts_with(b"<svg "));
    assert!(written(&["--format", "svg"], "b").starts_with(b"<svg "));
    assert!(written(&["--format", "svg"], "b.txt").starts_with(b"<svg "));
    for (args, name) in [
        (&[][..], "c"),
        (&[], "c.md"),
        (&["--format", "text"], "c.svg"),
    ] {
        assert!(written(args, name).starts_with(b"43/1,000 nos"), "{name}");
    }
    let came = home.run(&["card", "-o", &path(&home, "card.jpg")]);
    let ending = if cfg!(feature = "png") { "png" } else { "svg" };
    assert_eq!(came.status, 2);
    assert_eq!(
        came.err,
        format!(
            "error: a card is drawn as PNG or SVG, not as jpg\nhint: nos card -o card.{ending}\n"
        )
    );
    assert!(!home.folder().join("card.jpg").exists());
}

#[test]
fn a_file_that_is_there_is_not_overwritten_without_force() {
    let home = spring();
    let file = path(&home, "card.svg");
    fs::write(&file, "mine").unwrap();
    let came = home.run(&["card", "-o", &file]);
    assert_eq!((came.status, came.out.as_str()), (1, ""));
    assert!(came.err.contains("wasn't overwritten"), "{}", came.err);
    assert!(came.err.contains("--force"), "{}", came.err);
    assert_eq!(fs::read(&file).unwrap(), b"mine");
    assert_eq!(home.run(&["card", "-o", &file, "--force"]).status, 0);
    assert!(fs::read(&file).unwrap().starts_with(b"<svg "));
}

#[test]
fn what_was_written_is_said_with_its_words() {
    let home = spring();
    let file = path(&home, "card.svg");
    let came = home.run(&["card", "-o", &file, "--size", "story"]);
    assert_eq!(
        out(&came),
        format!(
            "Card written to {file}, 1080 by 1920.\n{}\n",
            out(&home.run(&["card"])).lines().nth(1).unwrap()
        )
    );
    let came = home.run(&["card", "-o", &path(&home, "quiet.svg"), "-q"]);
    assert_eq!((came.status, came.out.as_str()), (0, ""));
}

#[test]
fn a_card_gives_nothing_away_but_counts() {
    let home = spring();
    for args in [
        &["card"][..],
        &["card", "--json"],
        &["card", "--format", "svg"],
        &["card", "--format", "svg", "--size", "story"],
        &["card", "--format", "svg", "--size", "badge"],
        &["card", "--format", "svg", "--about", "yeses"],
    ] {
        let came = home.run(args);
        let told = out(&came).to_lowercase();
        for secret in ["mallory", "<script", "alert", "\u{202e}", "\u{1b}"] {
            assert!(!told.contains(secret), "{args:?} {secret:?}");
        }
    }
}

#[test]
fn a_card_is_the_same_on_every_run() {
    let home = spring();
    let args = ["card", "--format", "svg", "--theme", "dark"];
    assert_eq!(out(&home.run(&args)), out(&home.run(&args)));
}

/// The cards of the README are those of a year that is always the same. `NOS_BLESS=1 cargo test
/// --test it card` draws them anew.
#[test]
fn the_cards_of_the_readme_are_as_they_are_drawn() {
    let home = pictures::home(&year::log(), year::NOW);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    for theme in ["light", "dark"] {
        let name = format!("tests/it/pictures/card-{theme}.svg");
        let came = home.run(&["card", "--format", "svg", "--theme", theme]);
        if pictures::is_blessed() {
            fs::write(root.join(&name), out(&came)).unwrap();
        }
        let kept = fs::read_to_string(root.join(&name)).unwrap_or_default();
        assert_eq!(out(&came), kept, "{name} is not as it is drawn");
        assert!(readme.contains(&name), "{name}");
    }
    let told: Value = serde_json::from_str(out(&home.run(&["card", "--json"]))).unwrap();
    let alt = format!("alt=\"{}\"", told["description"].as_str().unwrap());
    assert!(readme.contains(&alt), "{alt}");
}

#[test]
fn a_title_that_the_letters_of_a_card_lack_is_refused() {
    let came = spring().run(&["card", "--title", "לא is no"]);
    assert_eq!((came.status, came.out.as_str()), (2, ""));
    assert_eq!(
        came.err,
        "error: the letters of a card have no `ל`: they are those of Latin, Greek and Cyrillic \
         scripts\nhint: nos card --title 'My year of no'\n"
    );
}

#[test]
fn a_hostile_title_is_text_and_nothing_else() {
    let home = spring();
    let title = "</title><script>alert('&\"')</script>]]>";
    for size in ["wide", "badge"] {
        let came = home.run(&["card", "--format", "svg", "--title", title, "--size", size]);
        assert!(!out(&came).contains("<script"), "{}", came.out);
    }
}

#[test]
fn what_is_made_to_be_shown_has_the_rights_of_the_umask() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = spring();
    let mode = |name: &str| {
        let rights = fs::metadata(home.folder().join(name))
            .unwrap()
            .permissions();
        rights.mode() & 0o777
    };
    fs::write(home.folder().join("plain"), "").unwrap();
    assert_eq!(
        home.run(&["card", "-o", &path(&home, "card.svg")]).status,
        0
    );
    assert_eq!(
        home.run(&["report", "-o", &path(&home, "2026.html")])
            .status,
        0
    );
    assert_eq!(
        home.run(&["export", "-o", &path(&home, "asks.csv")]).status,
        0
    );
    assert_eq!([mode("card.svg"), mode("2026.html")], [mode("plain"); 2]);
    assert_eq!(mode("asks.csv"), 0o600);
}

#[test]
fn drawing_a_card_writes_nothing_but_its_file() {
    let home = TestEnv::at("2026-11-23T19:30:00+01:00");
    assert_eq!(
        home.run(&["card", "-o", &path(&home, "card.svg")]).status,
        0
    );
    let names: Vec<_> = fs::read_dir(home.folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["card.svg"]);
}

#[test]
fn the_file_that_was_written_is_in_the_json() {
    let home = spring();
    let file = path(&home, "card.svg");
    let came = home.run(&["card", "--json", "-o", &file]);
    assert_eq!(came.status, 0, "{came:?}");
    let ended = format!(r#""path":"{file}","format":"svg","width":1200,"height":630}}"#);
    assert!(came.out.trim_end().ends_with(&ended), "{}", came.out);
}

#[cfg(not(feature = "png"))]
#[test]
fn a_nos_without_png_says_so() {
    let home = spring();
    let came = home.run(&["card", "-o", &path(&home, "card.png")]);
    assert_eq!(came.status, 2);
    assert_eq!(
        came.err,
        "error: this nos was built without PNG\nhint: nos card -o card.svg\n"
    );
    assert!(!home.folder().join("card.png").exists());
}

#[cfg(feature = "png")]
mod png {
    use std::path::PathBuf;
    use std::process::Command;

    use super::*;
    use crate::home::Home;
    use crate::terminal::installed;

    #[test]
    fn a_png_goes_through_a_pipe_and_not_to_a_terminal() {
        let home = Home::new();
        let args = ["card", "--format", "png"];
        let output = home.command("2026-11-23", &args).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        assert!(output.stdout.starts_with(b"\x89PNG\r\n\x1a\n"));
        let mut home = spring();
        home.terminal.stdout = true;
        let came = home.run(&args);
        assert_eq!((came.status, came.out.as_str()), (1, ""));
        assert_eq!(
            came.err,
            "error: a PNG isn't to be read on a terminal\nhint: nos card -o card.png\n"
        );
    }

    /// How far two pictures are apart, 0 to 1, as the root mean square over all pixels.
    fn distance(one: &Path, other: &Path, compare: &Path) -> f64 {
        let output = Command::new(compare)
            .args(["-metric", "RMSE"])
            .args([one, other])
            .arg("null:")
            .output()
            .unwrap();
        // `372.8 (0.0057)`, of 65535 and of 1.
        let told = String::from_utf8(output.stderr).unwrap();
        let share = told.split(['(', ')']).nth(1).unwrap_or(&told);
        share.parse().unwrap_or_else(|_| panic!("{told}"))
    }

    #[test]
    fn the_pixels_are_those_that_another_renderer_draws() {
        let home = pictures::home(&year::log(), year::NOW);
        let file = |name: &str| -> PathBuf { home.folder().join(name) };
        let (Some(rsvg), Some(compare)) = (installed("rsvg-convert"), installed("compare")) else {
            return;
        };
        let themes = ["light", "dark", "red"];
        for (size, about) in [
            ("wide", "goal"),
            ("wide", "yeses"),
            ("square", "goal"),
            ("square", "fear"),
            ("story", "goal"),
            ("story", "fear"),
            ("badge", "goal"),
        ] {
            for theme in themes {
                for name in ["card.svg", "card.png"] {
                    let to = path(&home, name);
                    let how = ["--size", size, "--about", about, "--theme", theme];
                    let args = [&["card", "-f", "-o", &to][..], &how].concat();
                    assert_eq!(home.run(&args).status, 0);
                }
                let drawn = Command::new(&rsvg)
                    .arg(file("card.svg"))
                    .arg("-o")
                    .arg(file("other.png"))
                    .status()
                    .unwrap();
                assert!(drawn.success());
                let apart = distance(&file("card.png"), &file("other.png"), &compare);
                assert!(apart <= 0.02, "{size} {about} {theme}: {apart}");
            }
        }
    }
}

#[test]
fn on_a_terminal_what_the_card_says_is_broken_between_words() {
    let mut home = spring();
    home.terminal = nos::system::Terminal {
        stdout: true,
        width_cols: Some(60),
        ..nos::system::Terminal::default()
    };
    let told = home.run(&["card", "-o", &path(&home, "card.svg")]).out;
    let seen: Vec<&str> = told.lines().skip(1).collect();
    assert!(seen.len() > 2, "{told}");
    assert!(seen.iter().all(|line| line.len() <= 60), "{told}");
}
