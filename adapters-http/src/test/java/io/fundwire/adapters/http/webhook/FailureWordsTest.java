package io.fundwire.adapters.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLHandshakeException;

final class FailureWordsTest {

    private static final String URL = "http://user:password@internal.example/?token=1";

    static List<Throwable> failures() {
        return List.of(
                new TimeoutException(URL),
                new HttpConnectTimeoutException(URL),
                new ConnectException(URL),
                new SSLHandshakeException(URL),
                new IOException(URL),
                new IllegalStateException(URL));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysTheSameOfACauseAndNothingOfItsText(Throwable failure) {
        assertThat(FailureWords.of(new CompletionException(failure)))
                .isEqualTo(FailureWords.of(failure))
                .isNotBlank()
                .doesNotContain("internal", "password", "token");
    }

    @Test
    void tellsANameThatNobodyHasFromAMachineThatDoesNotListen() {
        var unknown = new ConnectException();
        unknown.initCause(new UnresolvedAddressException());

        assertThat(FailureWords.of(unknown)).isEqualTo("no machine of that name");
        assertThat(FailureWords.of(new ConnectException())).isEqualTo("nobody listens there");
        assertThat(FailureWords.of(new HttpConnectTimeoutException("")))
                .isEqualTo("no connection in time");
    }
}
