//! Pictures to attach.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use png::{BitDepth, ColorType, Encoder};

/// A PNG of coloured stripes; another `seed` makes another picture.
pub fn striped(width: u32, height: u32, seed: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a header");
    let stripe = |at: u32| {
        let shade = u8::try_from(at / 16 % 8).expect("a small number") * 24;
        [shade.wrapping_add(seed), 96 + shade / 2, 200 - shade]
    };
    let pixels: Vec<u8> =
        (0..height).flat_map(|y| (0..width).flat_map(move |x| stripe(x + y))).collect();
    writer.write_image_data(&pixels).expect("pixels");
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
