package io.fundwire.adapters.http.webhook;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

/// Why there is no answer, in plain words. The texts of exceptions are not among them: they may
/// have parts of a URL in them.
final class FailureWords {

    private FailureWords() {}

    static String of(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapper when wrapper.getCause() != null ->
                    of(wrapper.getCause());
            case TimeoutException late -> "no answer in time";
            case HttpConnectTimeoutException unreachable -> "no connection in time";
            case ConnectException nobody ->
                    Optional.ofNullable(nobody.getCause())
                            .filter(UnresolvedAddressException.class::isInstance)
                            .map(unknown -> "no machine of that name")
                            .orElse("nobody listens there");
            case SSLException untrusted -> "no secure connection";
            default -> "the connection broke";
        };
    }
}
