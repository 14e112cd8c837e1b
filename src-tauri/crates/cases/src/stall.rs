//! Words by which a service wins time, and what to ask for next.

use std::{ops::Range, sync::LazyLock};

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{
    folded::Folded,
    signs::{Reach, Signs},
};

/// A way of putting somebody off.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum StallId {
    /// 系统处理中.
    InProgress,
    /// 需技术部门核实.
    TechnicalCheck,
    /// 请耐心等待.
    Patience,
    /// 已经反馈了.
    PassedOn,
    /// 会有专员联系您.
    Callback,
    /// 不归我们管.
    NotOurs,
    /// 我没有权限.
    NoPower,
    /// 系统维护, 高峰期.
    SystemTrouble,
    /// 这是平台规定, and no word of which.
    OnlyRules,
}

/// What to ask for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum StallAsk {
    TimeLimit,
    AgentNumber,
    TicketNumber,
    WhoDecides,
    ReasonInWriting,
    FailureInWriting,
    ClauseInWriting,
    Supervisor,
}

/// A phrase found in what somebody said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Stall {
    pub id: StallId,
    pub ask: Vec<StallAsk>,
    /// In bytes of the text's UTF-8 form, always on character boundaries.
    pub range: Range<u32>,
}

/// How `said` puts the buyer off, each way once, in the order of the text. A sentence that names
/// a time promises something and is not among them.
///
/// ```
/// use cases::stall::{StallAsk, StallId, stalls_in};
/// let found = stalls_in("亲，系统处理中，请耐心等待哦");
/// assert_eq!(found[0].id, StallId::InProgress);
/// assert!(found[0].ask.contains(&StallAsk::TimeLimit));
/// assert!(stalls_in("24 小时内给您处理好").is_empty());
/// ```
pub fn stalls_in(said: &str) -> Vec<Stall> {
    let text = Folded::of(said);
    let found = |(phrase, signs): &(Phrase, Signs)| {
        let range = signs.first(&text)?;
        Some(Stall { id: phrase.id, ask: phrase.ask.clone(), range })
    };
    let mut stalls: Vec<Stall> = PHRASES.iter().filter_map(found).collect();
    stalls.sort_by_key(|stall| stall.range.start);
    stalls
}

static PHRASES: LazyLock<Vec<(Phrase, Signs)>> = LazyLock::new(|| {
    let file: File = toml::from_str(DATA).unwrap_or_default();
    let File { spared, phrase } = file;
    let signs = |phrase: Phrase| {
        let signs = Signs::parse(&phrase.patterns, &spared, Reach::Middle).ok()?;
        Some((phrase, signs))
    };
    phrase.into_iter().filter_map(signs).collect()
});

const DATA: &str = include_str!("../data/stalling.toml");

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    spared: Vec<String>,
    phrase: Vec<Phrase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrase {
    id: StallId,
    patterns: Vec<String>,
    ask: Vec<StallAsk>,
    #[expect(dead_code, reason = "for whoever traces the elements of the sources")]
    elements: Vec<String>,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_phrase_is_read_and_asks_for_something() {
        let file: File = toml::from_str(DATA).unwrap();
        let ids: BTreeSet<_> = file.phrase.iter().map(|phrase| phrase.id).collect();
        assert_eq!((ids.len(), file.phrase.len(), PHRASES.len()), (9, 9, 9));
        for (phrase, signs) in PHRASES.iter() {
            assert!(!phrase.ask.is_empty(), "{:?}: and now?", phrase.id);
            assert!(!signs.find_anything(), "{:?} is found anywhere", phrase.id);
        }
    }
}
