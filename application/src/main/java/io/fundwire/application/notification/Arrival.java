package io.fundwire.application.notification;

/// Since when a user is one of everyone.
///
/// @param since what is published to everyone goes into this user's inbox if its sequence is higher
public record Arrival(long since) {}
