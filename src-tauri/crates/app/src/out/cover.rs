//! Recipients as they leave the app: covered, and so in every text in which they stand.

use ledger::{
    CaseContact, CaseStep, Casework, EvidenceRow, Happening, OrderRecord, OrderRow, OrderSummary,
};

/// A shorter recipient stands in texts by chance.
const SHORTEST: usize = 5;

/// As much of a recipient as tells it from others of the buyer: the last four characters, and of
/// a long one the first three; of a short one the last alone.
pub(crate) fn covered(recipient: &str) -> String {
    let length = recipient.chars().count();
    let (head, tail) = match length {
        0..=5 => (0, 1),
        6..=10 => (0, 4),
        _ => (3, 4),
    };
    let hidden = head..length.saturating_sub(tail);
    recipient
        .chars()
        .enumerate()
        .map(|(at, c)| if hidden.contains(&at) { '*' } else { c })
        .collect()
}

/// A text of an order, in which its recipient may stand.
pub(crate) fn covered_in(text: &str, recipient: Option<&str>) -> String {
    match recipient {
        Some(recipient) if recipient.chars().count() >= SHORTEST => {
            text.replace(recipient, &covered(recipient))
        }
        _ => text.to_owned(),
    }
}

pub(super) fn cover_row(row: &mut OrderRow) {
    let recipient = row.summary.recipient.clone();
    let texts = [&mut row.shown, &mut row.order_no, &mut row.closed_reason].into_iter().flatten();
    let texts = texts.chain(&mut row.tags).chain(&mut row.notes);
    cover(texts.chain(of_summary(&mut row.summary)), recipient.as_deref());
    cover_recipient(&mut row.summary);
}

pub(super) fn cover_record(record: &mut OrderRecord) {
    let recipient = record.row.summary.recipient.clone();
    cover_row(&mut record.row);
    for event in &mut record.events {
        cover(of_event(&mut event.what).into_iter(), recipient.as_deref());
        if let Happening::CheckSealed { summary, .. }
        | Happening::Recorded { summary, .. }
        | Happening::Amended { summary } = &mut event.what
        {
            cover_recipient(summary);
        }
    }
    cover(record.evidence.iter_mut().flat_map(of_piece), recipient.as_deref());
}

fn cover<'a>(texts: impl Iterator<Item = &'a mut String>, recipient: Option<&str>) {
    texts.for_each(|text| *text = covered_in(text, recipient));
}

fn cover_recipient(summary: &mut OrderSummary) {
    summary.recipient = summary.recipient.as_deref().map(covered);
}

fn of_summary(summary: &mut OrderSummary) -> impl Iterator<Item = &mut String> {
    let OrderSummary { name, recipient_label, shop, seller, payee, words, .. } = summary;
    let named = [recipient_label, shop, seller, payee].into_iter().flatten();
    named.chain([name]).chain(words)
}

fn of_piece(piece: &mut EvidenceRow) -> impl Iterator<Item = &mut String> {
    let about = &mut piece.about;
    [&mut piece.name, &mut about.proves].into_iter().chain(about.fields.values_mut())
}

/// Every text of an event; a new sort of event has to say which it has.
fn of_event(what: &mut Happening) -> Vec<&mut String> {
    use Happening as H;
    match what {
        H::CheckSealed { summary, .. } | H::Recorded { summary, .. } | H::Amended { summary } => {
            of_summary(summary).collect()
        }
        H::Paid { order_no, note, .. } => [order_no, note].into_iter().flatten().collect(),
        H::Moved(step) => {
            [&mut step.shown, &mut step.note, &mut step.reason].into_iter().flatten().collect()
        }
        H::Refunded(back) => [&mut back.to, &mut back.note].into_iter().flatten().collect(),
        H::Reached { note, .. } | H::TermAnswered { note, .. } => note.iter_mut().collect(),
        H::Abandoned { reason: said }
        | H::Noted { text: said }
        | H::NumberSet { order_no: said } => vec![said],
        H::TagsSet { tags } => tags.iter_mut().collect(),
        H::Merged(merge) => {
            let texts = merge.order_no.iter_mut().chain(&mut merge.notes).chain(&mut merge.tags);
            let pieces = merge.evidence.iter_mut().flat_map(of_piece);
            let case = merge.case.iter_mut().flat_map(|case| of_casework(case));
            texts.chain(pieces).chain(case).collect()
        }
        H::EvidenceAttached(piece) => of_piece(piece).collect(),
        H::EvidenceDescribed { about, .. } => {
            about.fields.values_mut().chain([&mut about.proves]).collect()
        }
        H::Case(step) => of_case(step),
        H::Postponed
        | H::Issued
        | H::Delivered
        | H::Completed
        | H::CaseSet { .. }
        | H::Trashed
        | H::Restored
        | H::Linked(_)
        | H::Unlinked { .. }
        | H::MergedInto { .. }
        | H::EvidenceKindSet { .. }
        | H::EvidenceDetached { .. }
        | H::Undone { .. } => Vec::new(),
    }
}

fn of_casework(case: &mut Casework) -> impl Iterator<Item = &mut String> {
    let Casework { texts, complaint, contacts, letters, packets, closing, earlier, .. } = case;
    let (before, over): (Vec<_>, Vec<_>) =
        earlier.iter_mut().map(|end| (&mut end.contacts, &mut end.closing)).unzip();
    let contacts = contacts.iter_mut().chain(before.into_iter().flatten());
    let contacts = contacts.flat_map(|contact| of_contact(&mut contact.what));
    let letters = letters.iter_mut().map(|letter| &mut letter.what.text);
    let packets = packets.iter_mut().map(|packet| &mut packet.what.name);
    let ends = closing.iter_mut().chain(over);
    let ends = ends.map(|closing| &mut closing.why).chain([&mut complaint.credit_code]);
    texts.values_mut().chain(contacts).chain(letters).chain(packets).chain(ends)
}

fn of_contact(contact: &mut CaseContact) -> impl Iterator<Item = &mut String> {
    let marks = [&mut contact.agent_no, &mut contact.ticket].into_iter().flatten();
    marks.chain([&mut contact.said])
}

fn of_case(step: &mut CaseStep) -> Vec<&mut String> {
    match step {
        CaseStep::Filled { texts } => texts.values_mut().collect(),
        CaseStep::Contacted(contact) => of_contact(contact).collect(),
        CaseStep::LetterCopied(letter) => vec![&mut letter.text],
        CaseStep::PacketMade(packet) => vec![&mut packet.name],
        CaseStep::Closed(closing) => vec![&mut closing.why],
        CaseStep::Complaint(complaint) => vec![&mut complaint.credit_code],
        CaseStep::Told(_)
        | CaseStep::Followed { .. }
        | CaseStep::Preferred { .. }
        | CaseStep::Reopened { .. } => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_of_a_recipient_is_what_a_list_shows() {
        assert_eq!(covered("13800138000"), "138****8000");
        assert_eq!(covered("10001234"), "****1234");
        assert_eq!(covered("张三"), "*三");
        assert_eq!(covered("someone@example.com"), "som************.com");
        assert_eq!(covered_in("给张三", Some("张三")), "给张三", "it stands there by chance");
    }
}
