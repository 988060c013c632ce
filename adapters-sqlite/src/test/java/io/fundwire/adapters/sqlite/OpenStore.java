package io.fundwire.adapters.sqlite;

import io.fundwire.application.fixtures.KeptAnswer;
import io.fundwire.application.notification.Appended;
import io.fundwire.application.notification.Arrival;
import io.fundwire.application.notification.Ended;
import io.fundwire.application.notification.Withdrawal;
import io.fundwire.application.session.FaultLog;
import io.fundwire.application.store.Receipt;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Notifications;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.notification.AckOutcome;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationEvent;
import io.fundwire.domain.notification.Publication;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A store, and what tests ask of it, at [VirtualClock#START] if they do not say when.
record OpenStore(Path directory, SqliteStore sqlite) implements AutoCloseable {

    static final Instant NOW = VirtualClock.START;

    /// Opens a directory; everything that happens is put into the queue for webhooks.
    static OpenStore open(Path directory, FaultLog faults) {
        return new OpenStore(
                directory,
                SqliteStore.open(directory, faults, EnumSet.allOf(NotificationEvent.Kind.class)));
    }

    SqliteNotificationStore store() {
        return sqlite.notifications();
    }

    /// A notification to those users.
    static Publication to(Notification notification, UserId... users) {
        return Publication.of(notification, new Audience.Users(Set.of(users)));
    }

    void append(String name, Receipt<Appended> receipt, UserId... users) {
        store().append(to(Notifications.named(name), users), receipt);
    }

    /// Waits until it is kept.
    long append(String name, UserId... users) {
        return append(to(Notifications.named(name), users));
    }

    /// Waits until it is kept.
    long append(Publication publication) {
        return KeptAnswer.<Appended>of(receipt -> store().append(publication, receipt))
                        instanceof Appended.Kept(var sequence)
                ? sequence
                : 0;
    }

    /// Waits until it is kept.
    long tellEveryone(String name, Instant now) {
        return append(
                Publication.of(Notifications.publishedAt(name, now), new Audience.Everyone()));
    }

    Arrival arrive(UserId user, Instant now) {
        return KeptAnswer.of(receipt -> store().arrive(user, now, receipt));
    }

    AckOutcome acknowledge(UserId user, String name, AckStatus status) {
        return acknowledge(user, name, new Acknowledgement(status, null));
    }

    AckOutcome acknowledge(UserId user, String name, Acknowledgement ack) {
        return KeptAnswer.<List<AckOutcome>>of(receipt ->
                        store().acknowledge(
                                        user, List.of(Notifications.id(name)), ack, NOW, receipt))
                .getFirst();
    }

    Withdrawal withdraw(String name) {
        return KeptAnswer.of(receipt -> store().withdraw(Notifications.id(name), NOW, receipt));
    }

    List<Ended> expire(Instant now) {
        return KeptAnswer.of(receipt -> store().expire(now, 100, receipt));
    }

    int prune(Instant now, int limit) {
        return KeptAnswer.of(receipt -> store().prune(now, now, limit, receipt));
    }

    /// Waits until it is recorded.
    void deliver(UserId user, long sequence, Instant now) {
        store().recordDelivery(user, sequence, now, Optional.of(now));
        Settled.store(sqlite);
    }

    /// Waits until it is recorded.
    void go(UserId user, Instant now) {
        store().recordGone(user, now);
        Settled.store(sqlite);
    }

    /// Goes, and does not come back. Waits until it is recorded.
    void leave(UserId user, Instant now) {
        store().recordGone(user, now);
        endAbsent(now);
    }

    /// Ends the inboxes of those who went until then.
    int endAbsent(Instant now) {
        return KeptAnswer.of(receipt -> store().endAbsent(now, now.plusMillis(1), 1000, receipt));
    }

    List<InboxEntry> open(UserId user) {
        return store().openEntries(user, 0, 1000, NOW);
    }

    List<String> titles(UserId user) {
        return titles(user, NOW);
    }

    List<String> titles(UserId user, Instant now) {
        return store().openEntries(user, 0, 1000, now).stream()
                .map(entry -> entry.notification().title())
                .toList();
    }

    /// Asks a question that no port asks.
    long number(String question) throws SQLException {
        try (var reader = new Database(directory.resolve("fundwire.db")).reader()) {
            return Prepared.on(reader, question).ask(Rows::number);
        }
    }

    @Override
    public void close() {
        sqlite.close();
    }
}
