package io.fundwire.application.notification;

import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.NotificationId;

/// A notification that is over.
///
/// @param audience whose clients may want to know
public record Ended(NotificationId notification, long sequence, Audience audience) {}
