package io.fundwire.application.health;

import io.fundwire.domain.health.Memory;

/// Port: how much memory the process uses.
public interface MemoryGauge {

    /// The heap, now.
    Memory read();
}
