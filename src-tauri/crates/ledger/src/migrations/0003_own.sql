-- Kinds of identifiers and categories of goods that the user has described. One that is
-- forgotten stays, since orders, drafts and recipients may name it.
CREATE TABLE own (
    id           TEXT NOT NULL PRIMARY KEY,
    sort         TEXT NOT NULL,
    body         TEXT NOT NULL,
    saved_at     INTEGER NOT NULL,
    forgotten_at INTEGER
) STRICT;
