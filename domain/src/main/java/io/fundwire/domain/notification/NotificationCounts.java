package io.fundwire.domain.notification;

/// What became of all notifications since the store began.
///
/// @param published notifications accepted
/// @param delivered inbox entries written to a socket at least once
/// @param acknowledged inbox entries acknowledged
/// @param pending inbox entries that nobody has yet
public record NotificationCounts(long published, long delivered, long acknowledged, long pending) {}
