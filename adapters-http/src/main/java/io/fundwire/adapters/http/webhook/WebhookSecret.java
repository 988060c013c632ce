package io.fundwire.adapters.http.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What sender and receiver of webhooks share and nobody else knows: whoever can sign is the
/// sender. Does not show itself. Thread-safe.
public final class WebhookSecret {

    private static final String PREFIX = "whsec_";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private WebhookSecret(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /// Reads a secret as the "Standard Webhooks" specification has it written: `whsec_` and 24 to
    /// 64 bytes in base64; empty if it is anything else.
    public static Optional<WebhookSecret> read(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text.substring(PREFIX.length()));
            return bytes.length >= MIN_BYTES && bytes.length <= MAX_BYTES
                    ? Optional.of(new WebhookSecret(bytes))
                    : Optional.empty();
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    /// The signature of a message, as its header has it.
    ///
    /// @param seconds when it is sent, since 1970
    String sign(String id, long seconds, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update("%s.%d.".formatted(id, seconds).getBytes(UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every JDK can sign", impossible);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebhookSecret that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
