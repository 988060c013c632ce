package io.fundwire.domain.health;

/// The heap, in bytes.
public record Memory(long usedBytes, long maxBytes) {}
