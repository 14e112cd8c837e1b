//! Mainland mobile numbers: who was given the segment, and where the number is from.

use std::sync::LazyLock;

use model::Field;
use serde::Deserialize;

use super::judge::Finding;
use super::places::place_of_mobile;
use super::types::{ReasonCode, Verdict};

/// First digits that were given to one carrier for one use.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Segment {
    #[serde(default)]
    pub(super) carrier: Option<String>,
    #[serde(rename = "use")]
    pub(super) purpose: Purpose,
    prefixes: Vec<String>,
}

impl Segment {
    fn prefix_of(&self, number: &str) -> &str {
        let prefix = self.prefixes.iter().find(|prefix| number.starts_with(prefix.as_str()));
        prefix.map_or("", String::as_str)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Purpose {
    Voice,
    /// Resold by a virtual operator; many shops cannot top these up.
    Virtual,
    /// Data cards and things.
    Data,
    Satellite,
    /// 13-digit numbers of things.
    Machine,
}

/// The carriers that top-ups are sold for.
const CARRIERS: [&str; 4] = ["中国移动", "中国联通", "中国电信", "中国广电"];

/// The segment of a number or of its first digits; `None` when it is not allocated, or when
/// the digits known do not decide.
pub(super) fn segment(digits: &str) -> Option<&'static Segment> {
    let table = &*TABLE;
    let known = digits.get(..5)?.parse::<usize>().ok()?;
    let nth = usize::from(*table.by_five.get(known)?);
    table.segments.get(nth.checked_sub(1)?)
}

pub(super) fn machine_segment(digits: &str) -> Option<&'static Segment> {
    TABLE.segments.iter().find(|segment| {
        segment.purpose == Purpose::Machine
            && segment.prefixes.iter().any(|prefix| digits.starts_with(prefix.as_str()))
    })
}

/// Judges an eleven-digit number by its segment.
pub(super) fn judge(number: &str, finding: &mut Finding<'_>) {
    judge_behind(0, number, finding);
}

/// The same for a number that stands behind `from` other characters of the value.
pub(super) fn judge_behind(from: usize, number: &str, finding: &mut Finding<'_>) {
    let Some(segment) = segment(number) else {
        return unallocated_behind(from, number, finding);
    };
    infer_carrier(segment, finding);
    let code = match segment.purpose {
        Purpose::Voice => None,
        Purpose::Virtual => Some(ReasonCode::SegmentVirtual),
        Purpose::Satellite => Some(ReasonCode::SegmentSatellite),
        Purpose::Data => Some(ReasonCode::SegmentData),
        Purpose::Machine => Some(ReasonCode::SegmentMachine),
    };
    if let Some(code) = code {
        let found = segment.prefix_of(number);
        finding.say(Verdict::Warn, code, from..from + found.len(), Some(found), None);
    }
    match place_of_mobile(number) {
        Some(place) => finding.infer_place(place),
        None if code.is_none() => {
            let (nth, found) = (from..from + 7, number.get(..7));
            finding.say(Verdict::Warn, ReasonCode::PrefixUnknown, nth, found, None);
        }
        None => {}
    }
    if segment.purpose == Purpose::Voice {
        finding.say(Verdict::Ok, ReasonCode::CarrierMayDiffer, [], None, None);
    }
}

/// Says that nobody was given these first digits.
pub(super) fn unallocated(number: &str, finding: &mut Finding<'_>) {
    unallocated_behind(0, number, finding);
}

/// Three digits name the segment, or four where some of the three's tens are given away.
fn unallocated_behind(from: usize, number: &str, finding: &mut Finding<'_>) {
    let shared = |three: &str| (0..100).any(|tens| segment(&format!("{three}{tens:02}")).is_some());
    let length = if number.get(..3).is_some_and(shared) { 4 } else { 3 };
    let (nth, found) = (from..from + length, number.get(..length));
    // 140 to 144 are given away, but to things.
    let code = if machine_segment(number).is_some() {
        ReasonCode::SegmentMachine
    } else {
        ReasonCode::SegmentUnallocated
    };
    finding.say(Verdict::Error, code, nth, found, None);
}

/// What the visible head of a masked number tells.
pub(super) fn infer_from_head(head: &str, finding: &mut Finding<'_>) {
    let decided = |segment: &&Segment| {
        // Fewer than five digits decide when every continuation leads to this segment.
        let open = 5_usize.saturating_sub(head.len());
        let tails = 10_u32.pow(u32::try_from(open).unwrap_or(0));
        (0..tails).all(|tail| {
            let tail = if open == 0 { String::new() } else { format!("{tail:0open$}") };
            self::segment(&format!("{head}{tail}"))
                .is_some_and(|other| std::ptr::eq(other, *segment))
        })
    };
    if head.len() < 3 {
        return;
    }
    if let Some(segment) = segment(&format!("{head:0<5}")).filter(decided) {
        infer_carrier(segment, finding);
    }
    if let Some(place) = place_of_mobile(head) {
        finding.infer_place(place);
    }
}

fn infer_carrier(segment: &Segment, finding: &mut Finding<'_>) {
    if let Some(carrier) = segment.carrier.as_deref().filter(|name| CARRIERS.contains(name)) {
        finding.infer(Field::Carrier, carrier);
    }
}

struct Table {
    segments: Vec<Segment>,
    /// For each five first digits the segment's place in `segments` from 1, or 0.
    by_five: Vec<u8>,
}

#[derive(Deserialize)]
struct File {
    segment: Vec<Segment>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file = toml::from_str::<File>(include_str!("../../data/segments.toml"));
    // A file that cannot be read is a defect of the build, named by a test.
    let segments = file.map(|file| file.segment).unwrap_or_default();
    let mut by_five = vec![0; 100_000];
    for (nth, segment) in (1..).zip(&segments) {
        for prefix in segment.prefixes.iter().filter(|_| segment.purpose != Purpose::Machine) {
            let width =
                10_usize.pow(5_u32.saturating_sub(u32::try_from(prefix.len()).unwrap_or(5)));
            let Ok(start) = prefix.parse::<usize>().map(|number| number * width) else { continue };
            by_five[start..start + width].fill(nth);
        }
    }
    Table { segments, by_five }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_segments_can_be_read() {
        if let Err(error) = toml::from_str::<File>(include_str!("../../data/segments.toml")) {
            panic!("{error}");
        }
        let prefixes: Vec<_> =
            TABLE.segments.iter().flat_map(|segment| &segment.prefixes).collect();
        for prefix in &prefixes {
            let inside = prefixes.iter().filter(|other| other.starts_with(prefix.as_str())).count();
            assert_eq!(inside, 1, "{prefix} contains another segment");
        }
    }

    #[test]
    fn segments_are_told_apart_as_deep_as_they_are_allocated() {
        let carrier = |digits| segment(digits).and_then(|segment| segment.carrier.as_deref());
        assert_eq!(carrier("13400"), Some("中国移动"));
        assert_eq!(carrier("13490"), Some("中国电信"), "1349 is satellite");
        assert_eq!(carrier("17040"), Some("中国联通"));
        assert_eq!(carrier("17050"), Some("中国移动"));
        assert_eq!(carrier("16100"), Some("中国广电"));
        assert!(carrier("16110").is_none() && carrier("15400").is_none());
    }
}
