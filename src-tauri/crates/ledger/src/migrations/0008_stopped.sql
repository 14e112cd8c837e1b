-- Purchases that were discarded while their check said stop: no order tells of them.
CREATE TABLE stopped (
    draft_id  TEXT NOT NULL PRIMARY KEY,
    at        INTEGER NOT NULL,
    total_fen INTEGER
) STRICT;
