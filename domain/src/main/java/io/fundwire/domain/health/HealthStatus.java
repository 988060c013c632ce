package io.fundwire.domain.health;

/// How the server is, in one word.
public enum HealthStatus {
    /// It does all that it should.
    HEALTHY,
    /// It serves, but something is wrong: there are reasons.
    DEGRADED,
    /// It is going down as planned.
    DRAINING
}
