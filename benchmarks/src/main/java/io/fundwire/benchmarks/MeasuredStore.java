package io.fundwire.benchmarks;

import io.fundwire.adapters.sqlite.SqliteStore;
import io.fundwire.application.channel.Logged;
import io.fundwire.application.notification.Appended;
import io.fundwire.application.store.Receipt;
import io.fundwire.domain.channel.ChannelKinds;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelPublication;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.message.Payload;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationId;
import io.fundwire.domain.notification.Publication;
import io.fundwire.domain.notification.Severity;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/// A store, and ordinary notifications to put into it.
record MeasuredStore(SqliteStore store) implements AutoCloseable {

    /// Fewer than the store takes in at once.
    private static final int UNDER_WAY = 2000;

    static MeasuredStore open(Path directory) {
        return new MeasuredStore(
                SqliteStore.open(
                        directory,
                        (where, fault) -> {
                            throw fault;
                        },
                        Set.of()));
    }

    /// Publishes and waits until it is on the disk.
    void publish(UserId user) {
        MeasuredStore.<Appended>await(
                receipt -> store.notifications().append(publication(user), receipt));
    }

    /// Publishes on a channel and waits until it is on the disk.
    void publish(ChannelName channel, long number) {
        var publication =
                new ChannelPublication(
                        channel,
                        "tick",
                        new Payload(ChannelTalk.payload(number)),
                        null,
                        null,
                        Instant.now(),
                        Optional.empty());
        MeasuredStore.<Logged>await(receipt ->
                store.channels().append(ChannelKinds.CONVERSATION, publication, receipt));
    }

    private static <T> void await(Consumer<Receipt<T>> change) {
        var kept = new CompletableFuture<T>();
        change.accept(
                new Receipt<>() {
                    @Override
                    public void kept(T answer, long version) {
                        kept.complete(answer);
                    }

                    @Override
                    public void notKept(RuntimeException why) {
                        kept.completeExceptionally(why);
                    }
                });
        kept.join();
    }

    /// Publishes so many to each of so many users, in turn and without waiting for each.
    void fill(int users, int each) throws InterruptedException {
        var turns = new Semaphore(UNDER_WAY);
        for (int i = 0; i < users * each; i++) {
            turns.acquire();
            store.notifications()
                    .append(
                            publication(user(i % users)),
                            new Receipt<>() {
                                @Override
                                public void kept(Appended answer, long version) {
                                    turns.release();
                                }

                                @Override
                                public void notKept(RuntimeException why) {
                                    throw why;
                                }
                            });
        }
        turns.acquire(UNDER_WAY);
    }

    static UserId user(int number) {
        return new UserId("user-" + number);
    }

    private static Publication publication(UserId user) {
        var now = Instant.now();
        return Publication.of(
                new Notification(
                        NotificationId.mint(now, ThreadLocalRandom.current()),
                        "Report ready",
                        "The report of the third quarter is in, with what was asked for in May.",
                        Severity.INFO,
                        "reports",
                        "https://app.example.com/reports/2026/3",
                        List.of(),
                        null,
                        now,
                        now.plus(Duration.ofDays(7))),
                new Audience.Users(Set.of(user)));
    }

    @Override
    public void close() {
        store.close();
    }
}
