//! Every icon file from the three drawings in `icons/`.

use std::fs;
use std::path::Path;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// Up to this many pixels the simplified drawing reads better than the full one.
const SMALL: u32 = 40;

pub(crate) fn run(root: &Path) -> Result<(), String> {
    let folder = root.join("icons");
    let load = |name: &str| -> Result<Tree, String> {
        let text = fs::read(folder.join(name)).map_err(|e| format!("icons/{name}: {e}"))?;
        Tree::from_data(&text, &Options::default()).map_err(|e| format!("icons/{name}: {e}"))
    };
    let (full, small, tray) = (load("icon.svg")?, load("icon-small.svg")?, load("tray.svg")?);
    let png = |size: u32| render(if size <= SMALL { &small } else { &full }, size);

    let write = |name: &str, bytes: &[u8]| -> Result<(), String> {
        println!("icons/{name}: {} bytes", bytes.len());
        fs::write(folder.join(name), bytes).map_err(|e| format!("icons/{name}: {e}"))
    };
    for (name, size) in [
        ("16x16.png", 16),
        ("32x32.png", 32),
        ("64x64.png", 64),
        ("128x128.png", 128),
        ("128x128@2x.png", 256),
        ("icon.png", 512),
    ] {
        write(name, &png(size)?)?;
    }
    write("tray.png", &render(&tray, 44)?)?;
    write("icon.ico", &ico(&[16, 24, 32, 48, 64, 256], png)?)?;
    write("icon.icns", &icns(png)?)
}

fn render(tree: &Tree, size: u32) -> Result<Vec<u8>, String> {
    let mut pixmap = Pixmap::new(size, size).ok_or("no pixels")?;
    #[expect(clippy::cast_precision_loss, reason = "an icon has at most 1024 pixels a side")]
    let scale = size as f32 / tree.size().width();
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|e| e.to_string())
}

/// A Windows icon whose images are PNG (read since Vista).
fn ico(sizes: &[u32], png: impl Fn(u32) -> Result<Vec<u8>, String>) -> Result<Vec<u8>, String> {
    let images = sizes.iter().map(|&size| png(size)).collect::<Result<Vec<_>, _>>()?;
    let count = u16::try_from(images.len()).map_err(|e| e.to_string())?;
    let mut out = Vec::new();
    for word in [0, 1, count] {
        out.extend(word.to_le_bytes());
    }
    let mut offset = 6 + 16 * u32::from(count);
    for (&size, image) in sizes.iter().zip(&images) {
        let length = u32::try_from(image.len()).map_err(|e| e.to_string())?;
        // A side of 256 is written as 0.
        let side = u8::try_from(size).unwrap_or(0);
        out.extend([side, side, 0, 0, 1, 0, 32, 0]);
        out.extend(length.to_le_bytes());
        out.extend(offset.to_le_bytes());
        offset += length;
    }
    out.extend(images.concat());
    Ok(out)
}

/// A macOS icon: PNG images under the type codes of their sizes.
fn icns(png: impl Fn(u32) -> Result<Vec<u8>, String>) -> Result<Vec<u8>, String> {
    let mut body = Vec::new();
    for (code, size) in [
        (b"icp4", 16),
        (b"icp5", 32),
        (b"ic11", 32),
        (b"ic12", 64),
        (b"ic07", 128),
        (b"ic13", 256),
        (b"ic08", 256),
        (b"ic14", 512),
        (b"ic09", 512),
        (b"ic10", 1024),
    ] {
        let image = png(size)?;
        body.extend(code);
        body.extend((u32::try_from(image.len()).map_err(|e| e.to_string())? + 8).to_be_bytes());
        body.extend(image);
    }
    let length = u32::try_from(body.len()).map_err(|e| e.to_string())? + 8;
    Ok([b"icns".as_slice(), &length.to_be_bytes(), &body].concat())
}
