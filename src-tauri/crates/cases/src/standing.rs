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
        let shown = Plain::of(shown);
        let says = |known: &&Wording| {
            if known.alone { shown.text == known.text } else { shown.holds(&known.text) }
        };
        WORDINGS.iter().find(says).map(|known| known.standing)
    }
}

struct Wording {
    text: Vec<char>,
    /// It counts only as the whole text.
    alone: bool,
    standing: PlatformStanding,
}

/// The longest first.
static WORDINGS: LazyLock<Vec<Wording>> = LazyLock::new(|| {
    let file: File = toml::from_str(DATA).unwrap_or_default();
    let of = |Entry { order, money, words, alone }| {
        let standing = PlatformStanding { order, money };
        let words = words.into_iter().map(|word| (word, false));
        let all = words.chain(alone.into_iter().map(|word| (word, true)));
        all.map(move |(word, alone)| Wording { text: Plain::of(&word).text, alone, standing })
    };
    let mut wordings: Vec<Wording> = file.standing.into_iter().flat_map(of).collect();
    wordings.sort_by_key(|known| std::cmp::Reverse(known.text.len()));
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
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    alone: Vec<String>,
}

/// A text without white space, in small letters.
struct Plain {
    text: Vec<char>,
    /// Which of its characters begin a Latin word.
    begins: Vec<bool>,
}

/// What denies the wording behind it.
const DENIALS: [&str; 10] =
    ["未", "没", "没有", "不", "not", "never", "yet", "be", "notbeen", "yetbeen"];

impl Plain {
    fn of(text: &str) -> Self {
        let (mut plain, mut before) = (Self { text: Vec::new(), begins: Vec::new() }, ' ');
        for c in text.chars() {
            let begins = is_latin(c)
                && (!is_latin(before) || before.is_ascii_lowercase() && c.is_ascii_uppercase());
            before = c;
            if !c.is_whitespace() {
                plain.text.extend(c.to_lowercase());
                plain.begins.push(begins);
                plain.begins.resize(plain.text.len(), false);
            }
        }
        plain
    }

    /// Whether it says `wording` somewhere, as whole words and without a denial before it.
    fn holds(&self, wording: &[char]) -> bool {
        let says = |(at, part): (usize, &[char])| {
            part == wording && self.is_whole(at, part) && !self.is_denied(at)
        };
        self.text.windows(wording.len()).enumerate().any(says)
    }

    fn is_whole(&self, at: usize, part: &[char]) -> bool {
        let end = at + part.len();
        let latin = |c: Option<&char>| c.is_some_and(|&c| is_latin(c));
        let begins = |at: usize| self.begins.get(at) == Some(&true);
        let cut_off = latin(part.last()) && latin(self.text.get(end)) && !begins(end);
        (begins(at) || !latin(part.first())) && !cut_off
    }

    fn is_denied(&self, at: usize) -> bool {
        DENIALS.iter().any(|denial| {
            let denial: Vec<char> = denial.chars().collect();
            self.text[..at].ends_with(&denial) && self.is_whole(at - denial.len(), &denial)
        })
    }
}

const fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_wording_stands_in_two_places() {
        let file: File = toml::from_str(DATA).unwrap();
        let of = |entry: &Entry| [&entry.words[..], &entry.alone].concat();
        let mut words: Vec<_> = file.standing.iter().flat_map(of).collect();
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
            ("待处理", Some(S::Pending), Some(M::Paid)),
            ("订单异常", Some(S::Abnormal), Some(M::Paid)),
            ("支付处理中", Some(S::Unpaid), Some(M::Processing)),
            ("部分退款成功", None, Some(M::PartlyRefunded)),
            ("退款成功", Some(S::Closed), Some(M::Refunded)),
            ("售后处理中", None, Some(M::Refunding)),
            ("Order CANCELLED", Some(S::Closed), None),
            ("等待买家确认收货", Some(S::Delivered), Some(M::Paid)),
            ("失败", Some(S::Failed), None),
        ] {
            assert_eq!(
                PlatformStanding::of(shown),
                Some(PlatformStanding { order, money }),
                "{shown}"
            );
        }
    }

    #[test]
    fn what_is_denied_or_failed_is_not_said() {
        use MoneyState as M;
        use OrderState as S;
        for (shown, order, money) in [
            ("支付失败", Some(S::Unpaid), Some(M::Pending)),
            ("付款失败，请重试", Some(S::Unpaid), Some(M::Pending)),
            ("未支付成功", Some(S::Unpaid), Some(M::Pending)),
            ("订单超时关闭", Some(S::Closed), None),
            ("退款失败", None, Some(M::Paid)),
            ("Unshipped", Some(S::Paid), Some(M::Paid)),
            ("To be shipped", Some(S::Paid), Some(M::Paid)),
            ("Undelivered", None, Some(M::Paid)),
            ("Not paid", Some(S::Unpaid), Some(M::Pending)),
            ("PAYMENT FAILED", Some(S::Unpaid), Some(M::Pending)),
            ("Refund pending", None, Some(M::Refunding)),
            ("PartiallyRefunded", None, Some(M::PartlyRefunded)),
            ("买家Paid已付", Some(S::Paid), Some(M::Paid)),
        ] {
            let standing = Some(PlatformStanding { order, money });
            assert_eq!(PlatformStanding::of(shown), standing, "{shown}");
        }
        for unknown in [
            "未充值成功",
            "没有充值成功",
            "has not been shipped",
            "Prepaid",
            "提现失败",
            "Login failed",
        ] {
            assert_eq!(PlatformStanding::of(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn what_a_page_calls_unpaid_is_nowhere_paid() {
        let wordings: toml::Table =
            toml::from_str(include_str!("../../check/data/reader/wordings.toml")).unwrap();
        let unpaid = wordings["status"]["unpaid"].as_array().unwrap();
        assert!(!unpaid.is_empty());
        for words in unpaid.iter().filter_map(toml::Value::as_str) {
            let standing = PlatformStanding::of(words);
            let standing = standing.unwrap_or_else(|| panic!("{words} would pass for paid"));
            let never_paid = matches!(standing.money, Some(MoneyState::Pending))
                || standing.order == Some(OrderState::Closed) && standing.money.is_none();
            assert!(never_paid, "{words}: {standing:?}");
        }
    }
}
