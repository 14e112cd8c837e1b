use serde::{Deserialize, Serialize};
use specta::Type;

/// One thing that can be said about a purchase, by the buyer or by a page.
///
/// The wire names are the keys of the `read` and `review` tools; amounts end in `_fen`
/// because their unit is the 分.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// What kind of goods; a key of the category catalogue.
    Category,
    /// The goods' name as written.
    Name,
    /// Nominal value of one unit.
    #[serde(rename = "face_value_fen")]
    FaceValue,
    /// What one unit really costs after the discounts shown for it.
    #[serde(rename = "unit_price_fen")]
    UnitPrice,
    Quantity,
    /// What is to be paid, or was paid.
    #[serde(rename = "total_fen")]
    Total,
    Carrier,
    Province,
    City,
    Game,
    Server,
    Platform,
    AccountSystem,
    /// Length of one unit of a membership or data plan.
    Length,
    Edition,
    Region,
    Delivery,
    /// Easily confused labels, such as 限时优惠 or 慢充.
    Labels,
    /// What is topped up or receives the code.
    Recipient,
    OrderNo,
    /// The platform's own word for the order's state.
    Status,
    Payee,
    PaidAt,
    /// The most the buyer is willing to pay in all.
    #[serde(rename = "budget_fen")]
    Budget,
    /// Where the purchase is made; the buyer's own word for it.
    Shop,
}
