//! What must be so, put against what is known.

use serde::de::{Error, IntoDeserializer, value::StrDeserializer};
use serde::{Deserialize, Deserializer, Serialize};
use specta::Type;

use crate::fact::{By, Fact, Facts};

/// A fact that is wanted to be so, or not to be so. In the data `used` and `!used`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Type)]
#[serde(rename = "WantedFact")]
pub struct Wanted {
    pub fact: Fact,
    pub is: bool,
}

/// Any of these is enough. In the data they stand in one text, as in `refused | no_reply`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Condition {
    pub any: Vec<Wanted>,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    Met,
    Unknown,
    Unmet,
}

/// How a condition stands by what is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ConditionState {
    pub any: Vec<Wanted>,
    pub held: Held,
    /// The facts to be asked for while it is not known.
    pub ask: Vec<Fact>,
}

impl Wanted {
    pub const fn is(fact: Fact) -> Self {
        Self { fact, is: true }
    }

    pub const fn not(fact: Fact) -> Self {
        Self { fact, is: false }
    }

    /// What would be noticed is taken not to have been until somebody says so: asking for each
    /// of those would make a list of questions of every way out.
    pub fn held(self, facts: &Facts) -> Held {
        match facts.known(self.fact) {
            Some(is) if is == self.is => Held::Met,
            Some(_) => Held::Unmet,
            None if !self.is && is_noticed(self.fact) => Held::Met,
            None => Held::Unknown,
        }
    }
}

impl Condition {
    pub fn state(&self, facts: &Facts) -> ConditionState {
        let held = |wanted: &Wanted| wanted.held(facts);
        let held = self.any.iter().map(held).min().unwrap_or(Held::Met);
        let open = self.any.iter().filter(|wanted| wanted.held(facts) == Held::Unknown);
        let ask = if held == Held::Unknown { open.map(|one| one.fact).collect() } else { vec![] };
        ConditionState { any: self.any.clone(), held, ask }
    }
}

const fn is_noticed(fact: Fact) -> bool {
    use Fact as F;
    matches!(
        fact,
        F::MoneyBack
            | F::Contacted
            | F::RefundRequested
            | F::ResupplyRequested
            | F::ChannelComplained
            | F::AuthorityTold
            | F::Refused
            | F::NoReply
            | F::Overdue
            | F::OtherRefused
            | F::InstitutionTold
            | F::BoughtTwice
            | F::Vanished
    )
}

/// What follows from what is known. What the buyer says, and what follows from it, stands over
/// the record; what follows from the record only adds to it.
pub fn with_what_follows(facts: &Facts) -> Facts {
    let mut all = facts.clone();
    let by_buyer = |facts: &Facts, fact| facts.by(fact) == Some(By::Buyer);
    follow(&mut all, |facts, from, to| by_buyer(facts, from) && !by_buyer(facts, to));
    follow(&mut all, |facts, _, to| facts.known(to).is_none());
    all
}

fn follow(facts: &mut Facts, may: impl Fn(&Facts, Fact, Fact) -> bool) {
    loop {
        let next = FOLLOWS.iter().find(|(from, to)| {
            facts.known(from.fact) == Some(from.is) && may(facts, from.fact, to.fact)
        });
        let Some((_, to)) = next else { return };
        facts.say(to.fact, to.is);
    }
}

/// The second follows from the first.
const FOLLOWS: [(Wanted, Wanted); 18] = {
    use Fact as F;
    [
        (Wanted::not(F::OrderMade), Wanted::not(F::VoucherMade)),
        (Wanted::not(F::VoucherMade), Wanted::not(F::VoucherSeen)),
        (Wanted::not(F::VoucherMade), Wanted::not(F::Used)),
        (Wanted::not(F::VoucherMade), Wanted::not(F::PastReturn)),
        (Wanted::is(F::Used), Wanted::is(F::VoucherMade)),
        (Wanted::is(F::Used), Wanted::is(F::Arrived)),
        (Wanted::is(F::Used), Wanted::is(F::PastReturn)),
        (Wanted::is(F::VoucherSeen), Wanted::is(F::VoucherMade)),
        (Wanted::is(F::VoucherMade), Wanted::is(F::OrderMade)),
        (Wanted::is(F::ArrivedOther), Wanted::is(F::Arrived)),
        (Wanted::not(F::Arrived), Wanted::not(F::ArrivedOther)),
        (Wanted::not(F::Arrived), Wanted::not(F::Used)),
        (Wanted::not(F::Parcel), Wanted::not(F::ParcelSent)),
        (Wanted::not(F::ParcelSent), Wanted::not(F::ParcelSigned)),
        (Wanted::is(F::ParcelSigned), Wanted::is(F::ParcelSent)),
        (Wanted::is(F::ParcelSent), Wanted::is(F::Parcel)),
        (Wanted::is(F::MoneyBack), Wanted::is(F::Paid)),
        (Wanted::not(F::Paid), Wanted::not(F::MoneyBack)),
    ]
};

impl<'de> Deserialize<'de> for Wanted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wanted(&String::deserialize(deserializer)?)
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        let any = written.split('|').map(|one| wanted(one.trim())).collect::<Result<_, _>>()?;
        Ok(Self { any })
    }
}

fn wanted<E: Error>(written: &str) -> Result<Wanted, E> {
    let name = written.strip_prefix('!');
    let (name, is) = name.map_or((written, true), |name| (name, false));
    let name: StrDeserializer<'_, E> = name.into_deserializer();
    Ok(Wanted { fact: Fact::deserialize(name)?, is })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct File {
        conditions: Vec<Condition>,
    }

    fn condition(written: &str) -> Condition {
        let file: File = toml::from_str(&format!("conditions = ['{written}']")).unwrap();
        file.conditions.into_iter().next().unwrap()
    }

    fn said(facts: &[(Fact, bool)]) -> Facts {
        let mut all = Facts::default();
        for (fact, is) in facts {
            all.say(*fact, *is);
        }
        all
    }

    #[test]
    fn any_of_several_is_enough_and_the_unknown_ones_are_asked_for() {
        let either = condition("refused | !used");
        let state = |facts: &[(Fact, bool)]| {
            let state = either.state(&said(facts));
            (state.held, state.ask)
        };
        assert_eq!(state(&[(Fact::Refused, true)]), (Held::Met, vec![]));
        assert_eq!(state(&[(Fact::Used, true)]), (Held::Unknown, vec![Fact::Refused]));
        assert_eq!(state(&[(Fact::Used, true), (Fact::Refused, false)]), (Held::Unmet, vec![]));
        assert_eq!(state(&[]), (Held::Unknown, vec![Fact::Refused, Fact::Used]));
    }

    #[test]
    fn a_fact_of_another_name_is_refused() {
        assert!(toml::from_str::<File>("conditions = ['usd']").is_err());
        assert!(toml::from_str::<File>("conditions = ['']").is_err());
    }

    #[test]
    fn what_would_be_noticed_has_not_happened_until_it_is_said() {
        let nothing = Facts::default();
        assert_eq!(condition("!overdue").state(&nothing).held, Held::Met);
        assert_eq!(condition("overdue").state(&nothing).held, Held::Unknown, "to be asked for");
        assert_eq!(condition("!used").state(&nothing).held, Held::Unknown);
    }

    #[test]
    fn what_the_buyer_says_carries_what_follows_from_it_over_the_record() {
        let facts = with_what_follows(&said(&[(Fact::OrderMade, false)]));
        assert_eq!(facts.known(Fact::Used), Some(false), "without an order nothing was used");
        let facts = said(&[(Fact::VoucherMade, false), (Fact::Used, true)]);
        let facts = with_what_follows(&facts);
        assert_eq!(facts.known(Fact::VoucherMade), Some(false), "both were said");
        assert_eq!(facts.known(Fact::Used), Some(true));
    }
}
