package io.fundwire.application.notification;

import io.fundwire.domain.notification.DeliveryRecord;
import io.fundwire.domain.notification.NotificationId;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Tells a publisher what became of a notification with each addressee, page by page.
public final class ListDeliveries {

    /// The most records of one page.
    public static final int MAX_LIMIT = 1000;

    private final NotificationLedger ledger;
    private final InstantSource clock;

    /// Looks in `ledger`.
    public ListDeliveries(NotificationLedger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Which page.
    ///
    /// @param after only users whose ids come after this text; empty for the first page
    /// @param limit 1 to [#MAX_LIMIT]
    public record Input(NotificationId notification, String after, int limit) {}

    /// A page, ordered by user.
    ///
    /// @param next what to ask for with `after` to get the next page; empty if this is the last
    public record Page(List<DeliveryRecord> deliveries, Optional<String> next) {}

    /// Looks now, which may take as long as a disk does; empty if there is no such notification.
    ///
    /// @throws StoreUnavailable if there is no answer at present
    public Optional<Page> handle(Input input) {
        Instant now = clock.instant();
        var records =
                ledger.deliveries(input.notification(), input.after(), input.limit() + 1, now);
        // To find it is to count all its addressees, and needless where some are listed.
        if (records.isEmpty() && ledger.find(input.notification(), now).isEmpty()) {
            return Optional.empty();
        }
        boolean isLast = records.size() <= input.limit();
        var page = isLast ? records : records.subList(0, input.limit());
        return Optional.of(
                new Page(
                        page,
                        isLast ? Optional.empty() : Optional.of(page.getLast().user().value())));
    }
}
