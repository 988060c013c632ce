package io.fundwire.application.channel;

import java.time.Instant;

/// Port: has something done later, since the core has no threads of its own. Thread-safe.
@FunctionalInterface
public interface Alarms {

    /// Runs `work` once, soon after `time` and on any thread. What it throws is reported, and
    /// nothing else happens.
    void at(Instant time, Runnable work);
}
