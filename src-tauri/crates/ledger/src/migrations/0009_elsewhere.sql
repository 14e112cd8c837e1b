-- Files that events name and that never were here: their orders came without them.
CREATE TABLE elsewhere (
    sha256 TEXT NOT NULL PRIMARY KEY
) STRICT;
