-- Times are milliseconds since 1970-01-01T00:00:00Z.

-- "Fund": tells this file from those of other programs.
PRAGMA application_id = 1182101092;

-- AUTOINCREMENT, so that no sequence is ever given twice, whatever is deleted.
CREATE TABLE notification (
    sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
    id         TEXT NOT NULL UNIQUE,
    title      TEXT NOT NULL,
    body       TEXT NOT NULL,
    severity   TEXT NOT NULL,
    category   TEXT,
    link       TEXT,
    payload    TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE action (
    sequence INTEGER NOT NULL,
    position INTEGER NOT NULL,
    id       TEXT NOT NULL,
    label    TEXT NOT NULL,
    style    TEXT,
    PRIMARY KEY (sequence, position)
) STRICT, WITHOUT ROWID;

-- Pending while there is neither time; delivered with the first; acknowledged with the second.
CREATE TABLE inbox (
    user            TEXT NOT NULL,
    sequence        INTEGER NOT NULL,
    delivered_at    INTEGER,
    acknowledged_at INTEGER,
    status          TEXT,
    action_id       TEXT,
    PRIMARY KEY (user, sequence)
) STRICT, WITHOUT ROWID;

CREATE INDEX open_inbox ON inbox (user, sequence) WHERE acknowledged_at IS NULL;

CREATE TABLE user (
    id      TEXT PRIMARY KEY,
    seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX user_by_time ON user (seen_at);

-- One row. Kept by hand, since what was removed stays counted.
CREATE TABLE counts (
    published    INTEGER NOT NULL,
    delivered    INTEGER NOT NULL,
    acknowledged INTEGER NOT NULL,
    pending      INTEGER NOT NULL
) STRICT;

INSERT INTO counts VALUES (0, 0, 0, 0);

-- Empty but while the store finds out whether there is room again.
CREATE TABLE trial (content BLOB NOT NULL) STRICT;
