package io.fundwire.application.store;

/// Port: where questions to a store are asked that may take as long as a disk does.
@FunctionalInterface
public interface StoreReaders {

    /// Runs `reading` soon, on a thread that may wait. What it throws is the caller's to report.
    void run(Runnable reading);
}
