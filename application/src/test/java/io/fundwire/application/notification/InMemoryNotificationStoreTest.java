package io.fundwire.application.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.KeptAnswer;
import io.fundwire.application.fixtures.NotificationStoreContract;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Notifications;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.notification.InboxEntry;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

final class InMemoryNotificationStoreTest extends NotificationStoreContract {

    private static final int MAX_ENTRIES = InMemoryNotificationStore.MAX_ENTRIES;
    private static final long MAX_BYTES = 64 * 1024 * 1024;
    private static final int MAX_INBOXES = InMemoryNotificationStore.MAX_INBOXES;

    private final InMemoryNotificationStore memory = new InMemoryNotificationStore(MAX_BYTES);
    private final UserId alice = People.user("alice");
    private final UserId bob = People.user("bob");

    @Override
    protected NotificationStore emptyStore() {
        return memory;
    }

    @Test
    void aFullInboxLosesItsOldestEntry() {
        append(MAX_ENTRIES, alice);
        assertThat(open(alice)).hasSize(MAX_ENTRIES);

        append(1, alice);

        assertThat(open(alice)).hasSize(MAX_ENTRIES);
        assertThat(open(alice).getFirst().sequence()).isEqualTo(2);
        assertThat(memory.counts().pending()).isEqualTo(MAX_ENTRIES);
    }

    @Test
    void whenThereAreTooManyTheInboxThatWasUsedLeastLatelyGoes() {
        append(1, alice);
        append(1, bob);
        append(1, users(MAX_INBOXES - 2));
        open(alice);

        append(1, People.user("one-too-many"));

        assertThat(open(bob)).isEmpty();
        assertThat(open(alice)).hasSize(1);
        assertThat(open(People.user("one-too-many"))).hasSize(1);
        assertThat(memory.counts().pending()).isEqualTo(MAX_INBOXES);
    }

    @Test
    void whenThereIsTooMuchTextTheInboxThatWasUsedLeastLatelyGoes() {
        append(1, alice);
        int each = 8 * 1024;
        long needed = MAX_BYTES / each + 1;

        for (int i = 0; i < needed; i++) {
            var large = Notifications.saying("n" + i, "x".repeat(each));
            var user = Set.of(People.user("user-" + i));
            KeptAnswer.<Long>of(receipt -> memory.append(large, user, receipt));
        }

        assertThat(open(alice)).isEmpty();
        assertThat(open(People.user("user-" + (needed - 1)))).hasSize(1);
        assertThat(memory.counts().pending()).isLessThan(needed);
    }

    private void append(int notifications, UserId user) {
        IntStream.range(0, notifications).forEach(i -> append(i, Set.of(user)));
    }

    private void append(int number, Set<UserId> users) {
        var notification = Notifications.named("n" + number + "-" + memory.counts().published());
        KeptAnswer.<Long>of(receipt -> memory.append(notification, users, receipt));
    }

    private static Set<UserId> users(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> People.user("user-" + i))
                .collect(Collectors.toSet());
    }

    private List<InboxEntry> open(UserId user) {
        return memory.openEntries(user, 0, Integer.MAX_VALUE, VirtualClock.START);
    }
}
