package io.fundwire.domain.notification;

import io.fundwire.domain.client.UserId;

import java.time.Instant;

/// One notification in one user's inbox, with what became of it there. Immutable: each step answers
/// a new entry.
///
/// @param sequence orders all notifications by publishing; above zero
public record InboxEntry(UserId user, Notification notification, long sequence, InboxState state) {

    /// A notification that just arrived in the user's inbox.
    public static InboxEntry pending(UserId user, Notification notification, long sequence) {
        return new InboxEntry(user, notification, sequence, new InboxState.Pending());
    }

    /// Whether the user's clients are still to be told.
    public boolean isOpen(Instant now) {
        return switch (state) {
            case InboxState.Pending() -> !notification.isExpired(now);
            case InboxState.Delivered(var at) -> !notification.isExpired(now);
            case InboxState.Acknowledged(var ack, var at) -> false;
        };
    }

    /// Whether it was written to one of the user's clients before.
    public boolean isRedelivery() {
        return !(state instanceof InboxState.Pending);
    }

    /// It was written to a socket of the user.
    public InboxEntry delivered(Instant now) {
        return switch (state) {
            case InboxState.Pending() -> with(new InboxState.Delivered(now));
            case InboxState.Delivered(var at) -> this;
            case InboxState.Acknowledged(var ack, var at) -> this;
        };
    }

    /// A client acknowledges it. Moves forward only: a lower or repeated status changes nothing,
    /// and the first action stands whatever comes later (protocol section 4).
    public AckOutcome acknowledge(Acknowledgement ack, Instant now) {
        String action = ack.actionId();
        if (action != null && !notification.offers(action)) {
            return new AckOutcome.UnknownAction(notification.id(), action);
        }
        return switch (state) {
            case InboxState.Pending() -> applied(ack, now);
            case InboxState.Delivered(var at) -> applied(ack, now);
            case InboxState.Acknowledged(var before, var at) -> {
                var after = merged(before, ack);
                yield after.equals(before)
                        ? new AckOutcome.Unchanged(this, before, at)
                        : applied(after, now);
            }
        };
    }

    private AckOutcome applied(Acknowledgement ack, Instant now) {
        return new AckOutcome.Applied(with(new InboxState.Acknowledged(ack, now)), ack, now);
    }

    private static Acknowledgement merged(Acknowledgement before, Acknowledgement later) {
        return new Acknowledgement(
                later.status().compareTo(before.status()) > 0 ? later.status() : before.status(),
                before.actionId() != null ? before.actionId() : later.actionId());
    }

    private InboxEntry with(InboxState next) {
        return new InboxEntry(user, notification, sequence, next);
    }
}
