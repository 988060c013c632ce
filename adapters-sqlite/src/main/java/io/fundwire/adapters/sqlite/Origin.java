package io.fundwire.adapters.sqlite;

import io.fundwire.application.session.ResumeLedger;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;

/// What a file is given once, and what tells it from all others: the secret of resume tokens, and
/// the epoch of its channels.
final class Origin {

    private Origin() {}

    /// Gives it to a file that has none yet.
    static void ensure(Connection connection) throws SQLException {
        if (Prepared.on(connection, "SELECT count(*) FROM origin").ask(Rows::number) == 0) {
            var random = new SecureRandom();
            byte[] secret = new byte[ResumeLedger.SECRET_BYTES];
            random.nextBytes(secret);
            String epoch = Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
            Prepared.on(connection, "INSERT INTO origin VALUES (?, ?, 0)").run(secret, epoch);
        }
    }
}
