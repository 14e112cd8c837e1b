//! Pictures to attach.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use png::{BitDepth, ColorType, Encoder};

/// A PNG of coloured stripes; another `seed` makes another picture.
pub fn striped(width: u32, height: u32, seed: u8) -> Vec<u8> {
    let stripe = |at: u32| {
        let shade = u8::try_from(at / 16 % 8).expect("a small number") * 24;
        [shade.wrapping_add(seed), 96 + shade / 2, 200 - shade]
    };
    let pixels: Vec<u8> =
        (0..height).flat_map(|y| (0..width).flat_map(move |x| stripe(x + y))).collect();
    png(&pixels, width, height)
}

/// Keeps a picture among those that the tests leave.
pub(super) fn keep(name: &str, rgb: &[u8], width: u32, height: u32) {
    let folder = super::screens();
    std::fs::create_dir_all(&folder).expect("a folder for pictures");
    let file = folder.join(format!("{name}.png"));
    std::fs::write(file, png(rgb, width, height)).expect("a picture");
}

fn png(rgb: &[u8], width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(rgb).expect("pixels");
    drop(writer);
    bytes
}

/// A PNG of any size in black, written row by row: a small file with many pixels.
pub fn black(path: &Path, width: u32, height: u32) {
    let file = BufWriter::new(File::create(path).expect("a file"));
    let mut encoder = Encoder::new(file, width, height);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    let mut writer = encoder.write_header().expect("a header");
    let mut rows = writer.stream_writer().expect("a stream");
    let row = vec![0; usize::try_from(width.div_ceil(8)).expect("a row")];
    for _ in 0..height {
        rows.write_all(&row).expect("a row");
    }
    rows.finish().expect("an end");
}
