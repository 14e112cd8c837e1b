//! What a person does in a case, and what is then to be seen.

use std::fs;

use serde_json::json;
use tests::harness::{Copied, Display, Home, Page, keysym, striped, wait_for};

use crate::steps::{all, is_toasted};
use crate::upkeep;

/// Goes to a room of the case.
pub(super) fn to(page: &Page, tab: &str) {
    page.click(&page.test_id(&format!("tab-{tab}")));
    wait_for("the room", || {
        let tab = all(page, &format!("tab-{tab}")).pop()?;
        (page.attribute(&tab, "data-state")? == "active").then_some(())
    });
}

pub(super) fn is(page: &Page, id: &str, words: &str) {
    wait_for(&format!("“{words}”"), || {
        let found = all(page, id).pop()?;
        page.says(&found).contains(words).then_some(())
    });
}

pub(super) fn enabled(page: &Page, id: &str) -> bool {
    all(page, id).pop().is_some_and(|found| page.attribute(&found, "disabled").is_none())
}

/// Answers a question of the case, which is the one that is asked.
pub(super) fn answer(page: &Page, question: &str, option: &str) {
    page.click(
        &page.find(&format!("[data-testid='question-{question}'] [data-testid='option-{option}']")),
    );
}

/// Changes an answer that was given, or that the record gave.
pub(super) fn answer_anew(page: &Page, question: &str, option: &str) {
    page.click(&page.test_id(&format!("change-{question}")));
    answer(page, question, option);
}

/// Takes one of the ways out.
pub(super) fn follow(page: &Page, remedy: &str) {
    let closed = format!("[data-testid='way-{remedy}'] > details:not([open]) > summary");
    page.test_id(&format!("way-{remedy}"));
    if let Some(summary) = page.find_all(&closed).first() {
        page.click(summary);
    }
    page.click(&page.test_id(&format!("follow-{remedy}")));
    page.find(&format!("[data-testid='way-{remedy}'].followed"));
}

/// Puts a picture into the place for a piece, through the system's dialog.
pub(super) fn put(page: &Page, display: &Display, home: &Home, place: &str) {
    put_by(page, display, home, place, &format!("put-{place}"));
}

/// The same by another button.
pub(super) fn put_by(page: &Page, display: &Display, home: &Home, place: &str, button: &str) {
    let path = home.folder().join(format!("{place}.png"));
    fs::write(&path, picture(place)).expect("a picture");
    page.click(&page.test_id(button));
    upkeep::choose(display, &path, false);
    is_filled(page, place);
}

/// The same by a paste.
pub(super) fn paste(page: &Page, display: &Display, place: &str) {
    let copied = Copied::new(display, &["image/png"], &picture(place));
    page.click(&page.test_id(&format!("aim-{place}")));
    display.focus_front();
    display.strike(&[keysym::CONTROL, u32::from('v')]);
    is_filled(page, place);
    drop(copied);
}

/// The same by dropping a file on the window.
pub(super) fn drop_on(page: &Page, display: &Display, home: &Home, place: &str) {
    let path = home.folder().join(format!("{place}.png"));
    fs::write(&path, picture(place)).expect("a picture");
    page.click(&page.test_id(&format!("aim-{place}")));
    display.drop_files(&[&path]);
    is_filled(page, place);
}

pub(super) fn is_filled(page: &Page, place: &str) {
    wait_for(&format!("a piece at `{place}`"), || {
        let slot = all(page, &format!("slot-{place}")).pop()?;
        (page.attribute(&slot, "data-met")? == "true").then_some(())
    });
}

/// Another for each place.
fn picture(place: &str) -> Vec<u8> {
    let seed = place.bytes().fold(7_u8, |seed, byte| seed.wrapping_mul(31).wrapping_add(byte));
    striped(360, 640, seed)
}

/// Fills what the letter cannot go without, as far as it asks for it, until it can be copied.
/// Gives its text.
pub(super) fn write_letter(page: &Page, facts: &[(&str, &str)]) -> String {
    page.test_id("letter-sheet");
    wait_for("a letter that can be copied", || {
        if enabled(page, "letter-copy") {
            return Some(());
        }
        if fill(page, "letter-missing", facts) && enabled(page, "fill-missing") {
            page.click(&page.test_id("fill-missing"));
            wait_for("what was missing to be there", || {
                (!fill(page, "letter-missing", facts)).then_some(())
            });
        }
        None
    });
    let letter = text_of(page);
    assert!(!letter.contains("{{"), "{letter}");
    letter
}

/// Adds to a letter what it could say besides.
pub(super) fn add_to_letter(page: &Page, facts: &[(&str, &str)]) {
    page.click(&page.find("[data-testid='letter-more'] summary"));
    assert!(fill(page, "letter-more", facts), "it can say that");
    page.click(&page.test_id("fill-more"));
    wait_for("it to be said", || {
        let text = text_of(page);
        facts.iter().all(|(_, fact)| text.contains(fact)).then_some(())
    });
}

/// Types into those fields that are there, all at once as an input method does, so that none goes
/// in between; whether there are any.
fn fill(page: &Page, part: &str, facts: &[(&str, &str)]) -> bool {
    let script = "const [part, facts] = arguments; let some = false; \
        for (const [slot, text] of facts) { \
            const field = document.querySelector( \
                `[data-testid='${part}'] [data-testid='slot-${slot}']`); \
            if (!field) continue; \
            some = true; \
            if (field.value !== '') continue; \
            field.focus(); \
            document.execCommand('insertText', false, text); \
        } \
        return some";
    let some = page.run(script, &[json!(part), json!(facts)]).expect("an answer");
    some.as_bool().unwrap_or_default()
}

/// Copies the letter: what a paste then puts anywhere else is the letter.
pub(super) fn copy_letter(page: &Page, display: &Display, letter: &str) {
    page.click(&page.test_id("letter-copy"));
    page.test_id("next-note");
    page.click(&page.test_id("add-talk"));
    let said = page.test_id("contact-said");
    page.click(&said);
    display.focus_front();
    display.strike(&[keysym::CONTROL, u32::from('v')]);
    wait_for("the letter on the clipboard", || (page.says(&said) == letter).then_some(()));
    // Escape would keep what was typed.
    page.click(&page.test_id("contact-dialog-cancel"));
    wait_for("the dialog to go", || all(page, "contact-dialog").is_empty().then_some(()));
}

fn text_of(page: &Page) -> String {
    let script = "const e = document.querySelector(`[data-testid='letter-sheet'] textarea`); \
        return e?.value ?? ''";
    let said = page.run(script, &[]).expect("an answer");
    said.as_str().unwrap_or_default().to_owned()
}

/// A talk as it is noted.
pub(super) struct Talk<'a> {
    /// The channel's name, where the page does not know it by itself.
    pub(super) with: Option<&'a str>,
    pub(super) said: &'a str,
    pub(super) outcome: &'a str,
    pub(super) until: Option<&'a str>,
}

/// Notes a talk, with a picture before it is kept; in the dialog that is open, if one is.
pub(super) fn note(page: &Page, talk: &Talk<'_>, picture: &str) {
    let before = all(page, "talk").len();
    if all(page, "contact-dialog").is_empty() {
        page.click(&page.test_id("add-talk"));
    }
    if let Some(name) = talk.with {
        page.click(&page.test_id("contact-channel"));
        page.click(&page.named("option", name));
    }
    page.write(&page.test_id("contact-said"), talk.said);
    page.click(&page.test_id(&format!("contact-outcome-{}", talk.outcome)));
    if let Some(until) = talk.until {
        page.click(&page.test_id(&format!("until-{until}")));
    }
    page.keep_picture(picture);
    page.click(&page.test_id("contact-save"));
    wait_for("the talk in the log", || (all(page, "talk").len() == before + 1).then_some(()));
    upkeep::into_view(page, "talks");
    let log = page.says(&page.test_id("talks"));
    assert!(log.contains(talk.said) && !log.contains("NaN"), "{log}");
}

/// How a case ends.
pub(super) struct End<'a> {
    pub(super) outcome: &'a str,
    /// In 元; blank where nothing came back.
    pub(super) returned: &'a str,
    pub(super) lesson: &'a str,
}

/// Looks back and closes the case; it then stands in the list of those that are over.
pub(super) fn close(page: &Page, end: &End<'_>, pictures: &str) {
    page.click(&page.test_id("close-case"));
    page.click(&page.test_id("closing-outcome"));
    page.click(&page.named("option", end.outcome));
    if !end.returned.is_empty() {
        page.rewrite(&page.test_id("closing-returned"), end.returned);
    }
    page.write(&page.test_id("closing-lesson"), end.lesson);
    page.keep_picture(&format!("{pictures}-closing"));
    page.click(&page.test_id("closing-save"));
    is_toasted(page, "已了结");
    page.test_id("next-done");
    to(page, "find");
    let closed = page.says(&page.test_id("closed"));
    assert!(!closed.contains("NaN"), "{closed}");
    page.keep_picture(&format!("{pictures}-closed"));
    page.click(&page.test_id("nav-cases"));
    is(page, "came-back", "了结 1 件");
    let line = page.find("section[aria-labelledby='cases-over'] a.line");
    let said = page.says(&line);
    assert!(said.contains(end.outcome) && said.contains(end.returned), "{said}");
    assert_eq!(said.contains('\u{A5}'), !end.returned.is_empty(), "{said}");
    assert!(all(page, "case-line").is_empty(), "none is open any more");
    page.keep_picture(&format!("{pictures}-over"));
}
