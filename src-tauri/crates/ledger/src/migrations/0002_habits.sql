-- A need that is bought again and again, under the buyer's own name for it. Sorted by the
-- identity, which grows with time, so that one put back stands where it stood.
CREATE TABLE template (
    id       TEXT NOT NULL PRIMARY KEY,
    name     TEXT NOT NULL,
    body     TEXT NOT NULL,
    saved_at INTEGER NOT NULL
) STRICT;

-- What the buyer wants to be reminded of before paying for such goods.
CREATE TABLE reminder (
    id         TEXT NOT NULL PRIMARY KEY,
    category   TEXT NOT NULL,
    word       TEXT NOT NULL,
    text       TEXT NOT NULL,
    order_id   TEXT,
    created_at INTEGER NOT NULL
) STRICT;
