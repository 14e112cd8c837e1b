use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::Problem;

/// Makes a field, a variant and an id of each slot that holds one text.
macro_rules! slots {
    ($($(#[doc = $doc:literal])* $field:ident: $slot:ident,)*) => {
        /// A place in a letter that something of the case goes into.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum Slot {
            $($(#[doc = $doc])* $slot,)*
            /// The pieces that go with the letter, one each.
            Evidence,
            /// Who was spoken with before, one each.
            Contacts,
            /// What the law says, as [`Slots::on`] and [`Slots::problem`] have it.
            Law,
        }

        /// What is known of a case, as words. What is `None` or blank is not known, and nothing
        /// is ever put in its place.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
        #[serde(default, deny_unknown_fields)]
        pub struct Slots {
            $($(#[doc = $doc])* pub $field: Option<String>,)*
            /// The pieces that go with the letter, as they are called in it.
            pub evidence: Option<Vec<String>>,
            pub contacts: Option<Vec<Contact>>,
            pub problem: Option<Problem>,
            /// Money was sent and nothing bought: some laws do not hold for that.
            pub transfer: bool,
            /// The day of the letter, by which the law is cited; without it none is.
            #[specta(type = Option<String>)]
            pub on: Option<Date>,
        }

        impl Slot {
            /// In the order in which a buyer would fill them.
            pub const ALL: &[Self] = &[$(Self::$slot,)* Self::Evidence, Self::Contacts, Self::Law];

            /// As templates call it.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$slot => stringify!($field),)*
                    Self::Evidence => "evidence",
                    Self::Contacts => "contacts",
                    Self::Law => "law",
                }
            }

            /// Whether it holds one text, which can be typed, not what the record has.
            pub const fn is_typed(self) -> bool {
                !matches!(self, Self::Evidence | Self::Contacts | Self::Law)
            }
        }

        impl Slots {
            /// The text of a slot that holds one.
            pub(super) fn text(&self, slot: Slot) -> Option<&str> {
                let text = match slot {
                    $(Slot::$slot => self.$field.as_deref(),)*
                    Slot::Evidence | Slot::Contacts | Slot::Law => None,
                };
                text.map(bare).filter(|text| !text.is_empty())
            }
        }
    };
}

slots! {
    order_no: OrderNo,
    platform: Platform,
    goods: Goods,
    /// With its currency, such as `100元`.
    amount: Amount,
    paid_at: PaidAt,
    pay_method: PayMethod,
    /// The number that the payment app or the bank gave it.
    payment_no: PaymentNo,
    /// As the platform shows it.
    order_state: OrderState,
    /// Whom it went to, covered.
    recipient: Recipient,
    /// Whom it was meant for, where that is another, covered.
    meant_recipient: MeantRecipient,
    /// What was meant, where it is other than `goods`.
    meant_goods: MeantGoods,
    happened: Happened,
    found_at: FoundAt,
    /// How it came to that, in the buyer's words.
    cause: Cause,
    demand: Demand,
    /// Until when an answer is asked for; `前` follows it.
    deadline: Deadline,
    /// Words of the platform's own rules, and where they stand.
    rule_quote: RuleQuote,
    rule_source: RuleSource,
    /// The second order or payment of the same purchase.
    second_order_no: SecondOrderNo,
    second_paid_at: SecondPaidAt,
    second_payment_no: SecondPaymentNo,
    /// What was taken in fact, where it differs from `amount`.
    charged: Charged,
    /// What is to come back, where it is not all.
    difference: Difference,
    resupplied_at: ResuppliedAt,
    resupply_no: ResupplyNo,
    /// What the other side says, in its words.
    refusal: Refusal,
    /// What was described, and what came.
    described: Described,
    received: Received,
    /// The last digits of a code; never the code.
    voucher_tail: VoucherTail,
    tried_at: TriedAt,
    /// What the page says when the code is tried.
    error_text: ErrorText,
    account: Account,
    restricted_at: RestrictedAt,
    notice: Notice,
    /// The term that is held against the buyer, in its words.
    term_quote: TermQuote,
    term_place: TermPlace,
    /// What the other side promised, and by when.
    promised: Promised,
    agent_no: AgentNo,
    ticket: Ticket,
    /// Where the buyer goes next; `我会` stands before it.
    next_step: NextStep,
    /// The company or shop complained of, by its full name.
    respondent: Respondent,
    respondent_address: RespondentAddress,
    /// The buyer's true name, as an authority needs it.
    name: Name,
    phone: Phone,
    address: Address,
    report_no: ReportNo,
    child_age: ChildAge,
    /// What the buyer is to the child.
    guardian: Guardian,
}

impl Slots {
    /// Money that went to the wrong account bought nothing.
    pub(super) fn is_transfer(&self) -> bool {
        self.transfer || self.problem == Some(Problem::WrongAccount)
    }
}

/// One talk that was had before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    pub at: String,
    /// Such as `在线客服`.
    pub channel: String,
    pub agent_no: Option<String>,
    pub ticket: Option<String>,
    /// What they answered.
    pub said: Option<String>,
}

impl Contact {
    /// As a letter names it; `None` when there is no time or channel to name.
    pub fn written(&self) -> Option<String> {
        let (at, channel) = (bare(&self.at), bare(&self.channel));
        if at.is_empty() || channel.is_empty() {
            return None;
        }
        let marks = self.marks();
        let said = self.said.as_deref().map(bare).filter(|said| !said.is_empty());
        Some(match said {
            Some(said) => format!("{at}联系{channel}{marks}，答复为“{said}”"),
            None => format!("{at}联系{channel}{marks}"),
        })
    }

    /// The numbers by which the other side knows it, in brackets; empty without one.
    pub fn marks(&self) -> String {
        let known = |text: &Option<String>, label| {
            let text = bare(text.as_deref()?);
            (!text.is_empty()).then(|| format!("{label}{text}"))
        };
        let marks = [known(&self.agent_no, "工号"), known(&self.ticket, "工单号")];
        let marks: Vec<_> = marks.into_iter().flatten().collect();
        if marks.is_empty() { String::new() } else { format!("（{}）", marks.join("，")) }
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Without blanks around it and without the mark that ends its sentence, which templates set.
pub(super) fn bare(text: &str) -> &str {
    text.trim().trim_end_matches(|c: char| "。；，,;".contains(c) || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_talk_is_named_as_far_as_it_is_known() {
        let mut talk = Contact {
            at: "11月20日10:05".to_owned(),
            channel: "在线客服".to_owned(),
            ..Contact::default()
        };
        assert_eq!(talk.written().unwrap(), "11月20日10:05联系在线客服");
        talk.agent_no = Some("8021".to_owned());
        talk.ticket = Some("  ".to_owned());
        talk.said = Some("系统处理中。".to_owned());
        assert_eq!(
            talk.written().unwrap(),
            "11月20日10:05联系在线客服（工号8021），答复为“系统处理中”"
        );
        assert_eq!(Contact::default().written(), None, "nobody was spoken with");
    }

    #[test]
    fn what_is_blank_is_not_known() {
        let slots = Slots { goods: Some(" 。".to_owned()), ..Slots::default() };
        assert_eq!(slots.text(Slot::Goods), None);
        assert_eq!(bare(" 一直没有到账。 "), "一直没有到账");
    }

    #[test]
    fn a_slot_is_called_alike_everywhere() {
        for slot in Slot::ALL {
            assert_eq!(serde_json::to_value(slot).unwrap(), slot.id());
        }
    }
}
