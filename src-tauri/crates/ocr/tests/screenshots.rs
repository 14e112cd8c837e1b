//! Real screenshots through the real program. On Linux it must be there: `cargo xtask test`
//! installs it. The figures over many pictures are `cargo xtask bench ocr`'s.
#![expect(clippy::panic, reason = "a test that cannot run must fail")]

use ocr::{Cancel, OcrError, Tesseract};

const LIGHT: &[u8] = include_bytes!("pictures/order_light.png");
const DARK: &[u8] = include_bytes!("pictures/order_dark.jpg");

/// `None` where the program is absent and may be.
fn tesseract() -> Option<Tesseract> {
    match Tesseract::find() {
        Ok(found) => Some(found),
        Err(reason) if cfg!(target_os = "linux") => panic!(
            "{reason}: sudo apt-get install tesseract-ocr tesseract-ocr-chi-sim tesseract-ocr-eng"
        ),
        Err(_) => None,
    }
}

#[test]
fn a_screenshot_is_read_in_either_theme() {
    let Some(tesseract) = tesseract() else { return };
    for (theme, picture) in [("light", LIGHT), ("dark", DARK)] {
        let reading = tesseract.read(picture, &Cancel::default(), &|_| {}).expect("it is read");
        for line in [
            "订单详情",
            "充值号码  13874920563",
            "实付款  \u{A5}97.80",
            "付款时间  2026-07-18 09:41:37",
        ] {
            assert!(
                reading.text.lines().any(|l| l == line),
                "{line} is on the {theme} page: {}",
                reading.text
            );
        }
    }
}

#[test]
fn a_number_is_found_in_the_picture() {
    let Some(tesseract) = tesseract() else { return };
    let reading = tesseract.read(LIGHT, &Cancel::default(), &|_| {}).expect("it is read");
    let number = "13874920563";
    let at = reading.text.find(number).expect("the number is read");
    let start = u32::try_from(at).expect("a short text");
    let boxes = reading.boxes_of(start..start + 11);
    let [place] = boxes.as_slice() else { panic!("one line, one box: {boxes:?}") };
    // Drawn at 720 pixels wide, right-aligned to 672.
    let right = place.left + place.width;
    assert!((480..520).contains(&place.left) && (660..685).contains(&right), "{place:?}");
    assert!((15..40).contains(&place.height), "a line of text at 2x: {place:?}");
    assert!(reading.confidence_of(start..start + 11) > Some(60), "both models agree");
}

#[test]
fn a_reading_can_be_cancelled_and_tells_how_far_it_is() {
    let Some(tesseract) = tesseract() else { return };
    let cancel = Cancel::default();
    let stop = cancel.clone();
    let seen = std::sync::Mutex::new(Vec::new());
    let progress = |percent: u8| {
        seen.lock().expect("no thread panics").push(percent);
        stop.cancel();
    };
    let ended = tesseract.read(LIGHT, &cancel, &progress);
    assert_eq!(ended.map(|reading| reading.text), Err(OcrError::Cancelled));
    assert!(!seen.lock().expect("no thread panics").is_empty());
}
