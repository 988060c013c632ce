package io.fundwire.application.notification;

import io.fundwire.domain.notification.NotificationId;

import java.time.Instant;

/// What became of a publication.
public sealed interface Appended {

    /// It is in the inboxes of its audience.
    ///
    /// @param sequence above that of every notification before
    record Kept(long sequence) implements Appended {}

    /// It is a repetition: this is the first one, and nothing was changed.
    record Repeated(NotificationId first, Instant createdAt) implements Appended {}

    /// Its key stands for something else already, and nothing was changed.
    record KeyTaken() implements Appended {}
}
