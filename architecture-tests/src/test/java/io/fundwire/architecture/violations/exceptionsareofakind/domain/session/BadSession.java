package io.fundwire.architecture.violations.exceptionsareofakind.domain.session;

@SuppressWarnings("DoNotCallSuggester")
final class BadSession {

    void precise() {
        throw new IllegalStateException("closed");
    }

    void passedOn(RuntimeException given) {
        throw given;
    }

    void badRuntimeException() {
        throw new RuntimeException("closed");
    }

    void badException() throws Exception {
        throw new Exception("closed");
    }

    void badThrowable() throws Throwable {
        throw new Throwable("closed");
    }
}
