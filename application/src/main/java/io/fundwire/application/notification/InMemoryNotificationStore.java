package io.fundwire.application.notification;

import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.AckOutcome;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.InboxState;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationCounts;
import io.fundwire.domain.notification.NotificationId;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Keeps notifications for as long as the process lives, and only so many: the oldest entries of a
/// full inbox go, and the inboxes of users not addressed for the longest time.
public final class InMemoryNotificationStore implements NotificationStore {

    /// The most entries of one inbox.
    public static final int MAX_ENTRIES = 256;

    /// The most inboxes.
    public static final int MAX_INBOXES = 100_000;

    /// About what an entry takes without its text.
    private static final long BYTES_PER_ENTRY = 256;

    private final Map<UserId, Inbox> inboxes = new LinkedHashMap<>(16, 0.75f, true);
    private final ReceiptQueue receipts = new ReceiptQueue();

    private final long maxBytes;
    private long bytes;
    private long lastSequence;
    private long published;
    private long delivered;
    private long acknowledged;
    private long pending;

    /// Keeps about `maxBytes` at most.
    public InMemoryNotificationStore(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void append(Notification notification, Set<UserId> recipients, Receipt<Long> receipt) {
        synchronized (this) {
            published++;
            long sequence = ++lastSequence;
            for (UserId user : recipients) {
                inbox(user).add(InboxEntry.pending(user, notification, sequence));
            }
            while (bytes > maxBytes) {
                removeInbox(inboxes.keySet().iterator().next());
            }
            receipts.add(() -> receipt.kept(sequence));
        }
        receipts.handOut();
    }

    @Override
    public synchronized List<InboxEntry> openEntries(
            UserId user, long after, int limit, Instant now) {
        var inbox = inboxes.get(user);
        if (inbox == null) {
            return List.of();
        }
        return inbox.entries.values().stream()
                .filter(entry -> entry.sequence() > after && entry.isOpen(now))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void recordDelivered(
            UserId user, NotificationId notification, Instant now) {
        var inbox = inboxes.get(user);
        var entry = inbox == null ? null : inbox.entries.get(notification);
        if (inbox != null && entry != null) {
            inbox.replace(entry, entry.delivered(now));
        }
    }

    @Override
    public void acknowledge(
            UserId user,
            NotificationId notification,
            Acknowledgement ack,
            Instant now,
            Receipt<AckOutcome> receipt) {
        synchronized (this) {
            var outcome = acknowledge(user, notification, ack, now);
            receipts.add(() -> receipt.kept(outcome));
        }
        receipts.handOut();
    }

    private AckOutcome acknowledge(
            UserId user, NotificationId notification, Acknowledgement ack, Instant now) {
        var inbox = inboxes.get(user);
        var entry = inbox == null ? null : inbox.entries.get(notification);
        if (inbox == null || entry == null) {
            return new AckOutcome.NotFound(notification);
        }
        var outcome = entry.acknowledge(ack, now);
        if (outcome instanceof AckOutcome.Applied applied) {
            inbox.replace(entry, applied.entry());
        }
        return outcome;
    }

    @Override
    public synchronized void recordSeen(UserId user, Instant now) {
        inbox(user).seenAt = now;
    }

    @Override
    public synchronized Set<UserId> seenSince(Instant since) {
        var users = new HashSet<UserId>();
        inboxes.forEach((user, inbox) -> {
            if (!inbox.seenAt.isBefore(since)) {
                users.add(user);
            }
        });
        return users;
    }

    @Override
    public synchronized void removeInbox(UserId user) {
        var removed = inboxes.remove(user);
        if (removed != null) {
            removed.entries.values().forEach(this::forget);
        }
    }

    @Override
    public synchronized NotificationCounts counts() {
        return new NotificationCounts(published, delivered, acknowledged, pending);
    }

    private Inbox inbox(UserId user) {
        var inbox = inboxes.computeIfAbsent(user, u -> new Inbox());
        if (inboxes.size() > MAX_INBOXES) {
            removeInbox(inboxes.keySet().iterator().next());
        }
        return inbox;
    }

    private void forget(InboxEntry entry) {
        countOut(entry.state());
        bytes -= bytesOf(entry.notification());
    }

    /// Roughly; a text counts for each inbox that it is in.
    private static long bytesOf(Notification notification) {
        var payload = notification.payload();
        return BYTES_PER_ENTRY
                + notification.title().length()
                + notification.body().length()
                + (payload == null ? 0 : payload.json().length());
    }

    private void countIn(InboxState state) {
        switch (state) {
            case InboxState.Pending() -> pending++;
            case InboxState.Delivered(var at) -> delivered++;
            case InboxState.Acknowledged(var ack, var at) -> acknowledged++;
        }
    }

    /// Deliveries and acknowledgements stay counted when their entries go: they did happen.
    private void countOut(InboxState state) {
        if (state instanceof InboxState.Pending) {
            pending--;
        }
    }

    private final class Inbox {

        private final Map<NotificationId, InboxEntry> entries = new LinkedHashMap<>();
        private Instant seenAt = Instant.MIN;

        void add(InboxEntry entry) {
            entries.put(entry.notification().id(), entry);
            countIn(entry.state());
            bytes += bytesOf(entry.notification());
            if (entries.size() > MAX_ENTRIES) {
                var all = entries.values().iterator();
                forget(all.next());
                all.remove();
            }
        }

        void replace(InboxEntry before, InboxEntry after) {
            if (!before.state().getClass().equals(after.state().getClass())) {
                countOut(before.state());
                countIn(after.state());
            }
            entries.put(after.notification().id(), after);
        }
    }
}
