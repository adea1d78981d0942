//! The manual as `man` itself takes it.

#[cfg(feature = "png")]
use std::collections::BTreeMap;
use std::fs;
#[cfg(feature = "png")]
use std::path::Path;
use std::process::Command;

use crate::home::Home;
use crate::terminal::installed;

#[test]
fn man_has_nothing_to_warn_of() {
    let home = Home::new();
    let pages = home.path().join("pages");
    let ran = home.run("2026-03-04", &["man", "-o", pages.to_str().unwrap()]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let Some(man) = installed("man") else { return };
    let mut seen = 0;
    for page in fs::read_dir(&pages).unwrap() {
        let output = Command::new(&man)
            .args(["--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z"])
            .arg(page.unwrap().path())
            .env("MANWIDTH", "80")
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
        seen += 1;
    }
    assert!(seen > 10, "{seen} pages");
}

#[test]
fn the_manual_of_nos_goes_to_standard_output() {
    let ran = Home::new().run("2026-03-04", &["man"]);
    assert!(ran.out.starts_with(".ie"), "{}", ran.out);
    assert!(ran.out.contains(".TH nos 1"), "{}", ran.out);
}

#[cfg(feature = "png")]
#[test]
fn the_manual_that_is_packaged_is_the_one_nos_writes() {
    let home = Home::new();
    let fresh = home.path().join("pages");
    home.run("2026-03-04", &["man", "-o", fresh.to_str().unwrap()]);
    let packaged = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/commands/man");
    let pages = |folder: &Path| {
        let entries = fs::read_dir(folder).unwrap();
        let pages = entries.map(|entry| entry.unwrap().path());
        pages
            .map(|page| {
                (
                    page.file_name().unwrap().to_owned(),
                    fs::read(page).unwrap(),
                )
            })
            .collect::<BTreeMap<_, _>>()
    };
    assert!(
        pages(&fresh) == pages(&packaged),
        "the flags have changed since: cargo run -- man -o src/commands/man"
    );
}
