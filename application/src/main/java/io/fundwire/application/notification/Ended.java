package io.fundwire.application.notification;

import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.NotificationId;

import java.util.Set;

/// A notification that is over.
///
/// @param audience whose clients may want to know
/// @param returned those of everyone who have it although they arrived anew since, after they were
///   away for long; for what expires it may be empty
public record Ended(
        NotificationId notification, long sequence, Audience audience, Set<UserId> returned) {

    /// Keeps a copy of `returned`.
    public Ended {
        returned = Set.copyOf(returned);
    }

    /// Nobody arrived anew.
    public Ended(NotificationId notification, long sequence, Audience audience) {
        this(notification, sequence, audience, Set.of());
    }
}
