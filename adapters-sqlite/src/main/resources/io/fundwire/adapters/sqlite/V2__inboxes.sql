ALTER TABLE user RENAME TO user_1;
ALTER TABLE notification RENAME TO notification_1;
ALTER TABLE counts RENAME TO counts_1;

-- seen_at: null while the user was only named by a publisher, and never here.
-- since: what is published to everyone is for this user if its sequence is higher ...
-- until: ... and not above this: null, but for an anonymous user that left.
CREATE TABLE user (
    number  INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    seen_at INTEGER,
    since   INTEGER,
    left_at INTEGER,
    until   INTEGER
) STRICT;

-- What went to everyone had an entry for each of them, so nobody needs to look for more.
INSERT INTO user (id, seen_at, since)
SELECT id, seen_at, (SELECT coalesce(max(sequence), 0) FROM notification_1) FROM user_1;

INSERT INTO user (id) SELECT DISTINCT user FROM inbox WHERE true ON CONFLICT DO NOTHING;

CREATE INDEX present_user ON user (seen_at) WHERE left_at IS NULL;

-- What became of a notification with one addressee. What goes to everyone has a row only where
-- something is known. A latest time is null while it is the first one.
CREATE TABLE entry (
    sequence         INTEGER NOT NULL,
    user             INTEGER NOT NULL,
    first_queued_at  INTEGER,
    last_queued_at   INTEGER,
    first_written_at INTEGER,
    last_written_at  INTEGER,
    received_at      INTEGER,
    read_at          INTEGER,
    dismissed_at     INTEGER,
    acknowledged_at  INTEGER,
    action_id        TEXT,
    PRIMARY KEY (sequence, user)
) STRICT, WITHOUT ROWID;

INSERT INTO entry (sequence, user, first_written_at, received_at, read_at, dismissed_at,
    acknowledged_at, action_id)
SELECT sequence, number, delivered_at,
    CASE status WHEN 'RECEIVED' THEN acknowledged_at END,
    CASE status WHEN 'READ' THEN acknowledged_at END,
    CASE status WHEN 'DISMISSED' THEN acknowledged_at END,
    acknowledged_at, action_id
FROM inbox JOIN user ON user.id = inbox.user
ORDER BY sequence, number;

CREATE INDEX user_entry ON entry (user, sequence);
CREATE INDEX unread_entry ON entry (user, sequence) WHERE read_at IS NULL AND dismissed_at IS NULL;

-- unreached: how many addressees neither had it written to them nor acknowledged it.
-- unfinished: how many neither read it nor left; null where it went to everyone.
-- deadline_at: by when somebody is to acknowledge it; null when nobody looks any more.
-- ended_at: when it expired, was withdrawn, or was read by the last of its addressees. From then
-- on nobody counts.
CREATE TABLE notification (
    sequence     INTEGER PRIMARY KEY,
    everyone     INTEGER NOT NULL,
    addressed    INTEGER NOT NULL,
    unreached    INTEGER NOT NULL,
    unfinished   INTEGER,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    deadline_at  INTEGER,
    withdrawn_at INTEGER,
    ended_at     INTEGER,
    id           TEXT NOT NULL UNIQUE,
    severity     TEXT NOT NULL,
    category     TEXT,
    title        TEXT NOT NULL,
    body         TEXT NOT NULL,
    link         TEXT,
    payload      TEXT
) STRICT;

-- What had expired by the latest time in the file ended then, and is no news to anybody.
INSERT INTO notification
SELECT sequence, 0, coalesce(addressed, 0), coalesce(unreached, 0), coalesce(unfinished, 0),
    created_at, expires_at, NULL, NULL,
    CASE
        WHEN coalesce(unfinished, 0) = 0 THEN coalesce(last_read_at, created_at)
        WHEN expires_at <= (
            SELECT max(at) FROM (
                SELECT max(seen_at) AS at FROM user
                UNION ALL SELECT max(created_at) FROM notification_1
                UNION ALL SELECT max(first_written_at) FROM entry
                UNION ALL SELECT max(acknowledged_at) FROM entry))
        THEN expires_at
    END,
    id, severity, category, title, body, link, payload
FROM notification_1 LEFT JOIN (
    SELECT sequence, count(*) AS addressed,
        count(*) FILTER (WHERE first_written_at IS NULL AND acknowledged_at IS NULL) AS unreached,
        count(*) FILTER (WHERE read_at IS NULL AND dismissed_at IS NULL) AS unfinished,
        max(acknowledged_at) AS last_read_at
    FROM entry GROUP BY sequence) USING (sequence)
ORDER BY sequence;

CREATE INDEX expiring ON notification (expires_at) WHERE ended_at IS NULL;
CREATE INDEX watched ON notification (deadline_at) WHERE deadline_at IS NOT NULL;
CREATE INDEX ended ON notification (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX broadcast ON notification (sequence) WHERE everyone = 1;
CREATE INDEX live_broadcast ON notification (sequence) WHERE everyone = 1 AND ended_at IS NULL;

-- What publishers called what they published.
CREATE TABLE idempotency (
    key          TEXT PRIMARY KEY,
    fingerprint  TEXT NOT NULL,
    notification TEXT NOT NULL,
    created_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_by_time ON idempotency (created_at);

-- What is still to be told to those outside. AUTOINCREMENT, so that no number is given twice.
CREATE TABLE event (
    number       INTEGER PRIMARY KEY AUTOINCREMENT,
    kind         TEXT NOT NULL,
    notification TEXT NOT NULL,
    user         TEXT,
    status       TEXT,
    action_id    TEXT,
    at           INTEGER NOT NULL,
    since        INTEGER NOT NULL,
    attempts     INTEGER NOT NULL,
    due_at       INTEGER NOT NULL
) STRICT;

CREATE INDEX due_event ON event (due_at);

-- One row. The last sequence is here so that none is given twice, whatever is deleted.
CREATE TABLE counts (
    sequence     INTEGER NOT NULL,
    version      INTEGER NOT NULL,
    published    INTEGER NOT NULL,
    delivered    INTEGER NOT NULL,
    acknowledged INTEGER NOT NULL,
    pending      INTEGER NOT NULL
) STRICT;

INSERT INTO counts
SELECT (SELECT coalesce(max(sequence), 0) FROM notification), 0, published, delivered,
    acknowledged, (SELECT coalesce(sum(unreached), 0) FROM notification WHERE ended_at IS NULL)
FROM counts_1;

DROP TABLE counts_1;
DROP TABLE inbox;
DROP TABLE user_1;
DROP TABLE notification_1;
