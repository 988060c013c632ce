package io.fundwire.adapters.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// How far notifications got with their addressees, summed up before it is written: when a
/// broadcast reaches a thousand at once, its row changes once. For the writer's thread.
final class Progress {

    private final Tally tally;
    private final Prepared add;
    private final Map<Long, Steps> unwritten = new HashMap<>();

    private record Steps(long reached, long finished, Instant last) {

        Steps and(Steps more) {
            return new Steps(reached + more.reached, finished + more.finished, more.last);
        }
    }

    Progress(Connection connection, Tally tally) throws SQLException {
        this.tally = tally;
        add =
                Prepared.on(
                        connection,
                        """
                        UPDATE notification SET unreached = unreached - ?2,
                            unfinished = unfinished - ?3,
                            ended_at = CASE WHEN unfinished = ?3 THEN ?4 END
                        WHERE sequence = ?1 AND ended_at IS NULL
                        """);
    }

    /// One addressee moved forward.
    ///
    /// @param reached whether nobody of this addressee had it before
    /// @param finished whether nothing more is to come
    void moved(long sequence, boolean reached, boolean finished, Instant now) {
        if (reached || finished) {
            unwritten.merge(
                    sequence, new Steps(reached ? 1 : 0, finished ? 1 : 0, now), Steps::and);
        }
    }

    /// Writes the sums. To be called before anybody reads them. What has ended counts no more.
    void write() throws SQLException {
        for (var entry : unwritten.entrySet()) {
            var steps = entry.getValue();
            if (add.run(entry.getKey(), steps.reached(), steps.finished(), steps.last()) > 0) {
                tally.settled(steps.reached());
            }
        }
        unwritten.clear();
    }

    /// Takes back what was not written.
    void forget() {
        unwritten.clear();
    }
}
