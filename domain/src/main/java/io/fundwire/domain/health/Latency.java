package io.fundwire.domain.health;

/// Percentiles in milliseconds, 0 where nothing was measured.
public record Latency(double p50Millis, double p99Millis) {}
