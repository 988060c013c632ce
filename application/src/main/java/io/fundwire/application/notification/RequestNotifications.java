package io.fundwire.application.notification;

import io.fundwire.application.message.Reply;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.FaultLog;
import io.fundwire.application.store.StoreReaders;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.ServerMessage;
import io.fundwire.domain.notification.AckRefused;
import io.fundwire.domain.notification.InboxStatus;

import java.util.Optional;

/// Answers a client with a page of its user's inbox.
public final class RequestNotifications {

    private static final ServerMessage UNREADABLE =
            new AckRefused(ErrorCode.UNAVAILABLE, "The inbox cannot be read now: ask again later.");

    private final ListNotifications listNotifications;
    private final StoreReaders readers;
    private final FaultLog faults;

    /// @param readers run what may wait for a disk
    public RequestNotifications(
            ListNotifications listNotifications, StoreReaders readers, FaultLog faults) {
        this.listNotifications = listNotifications;
        this.readers = readers;
        this.faults = faults;
    }

    /// Which page is asked for; see [ListNotifications.Input].
    public record Input(
            ConnectedClient from, Optional<InboxStatus> status, int limit, Optional<Long> before) {}

    /// Answers when the page was read.
    public Reply handle(Input input) {
        return new Reply.Later(answers ->
                readers.run(() -> {
                    answers.give(page(input));
                    answers.end();
                }));
    }

    private ServerMessage page(Input input) {
        try {
            return listNotifications.handle(
                    new ListNotifications.Input(
                            input.from().user(), input.status(), input.limit(), input.before()));
        } catch (RuntimeException fault) {
            faults.report("notifications-request", fault);
            return UNREADABLE;
        }
    }
}
