package io.fundwire.adapters.http;

import org.eclipse.jetty.io.QuietException;

/// What a bug may throw. Quiet, so that Jetty does not fill the test's output with it.
final class Fault extends IllegalStateException implements QuietException {

    private static final long serialVersionUID = 1L;

    Fault() {
        super("secret: jdbc:postgresql://admin@10.0.0.1");
    }
}
