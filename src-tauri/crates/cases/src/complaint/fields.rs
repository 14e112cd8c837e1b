use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Complaint, grounds};
use crate::folded::Folded;

/// Who complains: art. 10 asks for true particulars.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Complainant {
    pub name: String,
    pub phone: String,
    pub address: String,
    /// The name is the buyer's own, and the identity may be verified.
    pub own_name: Option<bool>,
    /// Somebody else writes it for the buyer.
    pub by_proxy: Option<bool>,
    /// The signed letter of authority and the proxy's identity are there (art. 11).
    pub proxy_papers: Option<bool>,
}

/// Who is complained of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Respondent {
    pub kind: Option<RespondentKind>,
    /// As its licence or the platform's page shows it, not the shop's nickname.
    pub name: String,
    pub address: String,
    /// 统一社会信用代码; not required.
    pub credit_code: String,
    /// For a shop on a platform: it shows an address there, and is reached at it.
    pub reached_at_shown_address: Option<bool>,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum RespondentKind {
    Platform,
    ShopOnPlatform,
    /// Sells on a site of its own, or by another service on the network.
    OwnSite,
    /// Any other business.
    Business,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename = "ComplaintField", rename_all = "snake_case")]
pub enum Field {
    Name,
    Phone,
    Address,
    RespondentName,
    RespondentAddress,
    RespondentCode,
    Request,
    Account,
}

/// What is wrong with a field.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum FieldFlaw {
    Missing,
    /// It is not of the form: no real name, no number that can be called, no place, a code that
    /// is none.
    NotReal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FieldState {
    pub field: Field,
    pub required: bool,
    pub flaw: Option<FieldFlaw>,
}

pub(super) fn of(complaint: &Complaint<'_>) -> Vec<FieldState> {
    use Field as F;
    let Complaint { complainant, respondent, request, account, .. } = complaint;
    let state = |field, text: &str, real: fn(&str) -> bool| {
        let text = text.trim();
        let flaw = match text {
            "" => Some(FieldFlaw::Missing),
            _ if !real(text) => Some(FieldFlaw::NotReal),
            _ => None,
        };
        FieldState { field, required: field != F::RespondentCode, flaw }
    };
    vec![
        state(F::Name, &complainant.name, is_name),
        state(F::Phone, &complainant.phone, is_phone),
        state(F::Address, &complainant.address, is_address),
        state(F::RespondentName, &respondent.name, |text| text.chars().count() >= 2),
        state(F::RespondentAddress, &respondent.address, is_address),
        state(F::RespondentCode, &respondent.credit_code, is_credit_code),
        state(F::Request, request, |text| text.chars().count() >= 4),
        state(F::Account, account, |text| text.chars().count() >= 10),
    ]
}

fn is_name(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && grounds::no_name(&Folded::of(text)).is_none()
}

/// A number of the mainland: a mobile one, or a landline with its area. Behind the country's code
/// the area may stand without its zero.
fn is_phone(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let code = if text.starts_with("00") { "0086" } else { "86" };
    let abroad = digits.strip_prefix(code).filter(|rest| rest.len() >= 10);
    let number = abroad.unwrap_or(&digits);
    let signs = text.chars().all(|c| c.is_ascii_digit() || " +-()（）".contains(c));
    let mobile = number.len() == 11 && number.starts_with('1');
    let landline = (10..=12).contains(&number.len()) && number.starts_with('0');
    // Beijing's area is 10; all others begin with 2 to 9, and those of two digits with 2.
    let area = abroad.and(number.chars().next()).is_some_and(|first| match number.len() {
        10 => number.starts_with("10") || first >= '2',
        11 => first >= '3',
        _ => false,
    });
    let foreign = text.starts_with('+') && abroad.is_none();
    signs && !foreign && (mobile || landline || area)
}

fn is_address(text: &str) -> bool {
    text.chars().count() >= 6 && text.chars().any(char::is_alphabetic)
}

/// GB 32100: 17 signs and a check sign, modulo 31.
fn is_credit_code(text: &str) -> bool {
    const SIGNS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let values: Option<Vec<usize>> =
        text.to_ascii_uppercase().chars().map(|sign| SIGNS.find(sign)).collect();
    let Some((check, values)) = values.as_deref().and_then(<[usize]>::split_last) else {
        return false;
    };
    let mut weight = 1;
    let mut sum = 0;
    for value in values {
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    values.len() == 17 && (31 - sum % 31) % 31 == *check
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_somebodys() {
        for name in ["张三", "欧阳小明", "阿卜杜拉·买买提", "John Smith"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["张先生", "匿名", "王某", "李某某", "买家1", "张*", "张", "用户"]
        {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn a_phone_can_be_called() {
        for phone in [
            "13800138000",
            "+86 138 0013 8000",
            "0086 13800138000",
            "010-12345678",
            "0571 8765 4321",
            "+86 10 12345678",
            "+86-0755-12345678",
            "+86 755 1234 5678",
            "+86 (0)10 12345678",
            "0086-21-12345678",
            "86-0471-1234567",
        ] {
            assert!(is_phone(phone), "{phone}");
        }
        for phone in [
            "12345",
            "138****8000",
            "微信 abc",
            "2380013800000",
            "1012345678",
            "+1 212 555 0100",
            "+86 12345678",
            "+86 11 12345678",
        ] {
            assert!(!is_phone(phone), "{phone}");
        }
    }

    #[test]
    fn a_code_bears_its_own_check() {
        // Of no business: made up, with the check sign that follows.
        for code in ["91999999MA00000079", "9299999970000000AU"] {
            assert!(is_credit_code(code), "{code}");
            let wrong = code.replacen('7', "1", 1);
            assert!(!is_credit_code(&wrong), "{wrong}");
        }
        assert!(!is_credit_code("") && !is_credit_code("12345"));
    }
}
