-- The kinds of the order's evidence, as its row holds them: a list reads no second table.
ALTER TABLE orders ADD COLUMN evidence_kinds TEXT NOT NULL DEFAULT '[]';

UPDATE orders SET evidence_kinds = (
    SELECT json_group_array(kind) FROM (
        SELECT DISTINCT kind FROM evidence WHERE order_pk = orders.pk ORDER BY kind
    )
) WHERE pk IN (SELECT order_pk FROM evidence);

-- All that filters and sorts, in the order of change: it is read once as a whole and from then
-- on from the last change known. No list of one state is read by the old index any more.
DROP INDEX orders_by_state;
CREATE INDEX orders_by_change ON orders (
    last_seq, total_fen, created_at, paid_at, order_state, money_state, voucher_state,
    postponed_at, evidence_kinds, category, shop, payee
);

-- What was read in a file, by whichever program. It follows from the file, so no event says it.
CREATE TABLE evidence_text (
    sha256 TEXT NOT NULL PRIMARY KEY,
    body   TEXT NOT NULL
) STRICT;

-- Single characters, pairs of them, and how Chinese ones sound; see `search.rs`. Filled again by
-- the program, whenever `derived` says that it was filled by other rules than the present ones.
DROP TABLE order_search;
CREATE VIRTUAL TABLE order_search USING fts5 (
    terms,
    content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_~'"
);

CREATE TABLE derived (
    name    TEXT NOT NULL PRIMARY KEY,
    edition INTEGER NOT NULL
) STRICT;

-- A way of looking at the orders, under the buyer's own name for it. Sorted by the identity,
-- which grows with time, so that one put back stands where it stood.
CREATE TABLE view (
    id       TEXT NOT NULL PRIMARY KEY,
    name     TEXT NOT NULL,
    body     TEXT NOT NULL,
    saved_at INTEGER NOT NULL
) STRICT;
