package io.fundwire.application.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.session.ResumeToken;
import io.fundwire.domain.session.Session;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Writes and reads what clients come back with: tokens that only this server can have written, so
/// that it need not remember them (protocol section 5). Thread-safe.
///
/// A token is base64url of a byte that tells the format, the fields of a [ResumeToken], and the
/// HMAC-SHA256 of all before. Whoever holds one is that client: it must not reach a log.
public final class ResumeTokens {

    private static final byte FORMAT = 1;
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE_BYTES = 32;

    private final ResumeLedger ledger;
    private final Duration window;
    private final InstantSource clock;
    private final SecretKeySpec key;

    /// @param ledger has the secret, and knows which generations are valid
    /// @param window for how long a token is good
    public ResumeTokens(ResumeLedger ledger, Duration window, InstantSource clock) {
        this.ledger = ledger;
        this.window = window;
        this.clock = clock;
        this.key = new SecretKeySpec(ledger.secret(), ALGORITHM);
    }

    /// A token for who is behind a session, to be followed by another at half its life.
    public String issue(Session session) {
        Instant now = clock.instant();
        session.tokens().issued(now.plus(window.dividedBy(2)));
        var client = session.client();
        return write(
                new ResumeToken(
                        client.id(),
                        client.user(),
                        session.tokens().generation(),
                        now.plus(window)));
    }

    /// Whom somebody who has that text may come back as; empty if as nobody.
    public Optional<ResumeToken> read(String text) {
        return decode(text)
                .flatMap(this::signedPart)
                .flatMap(ResumeTokens::parse)
                .filter(token -> !token.isExpired(clock.instant()) && !isRevoked(token));
    }

    /// Whether the client's generation was raised since.
    boolean isRevoked(ResumeToken token) {
        return token.generation() < ledger.generation(token.client());
    }

    private String write(ResumeToken token) {
        byte[] client = token.client().value().getBytes(UTF_8);
        byte[] user = token.user().value().getBytes(UTF_8);
        byte[] signed =
                ByteBuffer.allocate(
                                Byte.BYTES
                                        + 2 * Long.BYTES
                                        + 2 * Short.BYTES
                                        + client.length
                                        + user.length)
                        .put(FORMAT)
                        .putLong(token.expiresAt().toEpochMilli())
                        .putLong(token.generation())
                        .putShort((short) client.length)
                        .put(client)
                        .putShort((short) user.length)
                        .put(user)
                        .array();
        byte[] whole =
                ByteBuffer.allocate(signed.length + SIGNATURE_BYTES)
                        .put(signed)
                        .put(signature(signed))
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    private static Optional<byte[]> decode(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    /// What was signed, if it was signed here.
    private Optional<byte[]> signedPart(byte[] whole) {
        int length = whole.length - SIGNATURE_BYTES;
        if (length <= 0) {
            return Optional.empty();
        }
        byte[] signed = Arrays.copyOf(whole, length);
        byte[] claimed = Arrays.copyOfRange(whole, length, whole.length);
        return MessageDigest.isEqual(claimed, signature(signed))
                ? Optional.of(signed)
                : Optional.empty();
    }

    /// Other formats were signed by other versions of the server.
    private static Optional<ResumeToken> parse(byte[] signed) {
        var fields = ByteBuffer.wrap(signed);
        if (fields.get() != FORMAT) {
            return Optional.empty();
        }
        try {
            Instant expiresAt = Instant.ofEpochMilli(fields.getLong());
            long generation = fields.getLong();
            var client = new ClientId(text(fields));
            return UserId.of(text(fields))
                    .map(user -> new ResumeToken(client, user, generation, expiresAt));
        } catch (BufferUnderflowException tooShort) {
            return Optional.empty();
        }
    }

    private static String text(ByteBuffer fields) {
        byte[] bytes = new byte[Short.toUnsignedInt(fields.getShort())];
        fields.get(bytes);
        return new String(bytes, UTF_8);
    }

    private byte[] signature(byte[] signed) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(signed);
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every JDK can sign", impossible);
        }
    }
}
