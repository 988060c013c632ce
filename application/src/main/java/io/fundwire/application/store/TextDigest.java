package io.fundwire.application.store;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Makes a short text of long ones, equal for equal ones only: SHA-256 over all of them, each with
/// its length before it so that no two lists of texts look the same. For one thread.
public final class TextDigest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    /// Adds texts, absent ones too.
    public TextDigest add(@Nullable String... texts) {
        for (String text : texts) {
            if (text == null) {
                addCount(-1);
            } else {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                addCount(utf8.length);
                bytes.writeBytes(utf8);
            }
        }
        return this;
    }

    /// Adds how many texts follow.
    public TextDigest addCount(int count) {
        try {
            out.writeInt(count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /// The digest of what was added, in hexadecimal.
    public String hex() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(bytes.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
