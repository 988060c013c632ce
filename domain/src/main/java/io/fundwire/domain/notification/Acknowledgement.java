package io.fundwire.domain.notification;

import org.jspecify.annotations.Nullable;

/// What a client says about a notification.
///
/// @param actionId the action that the user chose, if any
public record Acknowledgement(AckStatus status, @Nullable String actionId) {}
