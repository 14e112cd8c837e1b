use super::diagnose;
use super::judge::Finding;
use super::mobile;
use super::rule::Rule;
use super::types::{ReasonCode, Verdict};

/// Judges a value of which a page shows a part: whether what is visible can be of this kind.
/// A mask stands for any number of characters, so there is no length to judge by.
pub(super) fn judge(finding: &mut Finding<'_>) {
    let value = finding.cleaned.value.as_str();
    let hidden = value.chars().enumerate().filter(|(_, c)| *c == '*').map(|(nth, _)| nth);
    finding.say(Verdict::Warn, ReasonCode::Masked, hidden.collect::<Vec<_>>(), None, None);
    let form = &finding.kind.compiled;
    let fits = form.fits_masked(value).unwrap_or_else(|| can_be_filled(value, finding));
    if !fits {
        diagnose::strangers(finding, |c| c == '*');
        if finding.candidate.verdict != Verdict::Error {
            finding.say(Verdict::Error, ReasonCode::Form, [], None, None);
        }
        return;
    }
    finding.infer_game();
    if finding.kind.rule == Some(Rule::MainlandMobile) {
        let head: String = value.chars().take_while(char::is_ascii_digit).collect();
        mobile::infer_from_head(&head, finding);
    }
}

/// Whether some digits in place of the first mask give the kind's form.
fn can_be_filled(value: &str, finding: &Finding<'_>) -> bool {
    let form = &finding.kind.compiled;
    let mut runs = value.split('*').filter(|piece| !piece.is_empty());
    let head = if value.starts_with('*') { "" } else { runs.next().unwrap_or_default() };
    let rest = runs.collect::<Vec<_>>().join("1");
    let visible = head.len() + rest.len();
    form.lengths().filter(|length| *length > visible).any(|length| {
        // Kinds ask for certain digits at most at the second place.
        ["1", "3", "5", "8", "0"]
            .into_iter()
            .any(|digit| form.fits(&format!("{head}{}{rest}", digit.repeat(length - visible))))
    })
}
