//! Where an order stands by what the platform calls it.

use std::sync::LazyLock;

use model::{MoneyState, OrderState};
use serde::{Deserialize, Serialize};
use specta::Type;

/// What a platform's words say of two of the axes; of the others they say nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PlatformStanding {
    pub order: Option<OrderState>,
    pub money: Option<MoneyState>,
}

impl PlatformStanding {
    /// What `shown` says, by the longest wording in it; `None` when it says nothing that is
    /// known. White space and case make no difference.
    ///
    /// ```
    /// use cases::standing::PlatformStanding;
    /// use model::OrderState;
    /// assert_eq!(PlatformStanding::of("卖家 未发货").unwrap().order, Some(OrderState::Paid));
    /// assert_eq!(PlatformStanding::of("谢谢惠顾"), None);
    /// ```
    pub fn of(shown: &str) -> Option<Self> {
        let shown = plain(shown);
        WORDINGS.iter().find(|(wording, _)| shown.contains(wording.as_str())).map(|(_, s)| *s)
    }
}

/// The longest first.
static WORDINGS: LazyLock<Vec<(String, PlatformStanding)>> = LazyLock::new(|| {
    let file: File = toml::from_str(DATA).unwrap_or_default();
    let mut wordings: Vec<(String, PlatformStanding)> = file
        .standing
        .into_iter()
        .flat_map(|Entry { order, money, words }| {
            words.into_iter().map(move |word| (plain(&word), PlatformStanding { order, money }))
        })
        .collect();
    wordings.sort_by_key(|(wording, _)| std::cmp::Reverse(wording.chars().count()));
    wordings
});

const DATA: &str = include_str!("../data/standings.toml");

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    standing: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default)]
    order: Option<OrderState>,
    #[serde(default)]
    money: Option<MoneyState>,
    words: Vec<String>,
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_wording_stands_in_two_places() {
        let file: File = toml::from_str(DATA).unwrap();
        let mut words: Vec<_> = file.standing.iter().flat_map(|entry| &entry.words).collect();
        let all = words.len();
        words.sort();
        words.dedup();
        assert_eq!(words.len(), all);
    }

    #[test]
    fn the_longer_wording_decides() {
        use MoneyState as M;
        use OrderState as S;
        for (shown, order, money) in [
            ("待付款", Some(S::Unpaid), Some(M::Pending)),
            ("买家已付款，等待卖家发货", Some(S::Paid), Some(M::Paid)),
            ("充值失败，款项将原路退回", Some(S::Failed), Some(M::Paid)),
            ("部分退款成功", None, Some(M::PartlyRefunded)),
            ("退款成功", Some(S::Closed), Some(M::Refunded)),
            ("售后处理中", None, Some(M::Refunding)),
            ("Order CANCELLED", Some(S::Closed), None),
            ("等待买家确认收货", Some(S::Delivered), Some(M::Paid)),
        ] {
            assert_eq!(
                PlatformStanding::of(shown),
                Some(PlatformStanding { order, money }),
                "{shown}"
            );
        }
    }
}
