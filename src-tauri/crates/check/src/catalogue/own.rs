//! A category that a user describes.

use std::collections::BTreeSet;

use model::{EvidenceKind, Field};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Catalogue, Category, CategoryId, Mistake, Name, PointOfNoReturn, Question, Refund};
use crate::identifier::{Fault, FaultCode, KindId, Kinds, name_faults};

/// Who described a kind or a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// It comes with the app.
    #[default]
    App,
    /// The user.
    Own,
    /// The user, who no longer wants it: it is offered nowhere, but what was bought with it
    /// keeps its name and its form.
    Forgotten,
}

/// A user's own category of goods, as it is typed and kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OwnCategory {
    pub name: String,
    /// What is asked, in this order.
    #[serde(default)]
    pub fields: Vec<Field>,
    /// What can receive the goods; with none, anything can.
    #[serde(default)]
    pub identifiers: Vec<KindId>,
    /// Other recipients exist too.
    #[serde(default)]
    pub any_recipient: bool,
    pub point_of_no_return: PointOfNoReturn,
    /// How the goods come: 直充, 卡密, 代充, 邮寄 or 当面交易.
    #[serde(default)]
    pub delivery: Vec<String>,
}

impl OwnCategory {
    /// The category under `id`, or everything that is wrong with it. `kinds` and `catalogue`
    /// hold what it may name and whose names are taken.
    pub fn category(
        &self,
        id: CategoryId,
        kinds: &Kinds,
        catalogue: &Catalogue,
    ) -> Result<Category, Vec<Fault>> {
        let name = self.name.trim();
        let mut faults = name_faults(name);
        let taken = |other: &&Category| {
            other.id != id && other.origin != Origin::Forgotten && other.name.looks_like(name)
        };
        if catalogue.categories.iter().any(|other| taken(&other)) {
            faults.push(Fault::about(FaultCode::NameTaken, name));
        }
        let mut seen = BTreeSet::new();
        for field in &self.fields {
            let word = word(*field);
            if !ASKABLE.contains(field) {
                faults.push(Fault::about(FaultCode::FieldUnknown, &word));
            } else if !seen.insert(word.clone()) {
                faults.push(Fault::about(FaultCode::Repeated, &word));
            }
        }
        let mut seen = BTreeSet::new();
        for kind in &self.identifiers {
            if kinds.get(kind).is_none() {
                faults.push(Fault::about(FaultCode::KindUnknown, &kind.0));
            } else if !seen.insert(kind) {
                faults.push(Fault::about(FaultCode::Repeated, &kind.0));
            }
        }
        for way in self.delivery.iter().filter(|way| !DELIVERIES.contains(&way.as_str())) {
            faults.push(Fault::about(FaultCode::DeliveryUnknown, way));
        }
        if faults.is_empty() { Ok(self.kept(id, Origin::Own)) } else { Err(faults) }
    }

    /// The category as it was kept, whatever it would be called today.
    pub fn kept(&self, id: CategoryId, origin: Origin) -> Category {
        let name = Name { zh: self.name.trim().to_owned(), en: self.name.trim().to_owned() };
        let apps = Catalogue::builtin().categories.iter().map(|other| other.id.clone());
        Category {
            icon: ICON.to_owned(),
            fields: self.fields.clone(),
            required: if self.identifiers.is_empty() { Vec::new() } else { vec![Field::Recipient] },
            identifiers: self.identifiers.clone(),
            any_recipient: self.any_recipient || self.identifiers.is_empty(),
            face_values_fen: Vec::new(),
            example: name.clone(),
            point_of_no_return: self.point_of_no_return,
            refund: refund(self.point_of_no_return),
            delivery: self.delivery.clone(),
            mistakes: vec![Mistake::Number, Mistake::Variant],
            questions: vec![Question::NumberFromOwner],
            evidence: vec![
                EvidenceKind::Listing,
                EvidenceKind::Payment,
                EvidenceKind::OrderPage,
                EvidenceKind::Delivery,
            ],
            // The reader takes these goods for those it knows, which stops nobody.
            kin: apps.collect(),
            origin,
            name,
            id,
        }
    }
}

/// What a category can ask for beside the goods, the sums and the recipient.
const ASKABLE: [Field; 10] = [
    Field::Carrier,
    Field::Province,
    Field::City,
    Field::Game,
    Field::Server,
    Field::Platform,
    Field::AccountSystem,
    Field::Length,
    Field::Edition,
    Field::Region,
];

/// How goods come, in the reader's words.
pub(super) const DELIVERIES: [&str; 5] = ["直充", "卡密", "代充", "邮寄", "当面交易"];

const ICON: &str = "package";

fn refund(point: PointOfNoReturn) -> Refund {
    match point {
        PointOfNoReturn::Credited => Refund::UntilCredited,
        PointOfNoReturn::Revealed => Refund::UntilRevealed,
        PointOfNoReturn::Activated => Refund::UntilActivated,
        PointOfNoReturn::Transferred => Refund::ByPayee,
        PointOfNoReturn::Shipped => Refund::SevenDays,
    }
}

/// The field as the wire calls it.
fn word(field: Field) -> String {
    toml::Value::try_from(field)
        .ok()
        .and_then(|v| v.as_str().map(str::to_owned))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::read_with;

    fn id() -> CategoryId {
        CategoryId("own_1".to_owned())
    }

    fn water() -> OwnCategory {
        OwnCategory {
            name: "水费".to_owned(),
            fields: vec![Field::City],
            identifiers: vec![KindId("cn_mobile".to_owned())],
            any_recipient: false,
            point_of_no_return: PointOfNoReturn::Credited,
            delivery: vec!["直充".to_owned()],
        }
    }

    fn faults(own: &OwnCategory) -> Vec<FaultCode> {
        let found = own.category(id(), Kinds::builtin(), Catalogue::builtin());
        found.err().unwrap_or_default().into_iter().map(|fault| fault.code).collect()
    }

    #[test]
    fn a_category_of_ones_own_stands_behind_the_apps() {
        let own = water().category(id(), Kinds::builtin(), Catalogue::builtin()).unwrap();
        let all = Catalogue::with([own]);
        assert_eq!(all.categories.len(), Catalogue::builtin().categories.len() + 1);
        assert_eq!(all.identifiers(&id(), None), [KindId("cn_mobile".to_owned())]);
        assert_eq!(all.fields(&id(), None), [Field::City]);
        assert!(Catalogue::builtin().category(&id()).is_none(), "the app's own stays as it is");
    }

    #[test]
    fn a_page_is_read_with_the_categories_of_ones_own() {
        let own = water().category(id(), Kinds::builtin(), Catalogue::builtin()).unwrap();
        let page = "商品：杭州水费代缴 100元\n单价：99元";
        let read = read_with(page, &Catalogue::with([own]), Kinds::builtin(), None);
        assert_eq!(read.text(Field::Category), Some("own_1"), "{:?}", read.facts);
        let plain = read_with(page, Catalogue::builtin(), Kinds::builtin(), None);
        assert_eq!(plain, crate::page::read(page), "without one's own nothing changes");
    }

    #[test]
    fn what_is_wrong_with_a_category_is_pointed_out() {
        assert_eq!(faults(&water()), []);
        let broken = OwnCategory {
            name: "话费".to_owned(),
            fields: vec![Field::Total, Field::City, Field::City],
            identifiers: vec![KindId("no_such_kind".to_owned())],
            delivery: vec!["瞬移".to_owned()],
            ..water()
        };
        let expected = [
            FaultCode::NameTaken,
            FaultCode::FieldUnknown,
            FaultCode::Repeated,
            FaultCode::KindUnknown,
            FaultCode::DeliveryUnknown,
        ];
        assert_eq!(faults(&broken), expected);
        assert_eq!(faults(&OwnCategory { name: String::new(), ..water() }), [FaultCode::NameEmpty]);
    }
}
