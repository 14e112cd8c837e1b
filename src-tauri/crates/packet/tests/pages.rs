//! Pages that are pictures keep what was shown, within the limits of the place they go to.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test writes files, and may end where it fails"
)]

#[allow(dead_code, reason = "of the programs, one word")]
#[path = "support/programs.rs"]
mod programs;

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use packet::{Fonts, PageError, PageLimits, page_pictures};

const FOOTER: &str =
    "证据 E003 · 第 {page} 页，共 {pages} 页 · 20260301-A · SHA-256 e3b0c442 98fc1c14";

fn fonts() -> Option<Fonts> {
    Fonts::of_system().ok().or_else(|| programs::absent("a font for Chinese"))
}

fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Bands of colour with noise, like a long conversation to whoever does not read.
fn long(width: u32, height: u32) -> Vec<u8> {
    let mut seed = 7_u32;
    png(&DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |_, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = u8::try_from(seed >> 27).unwrap();
        let band = u8::try_from(y / 97 % 7).unwrap();
        Rgb([band * 30 + noise, 200 - band * 20 + noise / 2, 120 + noise])
    })))
}

fn pages(picture: &[u8], limits: PageLimits) -> Option<Vec<RgbImage>> {
    let made = page_pictures(picture, FOOTER, limits, &mut fonts()?).unwrap();
    let mut pages = Vec::new();
    for (at, bytes) in made.iter().enumerate() {
        assert!(bytes.len() <= limits.bytes, "page {at} has {} bytes", bytes.len());
        assert!(bytes.starts_with(&[0xff, 0xd8]), "a JPEG");
        let page = image::load_from_memory_with_format(bytes, ImageFormat::Jpeg).unwrap();
        assert!(page.width() <= limits.width && page.height() <= limits.height, "page {at}");
        if let Ok(keep) = std::env::var("HEDAN_KEEP") {
            let name = format!("{keep}/page-{}-{at}.jpg", limits.width);
            std::fs::write(name, bytes).unwrap();
        }
        pages.push(page.into_rgb8());
    }
    Some(pages)
}

#[test]
fn a_long_one_is_cut_and_numbered() {
    let limits = PageLimits { width: 600, height: 1200, bytes: 500_000 };
    let Some(pages) = pages(&long(600, 4400), limits) else { return };
    assert_eq!(pages.len(), 4);
    // The footer is drawn: dark on white in the last rows.
    for page in &pages {
        let foot = page.height() - 30;
        let dark = page.enumerate_pixels().filter(|(_, y, p)| *y >= foot && p.0[1] < 90).count();
        assert!(dark > 300, "{dark} dark pixels");
    }
}

/// The line at the foot of each page says which of how many it is.
#[test]
fn each_page_has_its_own_number() {
    let limits = PageLimits { width: 600, height: 1200, bytes: 500_000 };
    let Some(numbered) = pages(&long(600, 4400), limits) else { return };
    let foot = |page: &RgbImage| {
        let from = page.height() - 20;
        image::imageops::crop_imm(page, 0, from, page.width(), 20).to_image()
    };
    let mut fonts = fonts().unwrap();
    for (at, page) in numbered.iter().enumerate() {
        // The same picture with the number written out has the same foot.
        let footer = FOOTER.replace("{page}", &(at + 1).to_string()).replace("{pages}", "4");
        let made = page_pictures(&long(600, 4400), &footer, limits, &mut fonts).unwrap();
        let written = image::load_from_memory(&made[at]).unwrap().into_rgb8();
        assert!(foot(page) == foot(&written), "page {}", at + 1);
        let other = image::load_from_memory(&made[(at + 1) % 4]).unwrap().into_rgb8();
        assert!(foot(&numbered[(at + 1) % 4]) != foot(&other), "page {} has another", at + 1);
    }
}

#[test]
fn one_that_is_a_little_too_high_stays_whole() {
    let limits = PageLimits { width: 620, height: 1100, bytes: 400_000 };
    let Some(pages) = pages(&long(640, 1400), limits) else { return };
    assert_eq!(pages.len(), 1);
}

#[test]
fn a_small_limit_of_bytes_makes_it_narrower() {
    let wide = PageLimits { width: 700, height: 1100, bytes: 50_000 };
    let Some(pages) = pages(&long(700, 800), wide) else { return };
    assert!(pages[0].width() < 700, "{}", pages[0].width());
    let nothing = PageLimits { bytes: 2_000, ..wide };
    let mut fonts = fonts().unwrap();
    let none = page_pictures(&long(700, 800), FOOTER, nothing, &mut fonts);
    assert_eq!(none, Err(PageError::TooNarrow), "rather than one that nobody can read");
}

/// As a camera writes it: a picture on its side, with where it was taken.
fn with_exif(picture: &RgbImage) -> Vec<u8> {
    let mut plain = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut plain, 95);
    picture.write_with_encoder(encoder).unwrap();
    // TIFF, one directory of two entries: the orientation, and who made it.
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    exif.extend(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
    exif.extend(b"\x3b\x01\x02\0\x0d\0\0\0\x26\0\0\0");
    exif.extend(b"\0\0\0\0NOBODYS-NAME\0");
    let length = u16::try_from(exif.len() + 2).unwrap();
    let marker = [&[0xff, 0xe1][..], &length.to_be_bytes(), &exif].concat();
    [&plain[..2], &marker, &plain[2..]].concat()
}

#[test]
fn exif_turns_it_upright_and_stays_behind() {
    let picture = RgbImage::from_fn(800, 500, |x, _| Rgb([if x < 400 { 250 } else { 20 }, 20, 20]));
    let bytes = with_exif(&picture);
    let limits = PageLimits { width: 900, height: 1600, bytes: 500_000 };
    let Some(pages) = pages(&bytes, limits) else { return };
    let [page] = &pages[..] else { panic!("one page") };
    // A quarter to the right: what was on the left is above.
    let middle = page.width() / 2;
    assert!(page.get_pixel(middle, 100).0[0] > 200 && page.get_pixel(middle, 700).0[0] < 80);
    let made = page_pictures(&bytes, FOOTER, limits, &mut fonts().unwrap()).unwrap();
    for mark in [&b"Exif"[..], b"II*\0", b"NOBODYS-NAME"] {
        assert!(bytes.windows(mark.len()).any(|bytes| bytes == mark), "{mark:?} was there");
        assert!(!made[0].windows(mark.len()).any(|bytes| bytes == mark), "{mark:?}");
    }
}

#[test]
fn what_is_seen_through_lies_on_white_and_nothing_hides_in_the_file() {
    let clear = RgbaImage::from_pixel(300, 200, Rgba([10, 20, 30, 0]));
    let limits = PageLimits { width: 900, height: 900, bytes: 500_000 };
    let Some(pages) = pages(&png(&DynamicImage::ImageRgba8(clear)), limits) else { return };
    let [page] = &pages[..] else { panic!("one page") };
    assert_eq!(page.get_pixel(page.width() / 2, 100).0, [255; 3]);
    let mut fonts = fonts().unwrap();
    let made = page_pictures(&long(500, 400), FOOTER, limits, &mut fonts).unwrap();
    for mark in [&b"Exif"[..], b"http://ns.adobe.com", b"ICC_PROFILE"] {
        assert!(!made[0].windows(mark.len()).any(|bytes| bytes == mark), "{mark:?}");
    }
    assert_eq!(page_pictures(b"text", FOOTER, limits, &mut fonts), Err(PageError::NotAPicture));
}
