//! The check engine for scripts and bug reports: one JSON object a line.

use std::fs;
use std::io::{self, BufRead, Read, Write};

use check::identifier::{self, Identification, KindId};
use check::page::MAX_BYTES;
use check::review::Draft;
use serde_json::{Value, json};

use crate::Failure;

/// `identify [--kind KIND] TEXT…` or `identify [--kind KIND] --stdin`.
pub(crate) fn identify(arguments: &[String]) -> Result<(), Failure> {
    let (mut kind, mut stdin, mut texts) = (None, false, Vec::new());
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--kind" => kind = Some(known_kind(rest.next())?),
            "--stdin" => stdin = true,
            // What follows may begin with a dash.
            "--" => texts.extend(rest.by_ref().cloned()),
            option if option.starts_with("--") => return Err(unknown(option)),
            text => texts.push(text.to_owned()),
        }
    }
    if stdin != texts.is_empty() {
        return Err(Failure::Usage("identify takes texts, or --stdin and no text".to_owned()));
    }
    let identify = |text: &str| plain(&identifier::identify(text, kind.as_ref()));
    if stdin {
        return each_line(|line| Ok(identify(line)));
    }
    texts.iter().try_for_each(|text| answer(&identify(text)))
}

/// `read FILE`, `read -` or `read --stdin`.
pub(crate) fn read(arguments: &[String]) -> Result<(), Failure> {
    match arguments {
        [only] if only == "--stdin" => each_line(|line| {
            let text: String = serde_json::from_str(line).map_err(|_| "not a JSON string")?;
            facts(&text)
        }),
        [file] if file == "-" || !file.starts_with("--") => {
            let text = text_of(file)?;
            answer(&facts(&text).map_err(|reason| format!("{file}: {reason}"))?)
        }
        _ => Err(Failure::Usage("read takes a file, - or --stdin".to_owned())),
    }
}

/// `review DRAFT.json` or `review -`.
pub(crate) fn review(arguments: &[String]) -> Result<(), Failure> {
    let [file] = arguments else {
        return Err(Failure::Usage("review takes one file, or -".to_owned()));
    };
    if file.starts_with("--") {
        return Err(unknown(file));
    }
    let draft: Draft =
        serde_json::from_str(&text_of(file)?).map_err(|e| format!("{file} is not a draft: {e}"))?;
    if draft.page.as_ref().is_some_and(|page| page.len() > MAX_BYTES) {
        return Err(Failure::Work(format!("{file}: the page has more than {MAX_BYTES} bytes")));
    }
    let report = draft.review().map_err(|reason| format!("{file}: {reason}"))?;
    answer(&serde_json::to_value(report).map_err(|e| e.to_string())?)
}

/// The fixed keys: of a reason its code alone, and no steps.
fn plain(identification: &Identification) -> Value {
    let candidates = identification.candidates.iter().map(|candidate| {
        json!({
            "kind": candidate.kind,
            "normalised": candidate.normalised,
            "verdict": candidate.verdict,
            "reasons": candidate.reasons.iter().map(|reason| reason.code).collect::<Vec<_>>(),
            "inferred": candidate.inferred,
        })
    });
    json!({ "input": identification.input, "candidates": candidates.collect::<Vec<_>>() })
}

fn facts(text: &str) -> Result<Value, String> {
    if text.len() > MAX_BYTES {
        return Err(format!("more than {MAX_BYTES} bytes"));
    }
    serde_json::to_value(check::page::read(text).answers()).map_err(|e| e.to_string())
}

fn known_kind(name: Option<&String>) -> Result<KindId, Failure> {
    let name = name.ok_or_else(|| Failure::Usage("--kind needs a kind".to_owned()))?;
    let kind = KindId(name.clone());
    match identifier::kind(&kind) {
        Some(_) => Ok(kind),
        None => Err(Failure::Usage(format!("there is no kind `{name}`"))),
    }
}

/// Answers every line of the standard input with one line. A line that cannot be answered
/// gets an object with the key `error`, so that answers stay beside their questions.
fn each_line(question: impl Fn(&str) -> Result<Value, String>) -> Result<(), Failure> {
    let mut input = io::stdin().lock();
    let (mut line, mut number, mut bad) = (Vec::new(), 0, 0);
    while input.read_until(b'\n', &mut line).map_err(|e| e.to_string())? > 0 {
        number += 1;
        if line.ends_with(b"\n") {
            line.pop();
        }
        if line.ends_with(b"\r") {
            line.pop();
        }
        let asked = str::from_utf8(&line).map_err(|_| "not UTF-8".to_owned());
        let answered = asked.and_then(&question).unwrap_or_else(|reason| {
            bad += 1;
            json!({ "error": format!("line {number}: {reason}") })
        });
        answer(&answered)?;
        line.clear();
    }
    match bad {
        0 => Ok(()),
        bad => Err(Failure::Work(format!("{bad} of {number} lines cannot be answered"))),
    }
}

fn answer(value: &Value) -> Result<(), Failure> {
    match writeln!(io::stdout(), "{value}") {
        Ok(()) => Ok(()),
        // Whoever asked has heard enough.
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Err(Failure::Told),
        Err(e) => Err(Failure::Work(e.to_string())),
    }
}

fn text_of(file: &str) -> Result<String, Failure> {
    let bytes = if file == "-" {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(file)
    };
    let bytes = bytes.map_err(|e| Failure::Usage(format!("{file}: {e}")))?;
    Ok(String::from_utf8(bytes).map_err(|_| format!("{file} is not UTF-8"))?)
}

fn unknown(option: &str) -> Failure {
    Failure::Usage(format!("there is no option `{option}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usage(result: &Result<(), Failure>) -> bool {
        matches!(result, Err(Failure::Usage(_)))
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    #[test]
    fn a_wrong_call_is_told_from_a_wrong_text() {
        assert!(usage(&identify(&[])), "no text");
        assert!(usage(&identify(&words(&["--kind"]))), "no kind");
        assert!(usage(&identify(&words(&["--kind", "no_such_kind", "1"]))));
        assert!(usage(&identify(&words(&["--stdin", "1"]))), "either of both");
        assert!(usage(&read(&words(&["a", "b"]))));
        assert!(usage(&read(&words(&["no/such/file"]))));
        assert!(usage(&review(&words(&["--stdin"]))), "a draft is not a line");
    }

    #[test]
    fn an_identification_has_the_promised_keys() {
        let kind = KindId("cn_mobile".to_owned());
        let value = plain(&identifier::identify("1380013800", Some(&kind)));
        assert_eq!(value["input"], "1380013800");
        let candidate = &value["candidates"][0];
        assert_eq!(candidate["verdict"], "error", "a digit is missing: {value}");
        assert_eq!(candidate["reasons"][0], "too_short", "a reason is its code alone");
        let keys: Vec<_> = candidate.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["inferred", "kind", "normalised", "reasons", "verdict"]);
    }

    #[test]
    fn a_page_has_every_key_even_when_nothing_is_stated() {
        let value = facts("").unwrap();
        assert_eq!(value.as_object().unwrap().len(), 23);
        assert!(value["total_fen"].is_null(), "not stated is null");
        assert!(facts(&" ".repeat(MAX_BYTES + 1)).is_err(), "refused, not read in part");
    }
}
