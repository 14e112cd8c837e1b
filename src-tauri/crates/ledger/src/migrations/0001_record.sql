-- "HEDA" in ASCII: tells a record of this program from any other SQLite file.
PRAGMA application_id = 1212499009;

CREATE TABLE setting (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE draft (
    id         TEXT NOT NULL PRIMARY KEY,
    body       TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE recipient (
    id           INTEGER PRIMARY KEY,
    kind         TEXT NOT NULL,
    value        TEXT NOT NULL,
    label        TEXT NOT NULL,
    confirmed    TEXT NOT NULL,
    confirmed_at INTEGER NOT NULL,
    purchases    INTEGER NOT NULL,
    last_used_at INTEGER,
    UNIQUE (kind, value)
) STRICT;

-- The timeline: every row's hash covers the row before it.
CREATE TABLE event (
    seq      INTEGER PRIMARY KEY,
    order_id TEXT NOT NULL,
    at       INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    body     TEXT NOT NULL,
    prev     BLOB NOT NULL CHECK (length(prev) = 32),
    hash     BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX event_by_order ON event (order_id, seq);

CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;

CREATE TRIGGER event_never_goes BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;

-- Texts that events name by hash, so that a timeline reads without a megabyte of pasted page.
CREATE TABLE document (
    sha256 TEXT NOT NULL PRIMARY KEY,
    body   TEXT NOT NULL
) STRICT;

CREATE TRIGGER document_never_changes BEFORE UPDATE ON document
BEGIN SELECT RAISE(ABORT, 'a document is never changed'); END;

CREATE TRIGGER document_never_goes BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'a document is never deleted'); END;

-- From here on everything is folded from the events and can be made again from them.
CREATE TABLE orders (
    pk              INTEGER PRIMARY KEY,
    id              TEXT NOT NULL UNIQUE,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    last_seq        INTEGER NOT NULL,
    category        TEXT NOT NULL,
    name            TEXT NOT NULL,
    face_value_fen  INTEGER,
    unit_price_fen  INTEGER,
    quantity        INTEGER NOT NULL,
    total_fen       INTEGER,
    recipient       TEXT,
    recipient_kind  TEXT,
    recipient_label TEXT,
    shop            TEXT,
    payee           TEXT,
    words           TEXT NOT NULL,
    order_no        TEXT,
    order_state     TEXT NOT NULL,
    money_state     TEXT NOT NULL,
    voucher_state   TEXT NOT NULL,
    paid_at         INTEGER,
    postponed_at    INTEGER,
    closed_reason   TEXT,
    notes           TEXT NOT NULL,
    check_sha256    TEXT NOT NULL
) STRICT;

CREATE INDEX orders_by_state ON orders (order_state, pk);

CREATE TABLE evidence (
    order_pk         INTEGER NOT NULL REFERENCES orders (pk),
    seq              INTEGER NOT NULL,
    sha256           TEXT NOT NULL,
    kind             TEXT NOT NULL,
    name             TEXT NOT NULL,
    media_type       TEXT NOT NULL,
    size             INTEGER NOT NULL,
    width            INTEGER,
    height           INTEGER,
    notice           TEXT,
    acquired         TEXT NOT NULL,
    attached_at      INTEGER NOT NULL,
    file_modified_at INTEGER,
    PRIMARY KEY (order_pk, sha256)
) STRICT;

CREATE INDEX evidence_by_file ON evidence (sha256);

-- Single characters and pairs of them. `ascii` takes every character beyond ASCII as part of a
-- token, whatever Unicode version SQLite knows; the texts are cut before they get here.
CREATE VIRTUAL TABLE order_search USING fts5 (
    one, two,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);
