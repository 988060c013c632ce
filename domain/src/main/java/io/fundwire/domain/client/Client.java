package io.fundwire.domain.client;

import java.time.Instant;

/// One connected program and the user it acts for.
///
/// @param since when it connected
public record Client(ClientId id, UserId user, Instant since) {}
