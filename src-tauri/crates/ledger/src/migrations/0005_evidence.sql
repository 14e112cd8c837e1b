-- What the buyer says of a piece, and the pieces that it was made from, both as JSON.
ALTER TABLE evidence ADD COLUMN about TEXT NOT NULL DEFAULT '{}';
ALTER TABLE evidence ADD COLUMN derived_from TEXT NOT NULL DEFAULT '[]';

-- What a file's bytes show; made again from them at any time.
CREATE TABLE evidence_file (
    sha256   TEXT NOT NULL PRIMARY KEY,
    likeness BLOB CHECK (likeness IS NULL OR length(likeness) = 32),
    metadata TEXT NOT NULL,
    unread   TEXT
) STRICT;
