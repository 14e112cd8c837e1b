//! Who receives the goods, and who receives the money.

use std::ops::Range;
use std::sync::LazyLock;

use model::Field;
use regex::Regex;

use super::lines::{tail, trim_matches};
use super::matcher::pattern;
use super::pairs::Role;
use super::sheet::{Candidates, Sheet, rank};

static PHONE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:\+?86[ -]?)?(1[3-9][0-9][ -]?[0-9*\u{D7}Xx]{4}[ -]?[0-9*]{4})"));
static MAIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[A-Za-z0-9._*+-]{1,64}@[A-Za-z0-9*.-]{1,64}\.[A-Za-z]{2,10}"));
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:\+[1-9])?[0-9*]{2,8}(?:[ -]?[0-9*]{1,8}){0,8}"));
static CODE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[#@]?[A-Za-z0-9_*][A-Za-z0-9_*.#-]{2,40}"));

/// A name with its number: 小雨#51234.
static TAG: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[\p{Han}A-Za-z][\p{Han}A-Za-z0-9_]{1,15}#[0-9]{3,6}"));

/// 充值至QQ 12345, 直充到账号 `abc_1`.
static SENT_TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?:充值?|直充|发送|开通|充值成功)[至到入给](?:您的)?(?:账号|账户|QQ号?|手机号?码?|号码|UID|角色ID)?|充(?:值)?(?:QQ号?|UID|手机号?|号码|账号)) ?:?([0-9*A-Za-z._]{5,40})",
    )
});

/// Who pays into a transfer is told from who gets it by these.
const TRANSFER_LABELS: [&str; 13] = [
    "收款账户",
    "收款账号",
    "收款卡号",
    "收款帐号",
    "对方账户",
    "对方账号",
    "收款人账号",
    "收款人卡号",
    "转入账户",
    "转入卡号",
    "对方卡号",
    "转入账号",
    "收款银行卡",
];

pub(super) fn read(sheet: &Sheet<'_>, found: &mut Candidates) {
    recipient(sheet, found);
    payee(sheet, found);
}

fn recipient(sheet: &Sheet<'_>, found: &mut Candidates) {
    for pair in &sheet.pairs {
        let label = &sheet.body[pair.label.clone()];
        let sure = match pair.role {
            Role::Recipient if TRANSFER_LABELS.contains(&label) && !sheet.is(&["transfer"]) => {
                continue;
            }
            Role::Recipient => rank::LABELLED,
            // Who signs for a parcel is no account.
            Role::RecipientMaybe if sheet.is(&["physical"]) => continue,
            // The number of the card that is sold.
            Role::RecipientMaybe if label == "卡号" && sheet.is(&CODES) => continue,
            Role::RecipientMaybe => rank::TITLE,
            Role::Character => {
                role_name(sheet, found, pair.value.clone());
                continue;
            }
            Role::Unknown if names_account(label) && sheet.is(&ACCOUNTS) => UNKNOWN_RANK,
            _ => continue,
        };
        if pair.role == Role::RecipientMaybe && is_consignee(sheet, pair.label.start) {
            continue;
        }
        if let Some((range, value)) = identifier(&sheet.body, &pair.value) {
            found.text(Field::Recipient, &value, sure, range);
        }
    }
    for number in SENT_TO.captures_iter(&sheet.body).filter_map(|c| c.get(1)) {
        let masked = number.as_str().contains('*');
        let digits = number.as_str().bytes().filter(u8::is_ascii_digit).count();
        let mailbox = sheet.body[number.end()..].starts_with('@');
        if !mailbox && (masked || digits >= 5) {
            found.text(Field::Recipient, &plain(number.as_str()), rank::WORDED, number.range());
        }
    }
    for hit in MAIL.find_iter(&sheet.body) {
        let before = tail(&sheet.body[..hit.start()], 8);
        if ["发送至", "发送到", "发至", "发到", "邮箱", "发往", "发 "]
            .iter()
            .any(|w| before.contains(w))
            && sheet.pair_at(hit.start()).is_none_or(|p| !is_number_of_something(p.role))
        {
            found.text(Field::Recipient, hit.as_str(), rank::WORDED, hit.range());
        }
    }
    for captures in PHONE.captures_iter(&sheet.body) {
        let Some(number) = captures.get(1) else { continue };
        let range = number.range();
        if sheet.pair_at(range.start).is_some_and(|p| is_number_of_something(p.role))
            || !stands_free(&sheet.body, &range)
        {
            continue;
        }
        if is_contact(&sheet.body, &range) {
            continue;
        }
        let sure = if topped_up(&sheet.body, &range) { rank::WORDED } else { rank::LOOSE };
        if sure > rank::LOOSE
            || sheet.category.is_none_or(|c| matches!(c, "phone_credit" | "data_plan"))
        {
            found.text(Field::Recipient, &plain(number.as_str()), sure, range);
        }
    }
}

/// Goods that come as a code.
const CODES: [&str; 3] = ["gift_card", "game_card", "software_key"];
/// Goods that are bought for an account.
const ACCOUNTS: [&str; 4] = ["platform_coin", "game_topup", "membership", "game_item"];
/// An account under a label of its own, such as 小红书号.
const UNKNOWN_RANK: u8 = 40;

/// Whether a place is in what the buyer or the payer wrote for the other side.
pub(super) fn is_remark(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.pair_at(at).is_some_and(|pair| {
        pair.role == Role::Note && REMARKS.contains(&&sheet.body[pair.label.clone()])
    })
}

const REMARKS: [&str; 9] =
    ["备注", "附言", "留言", "买家留言", "订单备注", "转账说明", "转账附言", "转账留言", "Remark"];

/// Whether the lines before speak of who signs for a parcel.
fn is_consignee(sheet: &Sheet<'_>, at: usize) -> bool {
    let before = tail(&sheet.text.folded[..at], 60);
    ["收货人", "收货信息", "收件人"].iter().any(|word| before.contains(word))
}

fn names_account(label: &str) -> bool {
    let other = [
        "编号",
        "单号",
        "货号",
        "型号",
        "电话号",
        "群号",
        "众号",
        "微信号",
        "备案号",
        "证号",
        "批号",
        "工号",
        "信号",
        "序号",
        "房号",
        "客服",
        "联系",
        "下单",
        "付款",
        "卖家",
        "发票号",
        "卡号",
    ];
    (label.ends_with('号') || label.to_lowercase().ends_with("id"))
        && !other.iter().any(|word| label.contains(word))
}

fn is_number_of_something(role: Role) -> bool {
    matches!(
        role,
        Role::OrderNo
            | Role::MerchantNo
            | Role::ChannelNo
            | Role::Recipient
            | Role::RecipientMaybe
            | Role::Payee
    )
}

fn stands_free(text: &str, range: &Range<usize>) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '*' | '@' | '_');
    !text[..range.start].ends_with(inner) && !text[range.end..].starts_with(inner)
}

/// Whom to call is not who is topped up.
fn is_contact(text: &str, range: &Range<usize>) -> bool {
    let before = tail(&text[..range.start], 8);
    let before = before.rsplit('\n').next().unwrap_or_default();
    [
        "联系",
        "咨询",
        "客服",
        "电话",
        "热线",
        "致电",
        "拨打",
        "微信",
        "加V",
        "加v",
        "售后",
        "投诉",
        "付款人",
        "代理",
    ]
    .iter()
    .any(|word| before.contains(word))
}

/// 为138…充值, 给138…充100, 138…充值成功.
fn topped_up(text: &str, range: &Range<usize>) -> bool {
    let before = tail(&text[..range.start], 8);
    let after = super::lines::head(&text[range.end..], 8);
    ["为", "给", "充", "号码", "手机", "往", "到", "替"].iter().any(|w| before.contains(w))
        || ["充", "缴", "交费"].iter().any(|w| after.contains(w))
}

/// The identifier that a value begins with: a phone, a mailbox, a number or a code.
fn identifier(body: &str, value: &Range<usize>) -> Option<(Range<usize>, String)> {
    let text = super::lines::head(&body[value.clone()], VALUE_CHARS);
    if let Some(tag) = TAG.find(text) {
        return Some((value.start..value.start + tag.end(), tag.as_str().to_owned()));
    }
    let mail = MAIL.find(text);
    let phone =
        PHONE.captures(text).and_then(|c| c.get(1)).filter(|m| stands_free(text, &m.range()));
    // What follows a currency's sign is a sum: the value of another line.
    let sum = text.find(['\u{A5}', '\u{FFE5}', '$']).unwrap_or(text.len());
    let number = NUMBER.find(text).filter(|m| {
        m.start() < sum
            && stands_free(text, &m.range())
            && m.as_str().bytes().filter(u8::is_ascii_digit).count() >= 2
    });
    let code = CODE.find(text).filter(|m| m.as_str().contains(|c: char| c.is_alphanumeric()));
    let code = code.filter(|m| m.start() < sum).filter(|m| {
        m.as_str().bytes().any(|b| b.is_ascii_digit() || b == b'*') || m.as_str().len() >= 5
    });
    let first = |m: &regex::Match<'_>| m.start() <= LEAD_BYTES;
    let hit = if let Some(mail) = mail {
        (mail.range(), mail.as_str().to_owned())
    } else if let Some(phone) = phone {
        (phone.range(), plain(phone.as_str()))
    } else if let Some(number) = number {
        (number.range(), plain(number.as_str()))
    } else {
        let code = code.filter(first)?;
        (code.range(), code.as_str().trim_end_matches(['.', '-']).to_owned())
    };
    Some((value.start + hit.0.start..value.start + hit.0.end, hit.1))
}

/// The longest value that is searched, in characters.
const VALUE_CHARS: usize = 80;
/// A word such as 手机 or QQ may stand before the identifier, in bytes.
const LEAD_BYTES: usize = 24;

/// Without spaces and hyphens; other signs for a mask become asterisks.
fn plain(number: &str) -> String {
    number
        .chars()
        .filter(|c| !matches!(c, ' ' | '-'))
        .map(|c| if matches!(c, 'X' | 'x' | '\u{D7}') { '*' } else { c })
        .collect()
}

fn role_name(sheet: &Sheet<'_>, found: &mut Candidates, value: Range<usize>) {
    let whole = trim_matches(&sheet.body, value, char::is_whitespace);
    let first = sheet.body[whole.clone()].split(char::is_whitespace).next().unwrap_or_default();
    let range = whole.start..whole.start + first.len();
    let written = sheet.text.written(&range);
    let filled = written.contains(|c: char| c.is_alphanumeric() || c == '*');
    if filled && written.chars().count() <= ROLE_CHARS {
        found.text(Field::Recipient, &written, ROLE_RANK, range);
    }
}

/// The longest role's name, in characters.
const ROLE_CHARS: usize = 20;
/// A role's name counts where no number is stated.
const ROLE_RANK: u8 = 20;

fn payee(sheet: &Sheet<'_>, found: &mut Candidates) {
    for pair in sheet.with_role(Role::Payee) {
        let label = &sheet.body[pair.label.clone()];
        let sure = match label {
            "收款方" | "商户全称" | "收款单位" | "收款方全称" => rank::LABELLED,
            _ => rank::TITLE,
        };
        let value = sheet.text.written(&pair.value);
        if value.chars().count() <= PAYEE_CHARS {
            found.text(Field::Payee, &value, sure, pair.value.clone());
        }
    }
    if !sheet.is(&["transfer"]) {
        return;
    }
    for captures in GIVEN_TO.captures_iter(&sheet.body) {
        let Some(name) = captures.get(1).or(captures.get(2)) else { continue };
        if !name.as_str().starts_with(['你', '您', '我', '对']) {
            found.text(Field::Payee, name.as_str(), rank::LOOSE, name.range());
        }
    }
}

/// 转账给小北, 向小北转账.
static GIVEN_TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:转账[- ]{0,2}(?:转)?给|转账到|转给) ?([\p{Han}A-Za-z*]{1,12}(?:\([\p{Han}*]{1,6}\))?)(?:\n|$| )|向 ?([\p{Han}A-Za-z*]{2,12}?(?:\([\p{Han}*]{1,6}\))?) ?(?:转账|汇款|付款)",
    )
});

/// The longest name of a company that is believed, in characters.
const PAYEE_CHARS: usize = 60;
