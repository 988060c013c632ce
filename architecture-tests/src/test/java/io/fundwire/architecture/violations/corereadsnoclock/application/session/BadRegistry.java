package io.fundwire.architecture.violations.corereadsnoclock.application.session;

final class BadRegistry {

    long badNanos() {
        return System.nanoTime();
    }
}
