//! What a person does on the pages, and what is then to be seen.

use serde_json::{Value, json};
use tests::harness::{Element, Key, Page, wait_for};

/// The elements of one test id, as they are now.
pub(crate) fn all(page: &Page, id: &str) -> Vec<Element> {
    page.find_all(&format!("[data-testid='{id}']"))
}

/// The only order, through the list.
pub(crate) fn open_order(page: &Page) {
    page.click(&page.test_id("nav-orders"));
    page.click(&page.find("[data-testid='order-line'] a"));
    page.test_id("evidence");
}

/// Pastes a text as the page's, in the place of what stood there.
pub(crate) fn paste_page(page: &Page, text: &str) {
    let script = "const data = new DataTransfer(); data.setData('text/plain', arguments[0]); \
        document.dispatchEvent(new ClipboardEvent('paste', \
            { clipboardData: data, bubbles: true, cancelable: true }))";
    page.run(script, &[json!(text)]).expect("a paste");
}

/// Chooses or types a word in a field with suggestions.
pub(crate) fn choose(page: &Page, id: &str, word: &str) {
    let field = page.test_id(id);
    page.rewrite(&field, word);
    page.press(&[Key::Tab]);
}

pub(crate) fn has_verdict(page: &Page, verdict: &str) {
    wait_for(&format!("the verdict `{verdict}`"), || {
        let bar = all(page, "verdict").pop()?;
        (page.attribute(&bar, "data-verdict")? == verdict).then_some(())
    });
}

/// The word in a row of the comparison: `same`, `differs`, `not_stated`…
pub(crate) fn has_standing(page: &Page, field: &str, standing: &str) {
    wait_for(&format!("`{field}` to be `{standing}`"), || {
        let row = all(page, &format!("row-{field}")).pop()?;
        (page.attribute(&row, "data-standing")? == standing).then_some(())
    });
}

/// Waits until what stands under a field says `words`.
pub(crate) fn is_told(page: &Page, field: &str, words: &str) {
    let script = "return document.getElementById(arguments[0] + '-notes')?.innerText ?? ''";
    wait_for(&format!("“{words}” under {field}"), || {
        let said = page.run(script, &[json!(field)]).ok()?;
        said.as_str()?.contains(words).then_some(())
    });
}

/// Waits for a message, and for none of them to be about something that failed inside.
pub(crate) fn is_toasted(page: &Page, words: &str) {
    let said = || page.says(&page.test_id("toasts"));
    wait_for(&format!("the message “{words}”"), || said().contains(words).then_some(()));
}

/// Width and height of a picture as its file has them; nothing until it is there.
pub(crate) fn natural_size(page: &Page, picture: &Element) -> Option<(u64, u64)> {
    let script =
        "const i = arguments[0]; return i.complete ? [i.naturalWidth, i.naturalHeight] : null";
    let size: Value = page.run(script, &[picture.wire()]).ok()?;
    let (width, height) = (size[0].as_u64()?, size[1].as_u64()?);
    (width > 0).then_some((width, height))
}

/// Replaces what stands in a field as an input method does: all at once.
pub(crate) fn put(page: &Page, id: &str, text: &str) {
    let field = page.test_id(id);
    page.click(&field);
    page.press(&[Key::Control, Key::Character('a')]);
    let script =
        "document.execCommand(arguments[0] === '' ? 'delete' : 'insertText', false, arguments[0])";
    page.run(script, &[text.into()]).expect("an insertion");
    wait_for("the field to take it", || (page.says(&page.test_id(id)) == text).then_some(()));
}
