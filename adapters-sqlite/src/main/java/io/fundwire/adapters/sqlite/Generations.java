package io.fundwire.adapters.sqlite;

import io.fundwire.domain.client.ClientId;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Records whose resume tokens were made invalid. For the writer's thread.
final class Generations {

    private final Connection connection;
    private final Prepared raise;
    private final Prepared forget;

    /// When a generation was raised, and to what.
    record Raised(long generation, Instant at) {}

    Generations(Connection connection) throws SQLException {
        this.connection = connection;
        raise =
                Prepared.on(
                        connection,
                        """
                        INSERT INTO generation VALUES (?, ?, ?)
                        ON CONFLICT DO UPDATE SET number = max(number, excluded.number),
                            raised_at = max(raised_at, excluded.raised_at)
                        """);
        forget = Prepared.on(connection, "DELETE FROM generation WHERE raised_at < ?");
    }

    byte[] secret() throws SQLException {
        return Prepared.on(connection, "SELECT secret FROM origin")
                .ask(rows -> {
                    rows.next();
                    return rows.getBytes(1);
                });
    }

    Map<ClientId, Raised> all() throws SQLException {
        return Prepared.on(connection, "SELECT client, number, raised_at FROM generation")
                .ask(rows -> {
                    Map<ClientId, Raised> all = new HashMap<>();
                    while (rows.next()) {
                        all.put(
                                new ClientId(rows.getString(1)),
                                new Raised(rows.getLong(2), Instant.ofEpochMilli(rows.getLong(3))));
                    }
                    return all;
                });
    }

    /// Whichever of two is written last, the higher generation and the later time stay.
    void raise(ClientId client, Raised raised) throws SQLException {
        raise.run(client.value(), raised.generation(), raised.at());
    }

    void forgetRaisedBefore(Instant time) throws SQLException {
        forget.run(time);
    }
}
