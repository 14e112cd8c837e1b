-- Orders that were never checked have an empty `check_sha256`; their page, if any, is named here.
ALTER TABLE orders ADD COLUMN page_sha256 TEXT;
ALTER TABLE orders ADD COLUMN recorded_from TEXT;
ALTER TABLE orders ADD COLUMN seller TEXT;
ALTER TABLE orders ADD COLUMN shipment TEXT;
ALTER TABLE orders ADD COLUMN arrival TEXT;
ALTER TABLE orders ADD COLUMN shown TEXT;
ALTER TABLE orders ADD COLUMN refunded_fen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE orders ADD COLUMN links TEXT NOT NULL DEFAULT '[]';
ALTER TABLE orders ADD COLUMN gone_at INTEGER;
ALTER TABLE orders ADD COLUMN merged_into TEXT;

DROP INDEX orders_by_change;
CREATE INDEX orders_by_change ON orders (
    last_seq, total_fen, created_at, paid_at, order_state, money_state, voucher_state,
    postponed_at, evidence_kinds, category, shop, payee, arrival, gone_at, tags
);

-- There are few of these, and every search by text passes them over.
CREATE INDEX orders_gone ON orders (pk) WHERE gone_at IS NOT NULL;
