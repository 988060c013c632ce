package io.fundwire.application.health;

import java.util.Optional;

/// Port: a part of the server that can say whether it works. Thread-safe; never blocks or throws.
public interface HealthCheck {

    /// What is wrong, in a sentence; empty if nothing is.
    Optional<String> problem();
}
