package io.fundwire.application.notification;

import io.fundwire.domain.notification.DeliveryRecord;
import io.fundwire.domain.notification.NotificationId;
import io.fundwire.domain.notification.NotificationSummary;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Port: what became of a notification, for those who publish. Answers may take as long as a disk
/// does, and see every change of the [NotificationStore] whose receipt has come. Thread-safe.
public interface NotificationLedger {

    /// One notification with its counts; empty if there is none of that id.
    Optional<NotificationSummary> find(NotificationId notification, Instant now);

    /// What became of it with each addressee, ordered by their ids; none if there is no such
    /// notification.
    ///
    /// @param after only users whose ids come after this text
    /// @param limit how many at most
    List<DeliveryRecord> deliveries(
            NotificationId notification, String after, int limit, Instant now);
}
