//! A purchase as many tests make it.

use app::PurchaseDraft;
use check::catalogue::CategoryId;
use model::Field;

pub(crate) const NUMBER: &str = "13900139000";
pub(crate) const PAGE: &str =
    "全国移动话费充值 100元\n面值：100元\n数量：1\n实付款：¥99.80\n充值号码：13900139000";

/// All of it agrees, and the number was typed twice.
pub(crate) fn draft() -> PurchaseDraft {
    let mut draft = PurchaseDraft {
        category: Some(CategoryId("phone_credit".to_owned())),
        name: "移动话费 100 元".to_owned(),
        face_value: "100".to_owned(),
        quantity: "1".to_owned(),
        budget: "100".to_owned(),
        words: [(Field::Carrier, "中国移动".to_owned())].into(),
        recipient: NUMBER.to_owned(),
        page: PAGE.to_owned(),
        shop: "官方营业厅".to_owned(),
        ..PurchaseDraft::default()
    };
    draft.answers.second_entry = Some(NUMBER.to_owned());
    draft
}
