package io.fundwire.architecture.violations.corereadsnoclock.bootstrap;

final class SteadyClock {

    long nanos() {
        return System.nanoTime();
    }
}
