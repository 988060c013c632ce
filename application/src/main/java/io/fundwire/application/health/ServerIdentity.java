package io.fundwire.application.health;

import java.time.Instant;

/// Which server this is.
///
/// @param version Fundwire's
/// @param node what it is called among others
public record ServerIdentity(String version, String node, Instant startedAt) {}
