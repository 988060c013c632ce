package io.fundwire.application.session;

/// How many clients may be here at once.
///
/// @param maxConnections all together, above zero
/// @param maxPerAddress from one address; 0 for no limit
public record Capacity(int maxConnections, int maxPerAddress) {}
