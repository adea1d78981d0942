//! A section of the report.

use maud::{Markup, Render, html};

/// A part of the page.
pub(super) struct Section {
    /// What the contents link to.
    pub(super) id: &'static str,
    pub(super) heading: &'static str,
    pub(super) body: Markup,
}

impl Render for Section {
    fn render(&self) -> Markup {
        html! {
            section aria-labelledby=(self.id) {
                h2 id=(self.id) { (self.heading) }
                (self.body)
            }
        }
    }
}
