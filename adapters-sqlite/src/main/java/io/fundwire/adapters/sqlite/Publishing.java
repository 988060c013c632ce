package io.fundwire.adapters.sqlite;

import io.fundwire.application.notification.Appended;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.Action;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.Publication;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Puts notifications into inboxes. For the writer's thread.
final class Publishing {

    private final Tally tally;
    private final Repetitions repetitions;
    private final Everyone everyone;
    private final Prepared add;
    private final Prepared addAction;
    private final Prepared address;
    private final Prepared addUser;

    Publishing(Connection connection, Tally tally, Everyone everyone) throws SQLException {
        this.tally = tally;
        this.repetitions = new Repetitions(connection);
        this.everyone = everyone;
        add =
                Prepared.on(
                        connection,
                        """
                        INSERT INTO notification (sequence, everyone, addressed, unreached,
                            unfinished, created_at, expires_at, deadline_at, ended_at, id,
                            severity, category, title, body, link, payload)
                        VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,
                            ?15)
                        """);
        addAction = Prepared.on(connection, "INSERT INTO action VALUES (?, ?, ?, ?, ?)");
        address =
                Prepared.on(
                        connection,
                        """
                        INSERT INTO entry (sequence, user)
                        SELECT ?, number FROM user WHERE id = ? AND left_at IS NULL
                        """);
        addUser = Prepared.on(connection, "INSERT INTO user (id) VALUES (?)");
    }

    Appended append(Publication publication) throws SQLException {
        var notification = publication.notification();
        if (publication.idempotency().isPresent()) {
            var known = repetitions.recognise(publication.idempotency().get(), notification);
            if (known.isPresent()) {
                return known.get();
            }
        }
        long sequence = tally.sequence() + 1;
        long addressed =
                switch (publication.audience()) {
                    case Audience.Users(var users) -> {
                        long count = 0;
                        for (UserId user : users) {
                            count += address(user, sequence) ? 1 : 0;
                        }
                        yield count;
                    }
                    case Audience.Everyone() -> everyone.count(notification.createdAt());
                };
        add(sequence, publication, addressed);
        addActions(sequence, notification.actions());
        tally.published(addressed);
        return new Appended.Kept(sequence);
    }

    /// An anonymous user is known while it is here.
    private boolean address(UserId user, long sequence) throws SQLException {
        if (address.run(sequence, user.value()) > 0) {
            return true;
        }
        if (user.isAnonymous()) {
            return false;
        }
        addUser.run(user.value());
        address.run(sequence, user.value());
        return true;
    }

    /// What names nobody ends at once; what goes to everyone stays until it expires.
    private void add(long sequence, Publication publication, long addressed) throws SQLException {
        Notification notification = publication.notification();
        boolean toEveryone = publication.audience() instanceof Audience.Everyone;
        Instant ended = !toEveryone && addressed == 0 ? notification.createdAt() : null;
        var payload = notification.payload();
        add.run(
                sequence,
                toEveryone,
                addressed,
                toEveryone ? null : addressed,
                notification.createdAt(),
                notification.expiresAt(),
                publication.ackDeadline().orElse(null),
                ended,
                notification.id().value(),
                notification.severity().name(),
                notification.category(),
                notification.title(),
                notification.body(),
                notification.link(),
                payload == null ? null : payload.json());
    }

    private void addActions(long sequence, List<Action> actions) throws SQLException {
        for (int i = 0; i < actions.size(); i++) {
            Action action = actions.get(i);
            addAction.run(sequence, i, action.id(), action.label(), action.style());
        }
    }
}
