-- What a live room must have again after a restart, such as its code and its keys.
-- It stays in this journal: no export has it.

CREATE TABLE secret (
    owner TEXT NOT NULL, -- an exercise's id, or '' for the journal itself
    name  TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (owner, name)
) STRICT;
