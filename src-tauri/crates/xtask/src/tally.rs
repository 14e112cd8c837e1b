//! How many tests passed, read from what the test programs say.

use std::ops::AddAssign;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Tally {
    /// The tally, unless the program failed for another reason than a test: it did not
    /// compile, or died.
    pub(crate) fn agreeing(self, succeeded: bool) -> Result<Self, String> {
        if succeeded || self.failed > 0 {
            return Ok(self);
        }
        Err(format!("it ended badly after {} tests passed", self.passed))
    }
}

/// From the line `Summary [ 1.2s] 5 tests run: 4 passed, 1 failed, 0 skipped`. `None` when
/// there is none.
pub(crate) fn of_nextest(text: &str) -> Option<Tally> {
    let summary = text.lines().rev().find(|line| line.trim_start().starts_with("Summary ["))?;
    let counts = summary.split_once("run:")?.1;
    let passed = number_before(counts, "passed");
    let failed = ["failed", "timed out", "exec failed"];
    let failed = failed.iter().map(|word| number_before(counts, word)).sum();
    Some(Tally { passed, failed })
}

/// The sum over lines such as `test result: ok. 5 passed; 0 failed; 0 ignored; …`.
pub(crate) fn of_cargo_test(text: &str) -> Tally {
    let mut total = Tally::default();
    for line in text.lines().filter(|line| line.starts_with("test result:")) {
        let (passed, failed) = (number_before(line, "passed"), number_before(line, "failed"));
        total += Tally { passed, failed };
    }
    total
}

/// From vitest's JSON report. A file that does not even load counts as a failed test.
pub(crate) fn of_vitest(text: &str) -> Option<Tally> {
    let report: serde_json::Value = serde_json::from_str(text).ok()?;
    let count = |key: &str| report.get(key).and_then(serde_json::Value::as_u64);
    let (passed, failed) = (count("numPassedTests")?, count("numFailedTests")?);
    let broken = report.get("testResults")?.as_array()?.iter().filter(|file| {
        file["status"] == "failed" && file["assertionResults"].as_array().is_none_or(Vec::is_empty)
    });
    Some(Tally { passed, failed: failed + broken.count() as u64 })
}

/// The number that stands directly before `word`, or 0.
fn number_before(text: &str, word: &str) -> u64 {
    let parts = text.split([',', ';', '.', ':', '(', ')']).map(str::trim);
    let mut found = parts.filter_map(|part| part.strip_suffix(word)).map(str::trim_end);
    found.find_map(|digits| digits.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_each_program_says() {
        let nextest = "  PASS [ 0.1s] x\n     Summary [   0.009s] 7 tests run: 4 passed (1 slow), \
                       2 failed, 1 timed out, 3 skipped\n  FAIL y\n";
        // A note in brackets must not hide the number.
        assert_eq!(of_nextest(nextest), Some(Tally { passed: 4, failed: 3 }));
        assert_eq!(of_nextest("error: could not compile"), None, "no summary is no success");

        let cargo = "test result: ok. 5 passed; 0 failed; 0 ignored\n\
                     test result: FAILED. 2 passed; 1 failed; 0 ignored\n";
        assert_eq!(of_cargo_test(cargo), Tally { passed: 7, failed: 1 });

        let vitest = r#"{"numPassedTests": 3, "numFailedTests": 0, "testResults":
            [{"status": "failed", "assertionResults": []}, {"status": "passed"}]}"#;
        assert_eq!(of_vitest(vitest), Some(Tally { passed: 3, failed: 1 }), "a broken file counts");
    }

    #[test]
    fn a_program_that_dies_is_a_failure() {
        assert!(Tally { passed: 5, failed: 0 }.agreeing(false).is_err());
        assert!(Tally { passed: 5, failed: 0 }.agreeing(true).is_ok());
        let failed = Tally { passed: 5, failed: 2 };
        assert_eq!(failed.agreeing(false), Ok(failed), "its tests are counted, not hidden");
    }
}
