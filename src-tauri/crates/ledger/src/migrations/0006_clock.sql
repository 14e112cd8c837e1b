-- What the deadlines of an order are counted from; see `clock.rs`. Folded from the events as
-- the order's row is, and filled again by the program when `derived` says that it was made by
-- other rules than the present ones. An order that nothing is counted from has no row.
CREATE TABLE clock (
    order_pk INTEGER PRIMARY KEY REFERENCES orders (pk),
    -- Its terms may run for long: see `Clock::is_open`.
    open     INTEGER NOT NULL,
    -- The time of the last milestone.
    latest   INTEGER NOT NULL,
    body     TEXT NOT NULL
) STRICT;

CREATE INDEX clock_open ON clock (order_pk) WHERE open = 1;
CREATE INDEX clock_by_latest ON clock (latest);
