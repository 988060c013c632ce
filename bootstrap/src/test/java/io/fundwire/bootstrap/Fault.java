package io.fundwire.bootstrap;

/// Something that breaks in a test. Without a stack trace, which would fill the log of the tests.
final class Fault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Fault(String message) {
        super(message, null, false, false);
    }
}
