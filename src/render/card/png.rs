//! A card's SVG as pixels.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// The SVG drawn at its own size, as the bytes of a PNG. Nothing is read from the machine: texts
/// are outlines already, and there are no pictures in it.
///
/// # Errors
/// If the SVG cannot be read, or is too large to draw.
pub fn png(svg: &str) -> anyhow::Result<Vec<u8>> {
    let tree = Tree::from_str(svg, &Options::default())?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height())
        .ok_or_else(|| anyhow::anyhow!("a picture of {size:?} is too large to draw"))?;
    resvg::render(&tree, Transform::default(), &mut pixels.as_mut());
    Ok(pixels.encode_png()?)
}
