package io.fundwire.domain.notification;

import io.fundwire.domain.message.Payload;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// What its addressees are to be told, whoever they are (protocol section 4).
///
/// @param category what a front end may group it by
/// @param link where the reader gets to
/// @param expiresAt from when on nobody needs to be told any more
public record Notification(
        NotificationId id,
        String title,
        String body,
        Severity severity,
        @Nullable String category,
        @Nullable String link,
        List<Action> actions,
        @Nullable Payload payload,
        Instant createdAt,
        Instant expiresAt) {

    /// The largest `notification` message, in bytes as encoded (protocol section 2).
    public static final int MAX_ENCODED_BYTES = 16 * 1024;

    /// The largest payload, in bytes of UTF-8.
    public static final int MAX_PAYLOAD_BYTES = 8 * 1024;

    /// Keeps a copy of `actions`.
    public Notification {
        actions = List.copyOf(actions);
    }

    /// Whether nobody needs to be told any more.
    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /// About how much text it is.
    public int characters() {
        return title.length()
                + body.length()
                + (link == null ? 0 : link.length())
                + (payload == null ? 0 : payload.json().length());
    }

    boolean offers(String actionId) {
        return actions.stream().anyMatch(action -> action.id().equals(actionId));
    }
}
