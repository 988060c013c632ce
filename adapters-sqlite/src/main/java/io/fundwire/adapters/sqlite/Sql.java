package io.fundwire.adapters.sqlite;

/// What several statements say, of a notification `n`, a user `u` and, if there is one, the entry
/// `e` of that user.
final class Sql {

    /// What [Rows#entries] reads about an entry.
    static final String ENTRY =
            """
            e.first_written_at, e.received_at, e.read_at, e.dismissed_at, e.acknowledged_at,
            e.action_id
            """;

    /// Where it stands at the time `?1`: the name of an `InboxStatus`, as `InboxEntry.state` has
    /// it; or `LEFT`, which the user did.
    static final String STATUS =
            """
            CASE
                WHEN e.dismissed_at IS NOT NULL THEN 'DISMISSED'
                WHEN e.read_at IS NOT NULL THEN 'READ'
                WHEN n.withdrawn_at IS NOT NULL THEN 'WITHDRAWN'
                WHEN u.left_at < n.expires_at THEN 'LEFT'
                WHEN n.expires_at <= ?1 THEN 'EXPIRED'
                WHEN e.received_at IS NOT NULL THEN 'RECEIVED'
                WHEN e.first_written_at IS NOT NULL THEN 'DELIVERED'
                ELSE 'PENDING'
            END\
            """;

    /// Whether it went to everyone and the user was one of them. `Audience.Everyone.SEEN_WITHIN` in
    /// milliseconds is in it. One range of sequences without an OR, so that an index finds it.
    static final String IS_ONE_OF_EVERYONE =
            """
            (n.everyone = 1 AND n.sequence > u.since
                AND n.sequence <= ifnull(u.until, 9223372036854775807)
                AND n.created_at <= u.seen_at + 2592000000)\
            """;

    /// The epoch of a log that begins now.
    static final String NEXT_EPOCH = "origin.epoch || '.' || origin.forgotten";

    private Sql() {}
}
