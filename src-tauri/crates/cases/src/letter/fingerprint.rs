use serde::{Deserialize, Serialize};
use specta::Type;

use crate::folded::Folded;

/// What a letter reads like, without its words, dates and figures: 64 times the least of the
/// hashes of its trigrams, four hexadecimal digits each.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct Fingerprint(pub String);

impl Fingerprint {
    /// Whether whoever reads both would say that it is the same letter again.
    pub fn is_near(&self, other: &Self) -> bool {
        let (one, two) = (self.0.as_bytes(), other.0.as_bytes());
        let alike = one.chunks(DIGITS).zip(two.chunks(DIGITS)).filter(|(a, b)| a == b).count();
        one.len() == LEAST * DIGITS && two.len() == one.len() && alike >= NEAR
    }
}

const LEAST: usize = 64;
const DIGITS: usize = 4;
/// Of the 64. The share that is alike is about the share of trigrams that both letters have.
const NEAR: usize = 50;

/// `None` for a text of a few words, which says too little to be told apart.
pub fn fingerprint(text: &str) -> Option<Fingerprint> {
    let folded = Folded::of(text);
    let words: Vec<char> = folded.text().chars().filter(|c| c.is_alphabetic()).collect();
    if words.len() < SHORT {
        return None;
    }
    let trigrams: Vec<u64> = words.windows(3).map(hashed).collect();
    let mut print = String::with_capacity(LEAST * DIGITS);
    for which in 1..=LEAST as u64 {
        let salt = mixed(which);
        let least = trigrams.iter().map(|trigram| mixed(trigram ^ salt)).min().unwrap_or_default();
        for digit in [12, 8, 4, 0] {
            let four = least >> digit & 0xf;
            print.extend(u32::try_from(four).ok().and_then(|four| char::from_digit(four, 16)));
        }
    }
    Some(Fingerprint(print))
}

const SHORT: usize = 20;

/// FNV-1a. Fingerprints are kept, so neither this nor [`mixed`] ever changes.
fn hashed(characters: &[char]) -> u64 {
    characters.iter().fold(0xcbf2_9ce4_8422_2325, |hash, character| {
        (hash ^ u64::from(u32::from(*character))).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The finisher of `MurmurHash3`: each bit depends on every other.
fn mixed(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ hash >> 33
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &str = "您好，有一笔订单付款后没有到账，请您帮忙查一下。订单号CM1，\
        11月20日在某平台支付100元购买点卡，请重新补发；补发不了的，请全额退款100元。";

    #[test]
    fn the_same_letter_with_another_date_is_near_and_another_is_not() {
        let one = fingerprint(LETTER).unwrap();
        let again = fingerprint(&LETTER.replace("11月20日", "11月 21 日上午")).unwrap();
        assert!(one.is_near(&again), "{one:?} {again:?}");
        let other = "您好，账号在周五被限制登录，通知写的是异地登录。请告知限制的具体原因、所依据\
            的规则条款和解除条件，核实后解除限制。";
        assert!(!one.is_near(&fingerprint(other).unwrap()));
        assert_eq!(fingerprint("您好，请问在吗？"), None);
    }

    #[test]
    fn a_fingerprint_stays_what_it_was() {
        let print = fingerprint(LETTER).unwrap().0;
        assert_eq!((print.len(), &print[..16]), (256, "16218d0f902b618b"));
    }
}
