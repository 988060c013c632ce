package io.fundwire.adapters.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.fundwire.domain.notification.InboxStatus;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationSummary;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A notification as its publisher is shown it (protocol section 9).
///
/// @param addressed into how many inboxes it went
/// @param delivered to how many addressees it was written, whatever they did then
/// @param pending for how many it waits, unwritten
/// @param expired how many had not read it when its time was over
/// @param withdrawn how many had not read it when it was taken back
record NotificationReport(
        @JsonUnwrapped Notification notification,
        NotificationSummary.State state,
        Audience audience,
        @Nullable Instant withdrawnAt,
        @Nullable Instant ackDeadline,
        long addressed,
        long delivered,
        Acknowledged acknowledged,
        long pending,
        long expired,
        long withdrawn) {

    /// To whom it is addressed: those users are listed as its deliveries.
    enum Audience {
        EVERYONE,
        USERS
    }

    /// How many users got how far, each counted once.
    record Acknowledged(long received, long read, long dismissed) {}

    static NotificationReport of(NotificationSummary summary, Instant now) {
        var counts = summary.byStatus();
        return new NotificationReport(
                summary.notification(),
                summary.state(now),
                summary.toEveryone() ? Audience.EVERYONE : Audience.USERS,
                summary.withdrawnAt(),
                summary.ackDeadline(),
                summary.addressed(),
                summary.delivered(),
                new Acknowledged(
                        counts.getOrDefault(InboxStatus.RECEIVED, 0L),
                        counts.getOrDefault(InboxStatus.READ, 0L),
                        counts.getOrDefault(InboxStatus.DISMISSED, 0L)),
                counts.getOrDefault(InboxStatus.PENDING, 0L),
                counts.getOrDefault(InboxStatus.EXPIRED, 0L),
                counts.getOrDefault(InboxStatus.WITHDRAWN, 0L));
    }
}
