package io.fundwire.application.notification;

import io.fundwire.domain.notification.NotificationId;
import io.fundwire.domain.notification.NotificationSummary;

import java.time.InstantSource;
import java.util.Optional;

/// Tells a publisher what became of a notification, in numbers.
public final class ShowNotification {

    private final NotificationLedger ledger;
    private final InstantSource clock;

    /// Looks in `ledger`.
    public ShowNotification(NotificationLedger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Looks now, which may take as long as a disk does; empty if there is none of that id.
    ///
    /// @throws StoreUnavailable if there is no answer at present
    public Optional<NotificationSummary> handle(NotificationId notification) {
        return ledger.find(notification, clock.instant());
    }
}
