package io.fundwire.adapters.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.FaultRecorder;
import io.fundwire.application.fixtures.NotificationStoreContract;
import io.fundwire.application.fixtures.Stores;
import io.fundwire.application.notification.Appended;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Notifications;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Payload;
import io.fundwire.domain.notification.Action;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.InboxState;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationId;
import io.fundwire.domain.notification.Severity;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

final class SqliteNotificationStoreTest extends NotificationStoreContract {

    private final FaultRecorder faults = new FaultRecorder();
    private final UserId alice = People.user("alice");

    private OpenStore opened;
    private SqliteNotificationStore store;

    @TempDir private Path directory;

    @Override
    protected Stores emptyStore() {
        opened = OpenStore.open(directory, faults);
        store = opened.store();
        return Stores.of(new Settled(opened.sqlite()));
    }

    @AfterEach
    void closesWithoutAFault() {
        opened.close();
        assertThat(faults.places()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void keepsEveryFieldAsItWas(Severity severity) {
        var actions =
                List.of(
                        new Action("z", "Last of the alphabet, first of all", null),
                        new Action("a", "Größe 👍🏽", "primary"));
        var notification =
                notification(
                        severity,
                        "It's \"quoted\"; DROP TABLE inbox; --",
                        "line\nline\u0000after a zero 🏦",
                        "fees",
                        "/funds/7?x=1#é",
                        actions,
                        new Payload("{\"n\": [1, null, \"\\u0000\"]}"));

        keep(notification);

        assertThat(open()).containsExactly(InboxEntry.pending(alice, notification, 1));
    }

    @Test
    void tellsNothingFromEmptyText() {
        var without = notification(Severity.INFO, "", "", null, null, List.of(), null);

        keep(without);

        assertThat(open()).extracting(InboxEntry::notification).containsExactly(without);
    }

    @Test
    void actionsStayWithTheirNotification() {
        var first = Notifications.offering("first", "a", "b");
        var second = Notifications.named("second");
        var third = Notifications.offering("third", "b", "a", "c");
        List.of(first, second, third).forEach(this::keep);

        assertThat(store.openEntries(alice, 0, 2, VirtualClock.START))
                .extracting(InboxEntry::notification)
                .containsExactly(first, second);
        assertThat(open())
                .extracting(InboxEntry::notification)
                .containsExactly(first, second, third);
    }

    @Test
    void timesAreKeptToTheMillisecond() {
        var end = VirtualClock.START.plus(Duration.ofNanos(60_123_456_789L));
        long sequence = keep(Notifications.expiring("fees", end));

        opened.deliver(alice, sequence, VirtualClock.START.plusNanos(1999999));

        var entry = open().getFirst();
        assertThat(entry.notification().expiresAt())
                .isEqualTo(VirtualClock.START.plusMillis(60_123));
        assertThat(entry.progress())
                .isEqualTo(new InboxState.Delivered(VirtualClock.START.plusMillis(1)));
    }

    @Test
    void anIdIsGivenOnce() {
        keep(Notifications.named("fees"));

        var again = new Refusal<Appended>();
        opened.append("fees", again, alice);

        assertThat(again.reason()).isInstanceOf(IllegalArgumentException.class);
        assertThat(open()).hasSize(1);
        assertThat(store.counts().published()).isEqualTo(1);
        assertThat(opened.sqlite().problem()).isEmpty();
    }

    private static Notification notification(
            Severity severity,
            String title,
            String body,
            String category,
            String link,
            List<Action> actions,
            Payload payload) {
        return new Notification(
                new NotificationId("ntf_7"),
                title,
                body,
                severity,
                category,
                link,
                actions,
                payload,
                VirtualClock.START,
                VirtualClock.START.plusMillis(1));
    }

    private long keep(Notification notification) {
        return opened.append(OpenStore.to(notification, alice));
    }

    private List<InboxEntry> open() {
        return store.openEntries(alice, 0, 100, VirtualClock.START);
    }
}
