-- What happened in each exercise, and the documents it was run with.

CREATE TABLE exercise (
    id       TEXT    PRIMARY KEY,
    scenario TEXT    NOT NULL,
    title    TEXT    NOT NULL,
    mode     TEXT    NOT NULL,
    track    TEXT    NOT NULL,
    opened   TEXT    NOT NULL, -- times: UTC, 2006-01-02T15:04:05.000000000Z, so that they sort
    changed  TEXT    NOT NULL,
    finished INTEGER NOT NULL,
    step     TEXT    NOT NULL,
    done     INTEGER NOT NULL,
    total    INTEGER NOT NULL,
    entries  INTEGER NOT NULL  -- how many there are: the last seq
) STRICT;

CREATE TABLE entry (
    exercise TEXT    NOT NULL REFERENCES exercise (id) ON DELETE CASCADE,
    seq      INTEGER NOT NULL CHECK (seq > 0),
    at       TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    data     TEXT    NOT NULL, -- JSON
    PRIMARY KEY (exercise, seq)
) STRICT;

-- Two exercises run with the same text share its body, each under its own name.
CREATE TABLE body (
    hash TEXT PRIMARY KEY,     -- SHA-256 of body, lower-case hexadecimal
    body BLOB NOT NULL
) STRICT;

CREATE TABLE document (
    exercise TEXT    NOT NULL REFERENCES exercise (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, -- from 1
    hash     TEXT    NOT NULL REFERENCES body (hash),
    kind     TEXT    NOT NULL,
    id       TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    PRIMARY KEY (exercise, position)
) STRICT;

CREATE INDEX document_hash ON document (hash);
