-- Whether an order was checked (then `recorded_from` is NULL) and what came back of it.
DROP INDEX orders_by_change;
CREATE INDEX orders_by_change ON orders (
    last_seq, total_fen, created_at, paid_at, order_state, money_state, voucher_state,
    postponed_at, evidence_kinds, category, shop, payee, arrival, gone_at, tags,
    recorded_from, refunded_fen
);
