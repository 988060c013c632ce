package io.fundwire.application.notification;

import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.Audience;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Makes a short text of what is to be published, equal for equal contents and audiences: SHA-256
/// over all of it, each text with its length before it so that no two inputs look the same.
final class Fingerprint {

    private Fingerprint() {}

    static String of(PublishNotification.Input input) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            write(out, input.audience());
            var payload = input.payload();
            write(
                    out,
                    input.title(),
                    input.body(),
                    input.severity().name(),
                    input.category(),
                    input.link(),
                    payload == null ? null : payload.json(),
                    input.ttl().toString(),
                    input.ackDeadline().map(Object::toString).orElse(null));
            for (var action : input.actions()) {
                write(out, action.id(), action.label(), action.style());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(sha256().digest(bytes.toByteArray()));
    }

    private static void write(DataOutputStream out, Audience audience) throws IOException {
        switch (audience) {
            case Audience.Everyone() -> write(out, "everyone");
            case Audience.Users(var users) -> {
                out.writeInt(users.size());
                for (String user : users.stream().map(UserId::value).sorted().toList()) {
                    write(out, user);
                }
            }
        }
    }

    private static void write(DataOutputStream out, @Nullable String... texts) throws IOException {
        for (String text : texts) {
            if (text == null) {
                out.writeInt(-1);
            } else {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
