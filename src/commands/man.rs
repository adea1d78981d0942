//! `nos man`: the manual, on standard output or as files in a folder.

use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;

use crate::cli::manual::Page;
use crate::cli::shell::ManArgs;
use crate::cli::{self, manual};
use crate::error::Exit;
use crate::render::format;
use crate::render::style::OutputMedium;

use super::context::Context;

/// How wide the help is from which the pages are made; `man` breaks the lines itself.
const WIDTH_COLS: usize = 80;

/// Prints the page of `nos`, or writes all pages into a folder, which is made if need be.
pub(super) fn run(args: &ManArgs, context: &mut Context<'_>) -> anyhow::Result<Exit> {
    let pages = manual::pages(cli::command(WIDTH_COLS))?;
    match &args.output {
        None => {
            if let Some(first) = pages.first() {
                print(first, context)?;
            }
        }
        Some(folder) => {
            write(&pages, folder)?;
            if !context.is_quiet() {
                let told = format!(
                    "{} in {}\n",
                    format::counted(pages.len() as u64, "page", "pages"),
                    folder.display()
                );
                context.system.print(told.as_bytes())?;
            }
        }
    }
    Ok(Exit::Done)
}

/// Prints a page: as people read it on a terminal that has a `man` to make it so, else as it is
/// written for one.
fn print(page: &Page, context: &mut Context<'_>) -> anyhow::Result<()> {
    if context.style.medium == OutputMedium::Terminal {
        let mut file = tempfile::NamedTempFile::new().context("can't make a temporary file")?;
        file.write_all(&page.roff)
            .context("can't write a temporary file")?;
        if let Some(text) = context.system.manual_page(file.path()) {
            return context.page(&String::from_utf8_lossy(&text));
        }
        context.note("There's no man here to show the page, so this is its source.");
    }
    context.system.print(&page.roff)
}

fn write(pages: &[Page], folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("can't make the folder {}", folder.display()))?;
    for page in pages {
        let path = folder.join(&page.file_name);
        std::fs::write(&path, &page.roff)
            .with_context(|| format!("can't write {}", path.display()))?;
    }
    Ok(())
}
