-- gone_at: since when an anonymous user is absent, whose client may come back. From then on `until`
-- says what it was one of everyone for.
ALTER TABLE user ADD COLUMN gone_at INTEGER;

DROP INDEX present_user;
CREATE INDEX present_user ON user (seen_at) WHERE until IS NULL;
CREATE INDEX absent_user ON user (gone_at) WHERE gone_at IS NOT NULL;

-- One row, made when the file was first opened with this layout.
-- secret: what resume tokens are signed with.
-- epoch, forgotten: both together are the epoch of a log that begins now.
CREATE TABLE origin (
    secret    BLOB NOT NULL,
    epoch     TEXT NOT NULL,
    forgotten INTEGER NOT NULL
) STRICT;

-- Of clients whose tokens were made invalid: what others have is 0.
CREATE TABLE generation (
    client    TEXT PRIMARY KEY,
    number    INTEGER NOT NULL,
    raised_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX generation_by_time ON generation (raised_at);

-- Outlives its messages, so that offsets go on.
-- lost_up_to: the highest offset that was removed otherwise than by its key.
-- messages, bytes: what the log has, kept by hand.
-- oldest_at: no message is older; null while there is none. It rises only when somebody looks.
CREATE TABLE channel (
    number       INTEGER PRIMARY KEY,
    name         TEXT NOT NULL UNIQUE,
    kind         TEXT NOT NULL,
    epoch        TEXT NOT NULL,
    head         INTEGER NOT NULL,
    lost_up_to   INTEGER NOT NULL,
    messages     INTEGER NOT NULL,
    bytes        INTEGER NOT NULL,
    oldest_at    INTEGER,
    published_at INTEGER NOT NULL
) STRICT;

CREATE INDEX aging_channel ON channel (kind, oldest_at) WHERE oldest_at IS NOT NULL;
CREATE INDEX idle_channel ON channel (published_at) WHERE messages = 0;

CREATE TABLE message (
    channel      INTEGER NOT NULL,
    offset       INTEGER NOT NULL,
    published_at INTEGER NOT NULL,
    size         INTEGER NOT NULL,
    key          TEXT,
    event        TEXT NOT NULL,
    user         TEXT,
    client       TEXT,
    payload      TEXT NOT NULL,
    PRIMARY KEY (channel, offset)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX newest_of_key ON message (channel, key) WHERE key IS NOT NULL;
CREATE INDEX keyed_message ON message (channel, offset) WHERE key IS NOT NULL;

-- What publishers called their messages. Numbers of one publisher have no gaps.
CREATE TABLE publish_id (
    publisher   TEXT NOT NULL,
    number      INTEGER NOT NULL,
    id          TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    offset      INTEGER NOT NULL,
    used_at     INTEGER NOT NULL,
    PRIMARY KEY (publisher, number)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX publish_id_by_name ON publish_id (publisher, id);
CREATE INDEX publish_id_by_time ON publish_id (used_at);
