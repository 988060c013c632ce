package io.fundwire.domain.notification;

import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// A part of a user's inbox, the newest first (protocol section 4).
///
/// @param next what to ask for with `before` to get the next page; absent if this is the last
/// @param unread how many notifications the user has yet to see, on this page or not
public record NotificationPage(List<Item> items, @Nullable String next, long unread)
        implements ServerMessage {

    /// Keeps a copy of `items`.
    public NotificationPage {
        items = List.copyOf(items);
    }

    /// One notification and where it stands.
    ///
    /// @param acknowledgedAt when the user's last acknowledgement was, if there was one
    public record Item(
            Notification notification,
            InboxStatus status,
            @Nullable String actionId,
            @Nullable Instant acknowledgedAt) {

        private static Item of(InboxEntry entry, Instant now) {
            var status = entry.state(now).status();
            return switch (entry.progress()) {
                case InboxState.Acknowledged(var ack, var at) ->
                        new Item(entry.notification(), status, ack.actionId(), at);
                case InboxState _ -> new Item(entry.notification(), status, null, null);
            };
        }
    }

    /// Shows entries as they stand now.
    public static NotificationPage of(
            List<InboxEntry> entries, @Nullable String next, long unread, Instant now) {
        return new NotificationPage(
                entries.stream().map(entry -> Item.of(entry, now)).toList(), next, unread);
    }

    @Override
    public String type() {
        return "notifications";
    }

    @Override
    public Lane lane() {
        return Lane.INBOX;
    }
}
