package io.fundwire.application.notification;

import io.fundwire.domain.notification.NotificationEvent;

import java.time.Instant;

/// Something that happened and waits in a [WebhookQueue] to be told.
///
/// @param number tells it from all others of the queue, whenever they were queued
/// @param attempts how often it was postponed
/// @param since when it was queued
public record QueuedEvent(long number, NotificationEvent event, int attempts, Instant since) {}
