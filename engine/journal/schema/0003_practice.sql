-- What somebody who practises has learned. It belongs to no exercise: no export has it.

CREATE TABLE practice (
    item TEXT PRIMARY KEY, -- a norm's id
    card TEXT NOT NULL     -- JSON
) STRICT;
