//! `nos man`: the manual, on standard output or as files in a folder.

use std::io::Write as _;
use std::path::Path;

use anyhow::Context;

use crate::cli::manual::Page;
use crate::cli::shell::ManArgs;
use crate::cli::{self, manual};
use crate::failure::Exit;
use crate::render::style::Medium;
use crate::render::wording;

use super::session::Session;

/// How wide the help is from which the pages are made; `man` breaks the lines itself.
const WIDTH_COLS: usize = 80;

/// Prints the page of `nos`, or writes all pages into a folder, which is made if need be.
pub(super) fn run(args: &ManArgs, session: &mut Session<'_>) -> anyhow::Result<Exit> {
    let pages = manual::pages(cli::command(WIDTH_COLS))?;
    match &args.output {
        None => {
            if let Some(first) = pages.first() {
                print(first, session)?;
            }
        }
        Some(folder) => {
            write(&pages, folder)?;
            if !session.is_quiet() {
                let told = format!(
                    "{} in {}\n",
                    wording::counted(pages.len() as u64, "page", "pages"),
                    folder.display()
                );
                session.system.print(told.as_bytes())?;
            }
        }
    }
    Ok(Exit::Done)
}

/// Prints a page: as people read it on a terminal that has a `man` to make it so, else as it is
/// written for one.
fn print(page: &Page, session: &mut Session<'_>) -> anyhow::Result<()> {
    if session.style.medium == Medium::Terminal {
        let mut file = tempfile::NamedTempFile::new().context("cannot make a temporary file")?;
        file.write_all(&page.roff)
            .context("cannot write a temporary file")?;
        if let Some(text) = session.system.manual_page(file.path()) {
            return session.page(&String::from_utf8_lossy(&text));
        }
        session.note("There is no man here to show the page, so this is its source.");
    }
    session.system.print(&page.roff)
}

fn write(pages: &[Page], folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    for page in pages {
        let path = folder.join(&page.file_name);
        std::fs::write(&path, &page.roff)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
