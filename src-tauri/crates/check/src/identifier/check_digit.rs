//! Check digits and sums. Every function takes a value that already has its kind's form and
//! says whether the check agrees; what does not have the form never agrees.

use md5::{Digest, Md5};
use sha1::Sha1;

/// ISO/IEC 7812: every second digit from the right doubled, the sum of digits a multiple of 10.
pub(super) fn luhn(digits: &str) -> bool {
    let sum: Option<u32> = digits
        .chars()
        .rev()
        .enumerate()
        .map(|(nth, c)| {
            c.to_digit(10).map(|d| if nth % 2 == 1 { d * 2 / 10 + d * 2 % 10 } else { d })
        })
        .sum();
    sum.is_some_and(|sum| sum % 10 == 0)
}

/// ISO 7064 MOD 11-2, as GB 11643 uses it: a last X stands for 10.
pub(super) fn mod_11_2(value: &str) -> bool {
    let sum = value.chars().try_fold(0, |sum, c| {
        let digit = if c == 'X' { 10 } else { c.to_digit(10)? };
        Some((sum * 2 + digit) % 11)
    });
    sum == Some(1)
}

/// GB 32100: weights 3^i modulo 31 over an alphabet without I, O, S, V and Z.
pub(super) fn mod_31(code: &str) -> bool {
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let value = |character: char| ALPHABET.chars().position(|known| known == character);
    let mut characters = code.chars();
    let Some(check) = characters.next_back().and_then(value) else { return false };
    let sum = characters.try_fold((0, 1), |(sum, weight), character| {
        Some(((sum + value(character)? * weight) % 31, weight * 3 % 31))
    });
    sum.is_some_and(|(sum, _)| (sum + check) % 31 == 0)
}

/// ISO 7064 MOD 97-10, as an IBAN uses it: the first four characters moved to the end.
pub(super) fn mod_97_10(iban: &str) -> bool {
    let Some((head, body)) = iban.split_at_checked(4) else { return false };
    let rest = body.chars().chain(head.chars()).try_fold(0, |rest: u32, c| {
        let value = c.to_digit(36)?;
        Some(if value > 9 { (rest * 100 + value) % 97 } else { (rest * 10 + value) % 97 })
    });
    rest == Some(1)
}

/// Weights 1, 9, 8 … 1, 1 over the letter's two digits and the nine others, modulo 10.
pub(super) fn taiwan_id(value: &str) -> bool {
    // The letters' numbers 10 to 35 go by the order in which places were given them.
    const LETTERS: &str = "ABCDEFGHJKLMNPQRSTUVXYWZIO";
    let mut characters = value.chars();
    let letter = characters.next().and_then(|c| LETTERS.chars().position(|l| l == c));
    let Some(letter) = letter.and_then(|nth| u32::try_from(nth + 10).ok()) else { return false };
    let weights = [8, 7, 6, 5, 4, 3, 2, 1, 1];
    let sum =
        characters.zip(weights).try_fold(letter / 10 + letter % 10 * 9, |sum, (c, weight)| {
            Some(sum + c.to_digit(10)? * weight)
        });
    sum.is_some_and(|sum| sum % 10 == 0)
}

/// Weights 9 down to 1 modulo 11; letters count from 10, a missing first letter as 36, and a
/// last A as 10.
pub(super) fn hong_kong_id(value: &str) -> bool {
    let characters: Vec<char> = value.chars().collect();
    let Some((check, body)) = characters.split_last() else { return false };
    let lead = if body.len() == 7 { 36 * 9 } else { 0 };
    let weights = (2..=9).rev().skip(8_usize.saturating_sub(body.len()));
    let sum = body
        .iter()
        .zip(weights)
        .try_fold(lead, |sum, (c, weight)| Some(sum + c.to_digit(36)? * weight));
    sum.zip(check.to_digit(16)).is_some_and(|(sum, check)| (sum + check) % 11 == 0)
}

/// A CS2 friend code holds the 32 bits of an account number, each four followed by one bit of
/// the MD5 sum of `CSGO` and that number.
pub(super) fn cs_friend_code(code: &str) -> bool {
    const ALPHABET: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let mut packed = 0_u64;
    let letters = code.bytes().filter(|byte| *byte != b'-');
    // The first four letters of the whole code are always A and left out of what is shown.
    for (nth, letter) in [b'A'; 4].into_iter().chain(letters).enumerate() {
        let Some(value) = ALPHABET.iter().position(|known| *known == letter) else { return false };
        // 64 bits are twelve letters and four bits of a thirteenth.
        if nth > 12 || nth == 12 && value > 15 {
            return false;
        }
        packed |= (value as u64) << (5 * nth);
    }
    let mut bits = packed.swap_bytes();
    let (mut account, mut sum) = (0_u32, 0_u32);
    for _ in 0..8 {
        sum = sum << 1 | u32::from(bits & 1 == 1);
        bits >>= 1;
        account = account << 4 | u32::try_from(bits & 0xF).unwrap_or(0);
        bits >>= 4;
    }
    let mut message = account.to_le_bytes().to_vec();
    message.extend(b"OGSC");
    let digest = Md5::digest(&message);
    u32::from(digest[0]) == sum
}

/// A 3DS friend code is a 32-bit number under seven bits of the SHA-1 sum of its bytes.
pub(super) fn friend_code_3ds(digits: &str) -> bool {
    let Ok(code) = digits.parse::<u64>() else { return false };
    let Ok(number) = u32::try_from(code & 0xFFFF_FFFF) else { return false };
    let digest = Sha1::digest(number.to_le_bytes());
    code >> 32 == u64::from(digest[0] >> 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every change of one character must be noticed, and every swap of neighbours.
    fn notices_slips(check: fn(&str) -> bool, valid: &str, alphabet: &str) {
        assert!(check(valid), "{valid} is valid");
        let characters: Vec<char> = valid.chars().collect();
        for at in 0..characters.len() {
            for other in alphabet.chars().filter(|c| *c != characters[at]) {
                let mut slipped = characters.clone();
                slipped[at] = other;
                let slipped: String = slipped.iter().collect();
                assert!(!check(&slipped), "{slipped} is one slip from {valid}");
            }
            if at > 0 && characters[at] != characters[at - 1] {
                let mut slipped = characters.clone();
                slipped.swap(at, at - 1);
                let slipped: String = slipped.iter().collect();
                assert!(!check(&slipped), "{slipped} is {valid} with two neighbours swapped");
            }
        }
    }

    #[test]
    fn luhn_notices_single_slips() {
        notices_slips(luhn, "6222021234567894", "0123456789");
        assert!(!luhn("62220212345678a4"));
    }

    #[test]
    fn luhn_cannot_tell_09_from_90() {
        assert!(luhn("6222000000000900") && luhn("6222000000009000"), "a known gap of the sum");
    }

    #[test]
    fn identity_numbers_notice_single_slips() {
        notices_slips(mod_11_2, "110101200001011232", "0123456789");
        assert!(mod_11_2("11010120000101103X"), "X stands for 10");
    }

    #[test]
    fn company_codes_notice_single_slips() {
        notices_slips(mod_31, "91310000MA1K35XX04", "0123456789ABCDEFGHJKLMNPQRTUWXY");
    }

    #[test]
    fn account_numbers_notice_single_slips() {
        notices_slips(mod_97_10, "FR7630006000011234567890189", "0123456789");
    }

    #[test]
    fn island_identities_notice_a_wrong_digit() {
        assert!(taiwan_id("A123456789") && !taiwan_id("A123456788") && !taiwan_id("B123456789"));
        assert!(hong_kong_id("A1234563") && !hong_kong_id("A1234564"));
        assert!(hong_kong_id("AB9876543") && !hong_kong_id("AB9876534"));
    }

    #[test]
    fn friend_codes_carry_a_piece_of_a_hash() {
        assert!(cs_friend_code("SUCVS-FADA"), "a published example");
        assert!(!cs_friend_code("SUCVS-FAAD") && !cs_friend_code("SUCVS-FADAA"));
        assert!(!friend_code_3ds("000000000001"));
    }
}
