//! `nos man`: the manual, on standard output or as files in a folder.

use std::path::Path;

use anyhow::Context;

use crate::cli::manual::Page;
use crate::cli::shell::ManArgs;
use crate::cli::{self, manual};
use crate::failure::Exit;
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
                session.system.print(&first.roff)?;
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
