-- What is done about an order that went wrong; see `casework.rs`. Folded from the events as the
-- order's row is. An order that nothing was done about has no row.
CREATE TABLE casework (
    order_pk  INTEGER PRIMARY KEY REFERENCES orders (pk),
    -- It is not said to be over.
    open      INTEGER NOT NULL,
    -- The time of the last step.
    latest_at INTEGER NOT NULL,
    body      TEXT NOT NULL
) STRICT;

CREATE INDEX casework_by_latest ON casework (open, latest_at);
