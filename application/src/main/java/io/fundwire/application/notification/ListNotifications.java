package io.fundwire.application.notification;

import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.InboxEntry;
import io.fundwire.domain.notification.InboxStatus;
import io.fundwire.domain.notification.NotificationPage;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a user's inbox, the newest first and page by page.
public final class ListNotifications {

    /// How many a page has if nobody says.
    public static final int DEFAULT_LIMIT = 50;

    /// How many a page has at most.
    public static final int MAX_LIMIT = 100;

    /// How much text a page has at most, but for its first notification: so that it fits into an
    /// outbox even if each character takes the most bytes that it can.
    private static final int MAX_CHARACTERS = 64 * 1024;

    /// What a user who does not say more precisely wants to see.
    private static final Set<InboxStatus> IN_VIEW =
            Set.copyOf(
                    EnumSet.of(
                            InboxStatus.PENDING,
                            InboxStatus.DELIVERED,
                            InboxStatus.RECEIVED,
                            InboxStatus.READ));

    private final NotificationStore store;
    private final InstantSource clock;

    /// Reads in `store`.
    public ListNotifications(NotificationStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Which page of whose inbox.
    ///
    /// @param status only what stands so; if empty all that is neither dismissed nor over
    /// @param limit 1 to [#MAX_LIMIT]
    /// @param before where the page before said that the next one begins
    public record Input(
            UserId user, Optional<InboxStatus> status, int limit, Optional<Long> before) {}

    /// Reads now, which may take as long as a disk does.
    ///
    /// @throws StoreUnavailable if there is no answer at present
    public NotificationPage handle(Input input) {
        Instant now = clock.instant();
        var entries =
                store.entries(
                        input.user(),
                        input.status().map(Set::of).orElse(IN_VIEW),
                        input.before().orElse(Long.MAX_VALUE),
                        input.limit() + 1,
                        now);
        var page = firstOf(entries, input.limit());
        var next = page.size() < entries.size() ? String.valueOf(page.getLast().sequence()) : null;
        return NotificationPage.of(page, next, store.unread(input.user(), now).count(), now);
    }

    private static List<InboxEntry> firstOf(List<InboxEntry> entries, int limit) {
        var page = new ArrayList<InboxEntry>();
        long characters = 0;
        for (InboxEntry entry : entries) {
            characters += entry.notification().characters();
            if (page.size() == limit || (!page.isEmpty() && characters > MAX_CHARACTERS)) {
                return page;
            }
            page.add(entry);
        }
        return page;
    }
}
