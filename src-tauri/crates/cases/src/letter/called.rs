//! What things of the record are called in a letter.

use std::{collections::BTreeMap, sync::LazyLock};

use jiff::Zoned;
use model::{Circumstance, Fen};
use serde::Deserialize;

use super::Addressee;
use crate::channel::{Access, ChannelId, Ladder, Level, RouteId, Turn, route_of};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    channel: BTreeMap<ChannelId, String>,
    paid_by: BTreeMap<Circumstance, String>,
    sold_by: SoldBy,
    next_step: BTreeMap<ChannelId, String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SoldBy {
    platforms: Vec<String>,
    shops: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/letters/words.toml")).unwrap_or_default()
});

/// Such as `在线客服`.
pub fn channel(id: ChannelId) -> &'static str {
    WORDS.channel.get(&id).map_or("", String::as_str)
}

/// By which it was paid, of what is known of the payment; `None` where that says no such thing.
pub fn paid_by(circumstances: &[Circumstance]) -> Option<&'static str> {
    circumstances.iter().find_map(|each| WORDS.paid_by.get(each)).map(String::as_str)
}

/// The platform, of what the buyer wrote of where it was bought; `None` where that is the name of a
/// shop on a platform that nobody named.
pub fn platform(written: &str) -> Option<&str> {
    let SoldBy { platforms, shops } = &WORDS.sold_by;
    let written = written.trim();
    let shop = shops.iter().any(|word| written.ends_with(word.as_str()));
    if !shop || platforms.iter().any(|name| written == name) {
        return Some(written).filter(|name| !name.is_empty());
    }
    let named = platforms.iter().filter(|name| written.contains(name.as_str()));
    named.max_by_key(|name| name.len()).map(String::as_str)
}

/// Where the buyer goes when a letter to `addressee` brings nothing: the next outside that is, or
/// comes, open. `None` where no such one is, and where it is gone to before any letter, as after
/// a crime.
pub fn next_step(ladder: &Ladder, addressee: Addressee) -> Option<&'static str> {
    let route = ladder.route?;
    let crime = matches!(route, RouteId::Theft | RouteId::Deception);
    let beyond = |level: Level| match addressee {
        Addressee::Platform => level.is_outside() && !crime,
        Addressee::Payment => level.is_outside() && level != Level::Payment,
        // Whoever got the money is told of the platform first; what the regulator does is its own.
        Addressee::Counterparty | Addressee::Regulator => false,
    };
    route_of(route)?.order.iter().find_map(|id| {
        let rung = ladder.rungs.iter().find(|rung| rung.channel == *id)?;
        let goes_to = match rung.access {
            Access::Open | Access::Locked { .. } => Some(*id),
            Access::OneAtATime { other, turn: Turn::First } => other,
            _ => None,
        };
        let word = WORDS.next_step.get(&goes_to?)?;
        beyond(rung.level).then_some(word.as_str())
    })
}

/// Such as `99.80元`, without fen where there are none.
pub fn amount(fen: Fen) -> String {
    let (yuan, rest) = (fen.0 / 100, fen.0 % 100);
    if rest == 0 { format!("{yuan}元") } else { format!("{yuan}.{rest:02}元") }
}

/// Such as `2026年11月20日14:02`.
pub fn time(at: &Zoned) -> String {
    format!("{}年{}月{}日{:02}:{:02}", at.year(), at.month(), at.day(), at.hour(), at.minute())
}

/// Such as `11月25日18:00`: a day that is near needs no year.
pub fn day(at: &Zoned) -> String {
    format!("{}月{}日{:02}:{:02}", at.month(), at.day(), at.hour(), at.minute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Problem;
    use crate::channel::{Case, channels, ladder};
    use crate::fact::{Fact, Facts};

    #[test]
    fn a_letter_tells_only_of_where_the_ladder_leads() {
        use Addressee as A;
        let step = |problem, said: &[Fact], tried: &[ChannelId], addressee| {
            let mut facts = Facts::default();
            for fact in said {
                facts.say(*fact, true);
            }
            let case = Case { problem: Some(problem), facts: &facts, tried, chosen: None };
            next_step(&ladder(&case), addressee)
        };
        let goods = Problem::NotDelivered;
        let (payment, regulator) = (Some("向支付渠道申诉"), Some("向12315投诉"));
        assert_eq!(step(goods, &[], &[], A::Platform), payment);
        let paid = [Fact::Refused, Fact::ChannelComplained];
        assert_eq!(step(goods, &paid, &[], A::Platform), regulator);
        assert_eq!(step(goods, &[], &[], A::Payment), regulator, "the channel itself is asked");
        let told = [&paid[..], &[Fact::AuthorityTold]].concat();
        assert_eq!(step(goods, &told, &[], A::Platform), None, "the regulator has it");
        for shut in [Problem::Cancellation, Problem::WrongRecipient, Problem::AccountRestricted] {
            assert_eq!(step(shut, &[], &[], A::Platform), regulator, "{shut:?}: no appeal there");
        }
        assert_eq!(step(Problem::WrongAccount, &[], &[], A::Platform), payment);
        let asked = [Fact::ChannelComplained];
        let court = Some("向人民法院起诉");
        assert_eq!(step(Problem::WrongAccount, &asked, &[], A::Platform), court);
        assert_eq!(step(Problem::WrongAccount, &[], &[], A::Counterparty), None);
        for crime in [Problem::Fraud, Problem::UnauthorisedPayment] {
            assert_eq!(step(crime, &[], &[], A::Platform), None, "{crime:?} waits for no letter");
        }
        assert_eq!(step(goods, &[Fact::Vanished], &[], A::Platform), None);
    }

    /// Whatever is known: the regulator is not named where a complaint is not its business.
    #[test]
    fn nobody_is_named_who_is_not_for_it() {
        for problem in Problem::ALL {
            let facts = Facts::default();
            let case = Case { problem: Some(problem), facts: &facts, tried: &[], chosen: None };
            let ladder = ladder(&case);
            for addressee in [Addressee::Platform, Addressee::Payment] {
                let Some(step) = next_step(&ladder, addressee) else { continue };
                let named = WORDS.next_step.iter().find(|(_, word)| *word == step).unwrap().0;
                let known = crate::channel::channel(*named).unwrap();
                let is_for = known.problems.is_empty() || known.problems.contains(&problem);
                assert!(is_for, "{problem:?}: {named:?}");
            }
        }
    }

    #[test]
    fn every_channel_is_called_something() {
        for each in channels() {
            assert_ne!(channel(each.id), "", "{:?}", each.id);
        }
    }

    #[test]
    fn a_shops_name_is_no_platform() {
        for (written, called) in [
            ("淘宝", Some("淘宝")),
            ("某某充值", Some("某某充值")),
            ("微信小店", Some("微信小店")),
            ("京东到家", Some("京东到家")),
            ("淘宝 小王话费店", Some("淘宝")),
            ("小王数码天猫旗舰店", Some("天猫")),
            ("小王数码专营店", None),
            ("阿强代充", None),
            (" ", None),
        ] {
            assert_eq!(platform(written), called, "{written}");
        }
    }

    #[test]
    fn amounts_and_times_are_written_as_they_are_read() {
        assert_eq!(amount(Fen(9_980)), "99.80元");
        assert_eq!(amount(Fen(10_000)), "100元");
        assert_eq!(amount(Fen(5)), "0.05元");
        let at: Zoned = "2026-11-05T09:07:00+08:00[Asia/Shanghai]".parse().unwrap();
        assert_eq!(time(&at), "2026年11月5日09:07");
        assert_eq!(day(&at), "11月5日09:07");
        assert_eq!(paid_by(&[Circumstance::MiniProgram, Circumstance::Alipay]), Some("支付宝"));
        assert_eq!(paid_by(&[Circumstance::MiniProgram]), None);
    }
}
