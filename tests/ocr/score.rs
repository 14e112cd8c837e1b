//! What was read, held against what is true.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Map, Value};

#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Score {
    pub pictures: u32,
    pub right: u32,
    pub wrong: u32,
    /// Those of them beside which no picture is shown.
    pub unseen: u32,
    pub missing: u32,
    /// Fields that the page does not state and nothing was read for.
    pub silent: u32,
    time: Duration,
    slowest: Duration,
}

impl Score {
    pub(crate) fn add(&mut self, other: &Self) {
        self.pictures += other.pictures;
        self.right += other.right;
        self.wrong += other.wrong;
        self.unseen += other.unseen;
        self.missing += other.missing;
        self.silent += other.silent;
        self.time += other.time;
        self.slowest = self.slowest.max(other.slowest);
    }

    /// Of the fields that the page states or the reader claims, in percent.
    pub(crate) fn right_share(&self) -> f64 {
        self.share(self.right, self.right + self.wrong + self.missing)
    }

    pub(crate) fn wrong_share(&self) -> f64 {
        self.share(self.wrong, self.right + self.wrong + self.missing)
    }

    /// Wrong with no picture beside it, of the same.
    pub(crate) fn unseen_share(&self) -> f64 {
        self.share(self.unseen, self.right + self.wrong + self.missing)
    }

    /// Of all 23 fields of each page, as the text corpus of `check` counts.
    pub(crate) fn right_of_all(&self) -> f64 {
        self.share(self.right + self.silent, self.all())
    }

    pub(crate) fn wrong_of_all(&self) -> f64 {
        self.share(self.wrong, self.all())
    }

    pub(crate) fn took(mut self, time: Duration) -> Self {
        (self.pictures, self.time, self.slowest) = (1, time, time);
        self
    }

    pub(crate) fn slowest(&self) -> Duration {
        self.slowest
    }

    fn all(&self) -> u32 {
        self.right + self.wrong + self.missing + self.silent
    }

    #[expect(clippy::unused_self, reason = "it reads as one")]
    fn share(&self, part: u32, all: u32) -> f64 {
        f64::from(part) * 100.0 / f64::from(all.max(1))
    }

    pub(crate) fn line(&self, name: &str) -> String {
        let mean = self.time.as_secs_f64() / f64::from(self.pictures.max(1));
        format!(
            "{name:16} {:9} {:6} {:6} {:8}   {:7.2} % {:7.2} %   {mean:6.2} s {:6.2} s",
            self.pictures,
            self.right,
            self.wrong,
            self.missing,
            self.right_share(),
            self.wrong_share(),
            self.slowest.as_secs_f64(),
        )
    }
}

pub(crate) const HEAD: &str =
    "                  pictures  right  wrong  missing      right     wrong       mean  slowest";

/// Scores of several kinds, by name.
pub(crate) type Scores = BTreeMap<String, Score>;

/// Compares the answers of one page; each that is not right is told to `complain`.
pub(crate) fn compare(
    answers: &Value,
    expected: &Map<String, Value>,
    mut complain: impl FnMut(&str, &Value, &Value),
) -> Score {
    let mut score = Score::default();
    for (key, got) in answers.as_object().into_iter().flatten() {
        let truth = expected.get(key).unwrap_or(&Value::Null);
        if same(key, got, truth) {
            if truth.is_null() {
                score.silent += 1;
            } else {
                score.right += 1;
            }
            continue;
        }
        if got.is_null() {
            score.missing += 1;
        } else {
            score.wrong += 1;
        }
        complain(key, got, truth);
    }
    score
}

/// Labels are a set. A name is compared without its spaces, since where a line was broken nobody
/// can tell whether there was one, and with either form of the colon.
fn same(key: &str, got: &Value, truth: &Value) -> bool {
    let sorted = |value: &Value| {
        let words = value.as_array()?.iter().filter_map(|v| v.as_str().map(str::to_owned));
        let mut words: Vec<String> = words.collect();
        words.sort();
        Some(words)
    };
    let closed =
        |value: &Value| value.as_str().map(|name| name.replace(' ', "").replace('\u{FF1A}', ":"));
    match key {
        "labels" => sorted(got) == sorted(truth),
        "name" => closed(got) == closed(truth),
        _ => got == truth,
    }
}
