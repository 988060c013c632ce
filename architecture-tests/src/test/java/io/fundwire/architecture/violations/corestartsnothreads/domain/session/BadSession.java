package io.fundwire.architecture.violations.corestartsnothreads.domain.session;

final class BadSession {

    String badName() {
        return Thread.currentThread().getName();
    }
}
