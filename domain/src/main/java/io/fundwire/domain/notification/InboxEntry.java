package io.fundwire.domain.notification;

import io.fundwire.domain.client.UserId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// One notification in one user's inbox, with what became of it there. Immutable: each step answers
/// a new entry.
///
/// @param sequence orders all notifications by publishing; above zero
/// @param progress how far the user got, whether or not the notification has ended since: pending,
///   delivered or acknowledged
/// @param withdrawnAt when the publisher took the notification back, if so
public record InboxEntry(
        UserId user,
        Notification notification,
        long sequence,
        InboxState progress,
        @Nullable Instant withdrawnAt) {

    /// A notification that just arrived in the user's inbox.
    public static InboxEntry pending(UserId user, Notification notification, long sequence) {
        return new InboxEntry(user, notification, sequence, new InboxState.Pending(), null);
    }

    /// Where it stands. Its end means nothing to a user who had read it before.
    public InboxState state(Instant now) {
        if (isRead()) {
            return progress;
        }
        if (withdrawnAt != null) {
            return new InboxState.Withdrawn(withdrawnAt);
        }
        return notification.isExpired(now)
                ? new InboxState.Expired(notification.expiresAt())
                : progress;
    }

    /// Whether the user's clients are still to be told.
    public boolean isOpen(Instant now) {
        return switch (state(now).status()) {
            case PENDING, DELIVERED -> true;
            case RECEIVED, READ, DISMISSED, EXPIRED, WITHDRAWN -> false;
        };
    }

    /// Whether it is one of those that the user has yet to see.
    public boolean isUnread(Instant now) {
        return switch (state(now).status()) {
            case PENDING, DELIVERED, RECEIVED -> true;
            case READ, DISMISSED, EXPIRED, WITHDRAWN -> false;
        };
    }

    /// Whether it was written to one of the user's clients before.
    public boolean isRedelivery() {
        return !(progress instanceof InboxState.Pending);
    }

    /// It was written to a socket of the user.
    public InboxEntry delivered(Instant now) {
        return progress instanceof InboxState.Pending ? with(new InboxState.Delivered(now)) : this;
    }

    /// The publisher takes the notification back.
    public InboxEntry withdrawn(Instant now) {
        return new InboxEntry(user, notification, sequence, progress, now);
    }

    /// A client acknowledges it. Moves forward only: a lower or repeated status changes nothing,
    /// the first action stands whatever comes later, and what has ended stays as it is (protocol
    /// section 4).
    public AckOutcome acknowledge(Acknowledgement ack, Instant now) {
        String action = ack.actionId();
        if (action != null && !notification.offers(action)) {
            return new AckOutcome.UnknownAction(notification.id(), action);
        }
        if (withdrawnAt != null || notification.isExpired(now)) {
            return new AckOutcome.Unchanged(this);
        }
        if (!(progress instanceof InboxState.Acknowledged(var before, var at))) {
            return applied(ack, now);
        }
        var after = merged(before, ack);
        return after.equals(before) ? new AckOutcome.Unchanged(this) : applied(after, now);
    }

    private AckOutcome applied(Acknowledgement ack, Instant now) {
        return new AckOutcome.Applied(this, with(new InboxState.Acknowledged(ack, now)));
    }

    private static Acknowledgement merged(Acknowledgement before, Acknowledgement later) {
        return new Acknowledgement(
                later.status().compareTo(before.status()) > 0 ? later.status() : before.status(),
                before.actionId() != null ? before.actionId() : later.actionId());
    }

    private boolean isRead() {
        return progress instanceof InboxState.Acknowledged(var ack, var at)
                && ack.status() != AckStatus.RECEIVED;
    }

    private InboxEntry with(InboxState next) {
        return new InboxEntry(user, notification, sequence, next, withdrawnAt);
    }
}
