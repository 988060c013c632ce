package io.fundwire.bootstrap;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

/// Finds the one sentence that says why a server could not be talked to, and what to do about it.
final class CommandDiagnosis {

    private final CommandTarget target;
    private final Duration timeout;

    CommandDiagnosis(CommandTarget target, Duration timeout) {
        this.target = target;
        this.timeout = timeout;
    }

    /// There is no connection.
    CommandFailure notConnected(Throwable cause) {
        return switch (cause) {
            case WebSocketHandshakeException answered ->
                    failure(CheckRefusal.of(target, answered.getResponse()).sentence());
            case HttpTimeoutException late ->
                    failure(
                            "%s did not answer within %d s: it hangs, or %s."
                                    .formatted(
                                            target.name(),
                                            timeout.toSeconds(),
                                            target.isEncrypted()
                                                    ? "does not speak TLS: try "
                                                            + target.plainScheme()
                                                    : "something on the way drops what is sent"));
            case ConnectException failed
                    when isCausedBy(UnresolvedAddressException.class, failed) ->
                    failure("There is no host named %s: check the URL.".formatted(target.host()));
            case ConnectException refused ->
                    failure(
                            "Nothing listens at %s: start the server there, or check host and port."
                                    .formatted(target.name()));
            case SSLException failed when isCausedBy(CertificateException.class, failed) ->
                    failure(
                            "Java does not trust the certificate of %s: check the host, or add it."
                                    .formatted(target.name()));
            case SSLException noTls ->
                    failure(
                            "%s does not speak TLS: try %s for %s, or another port."
                                    .formatted(
                                            target.name(),
                                            target.plainScheme(),
                                            target.encryptedScheme()));
            case IOException noHttp ->
                    failure(
                            "What listens at %s does not speak HTTP: check the port, or try %s."
                                    .formatted(target.name(), target.encryptedScheme()));
            default -> failure("%s cannot be tried: %s.".formatted(target.url(), cause));
        };
    }

    /// The server took the connection, but what was waited for did not come.
    CommandFailure silent(String type) {
        return failure(
                "%s is connected but sent no \"%s\" within %d s: it hangs, or is no Fundwire."
                        .formatted(target.name(), type, timeout.toSeconds()));
    }

    /// The server ended the connection.
    CommandFailure closed(int code, String reason) {
        return failure(
                "%s closed the connection with code %d%s: %s."
                        .formatted(
                                target.name(),
                                code,
                                reason.isEmpty() ? "" : " (" + reason + ")",
                                mayReconnect(code)
                                        ? "try again in a moment"
                                        : "its log may say more"));
    }

    /// The connection ended as no server ends it.
    CommandFailure broken(Throwable cause) {
        return failure(
                "The connection to %s broke: its log may say more (%s)."
                        .formatted(target.name(), cause));
    }

    /// The server answered with an error message.
    ///
    /// @param error its data
    CommandFailure refused(JsonNode error) {
        return failure(
                "%s answered with the error \"%s\": %s"
                        .formatted(
                                target.name(),
                                error.path("code").asString("unknown"),
                                error.path("message").asString("its log may say more.")));
    }

    /// The server sent text that is no message.
    CommandFailure foreign(String text) {
        return failure(
                "%s is no Fundwire: it sent \"%.60s\", which is no JSON."
                        .formatted(target.name(), text));
    }

    /// As the protocol has it: 4000 to 4499 mean "reconnect", 4500 to 4999 do not.
    private static boolean mayReconnect(int code) {
        return code == 1001 || code == 1012 || code == 1013 || (code >= 4000 && code < 4500);
    }

    private static boolean isCausedBy(Class<? extends Throwable> type, Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .anyMatch(type::isInstance);
    }

    private static CommandFailure failure(String sentence) {
        return new CommandFailure(CheckReport.plain(sentence));
    }
}
