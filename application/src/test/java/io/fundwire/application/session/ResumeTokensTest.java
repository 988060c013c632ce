package io.fundwire.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.application.fixtures.InMemoryResumeLedger;
import io.fundwire.application.fixtures.KeptAnswer;
import io.fundwire.domain.client.Client;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.session.ResumeToken;
import io.fundwire.domain.session.Session;
import io.fundwire.domain.session.SessionLimits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class ResumeTokensTest {

    private static final Duration WINDOW = Duration.ofHours(24);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final VirtualClock clock = new VirtualClock();
    private final InMemoryResumeLedger ledger = new InMemoryResumeLedger();
    private final ResumeTokens tokens = new ResumeTokens(ledger, WINDOW, clock);
    private final Client alice = People.client("alice");

    // ---- good ones

    @Test
    void aTokenSaysWhoItsHolderIs() {
        assertThat(tokens.read(issued(alice)))
                .contains(
                        new ResumeToken(alice.id(), alice.user(), 0, clock.instant().plus(WINDOW)));
    }

    @Test
    void aTokenOfAnAnonymousUserDoesToo() {
        var guest = People.anonymous("guest");

        assertThat(tokens.read(issued(guest)).map(ResumeToken::user)).contains(guest.user());
    }

    @Test
    void anyUserFitsIntoATokenOfTheLengthThatIsLookedAt() {
        var longest = new UserId("\u20ac".repeat(UserId.MAX_LENGTH));
        String token = issued(new Client(alice.id(), longest, clock.instant()));

        assertThat(tokens.read(token).map(ResumeToken::user)).contains(longest);
        assertThat(token).hasSizeLessThan(ResumeToken.MAX_LENGTH).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void aTokenOutlivesTheServerThatWroteIt() {
        String token = issued(alice);

        assertThat(new ResumeTokens(ledger, WINDOW, clock).read(token)).isPresent();
    }

    // ---- what ends them

    @Test
    void aTokenIsGoodForItsWindowAndNoLonger() {
        String token = issued(alice);

        clock.advance(WINDOW.minus(MOMENT));
        assertThat(tokens.read(token)).isPresent();

        clock.advance(MOMENT);
        assertThat(tokens.read(token)).isEmpty();
    }

    @Test
    void aTokenEndsWhenItsClientsGenerationIsRaised() {
        var bob = People.client("bob");
        String alices = issued(alice);
        String bobs = issued(bob);

        raise(alice.id());

        assertThat(tokens.read(alices)).isEmpty();
        assertThat(tokens.read(bobs)).isPresent();
    }

    @Test
    void noTokenThatASessionIsStillGivenThenIsWorthAnything() {
        var session = new Session(alice, SessionLimits.DEFAULT);

        raise(alice.id());

        assertThat(tokens.read(tokens.issue(session))).isEmpty();
    }

    @Test
    void theTokensOfASessionThatGoesOnAreOfTheGenerationOfItsToken() {
        var session = new Session(alice, SessionLimits.DEFAULT);
        raise(alice.id());
        session.goOnFrom(new ResumeToken(alice.id(), alice.user(), 1, clock.instant()));

        assertThat(tokens.read(tokens.issue(session)).map(ResumeToken::generation)).contains(1L);
    }

    // ---- bad ones

    @Test
    void aTokenOfAnotherServerIsWorthNothing() {
        var other = new ResumeTokens(new InMemoryResumeLedger((byte) 8), WINDOW, clock);

        assertThat(tokens.read(other.issue(new Session(alice, SessionLimits.DEFAULT)))).isEmpty();
    }

    @Test
    void aTokenThatWasCutIsWorthNothing() {
        String token = issued(alice);

        for (int length = 0; length < token.length(); length++) {
            assertThat(tokens.read(token.substring(0, length))).isEmpty();
        }
    }

    @Test
    void aTokenOfWhichOneBitWasChangedIsWorthNothing() {
        byte[] bytes = Base64.getUrlDecoder().decode(issued(alice));

        for (int bit = 0; bit < Byte.SIZE * bytes.length; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(tokens.read(text(changed))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "====", "a b", "\u00e4\ud83d\ude00", "AQ", "null", "e30.e30.e30"})
    void anyOtherTextIsWorthNothing(String text) {
        assertThat(tokens.read(text)).isEmpty();
        assertThat(tokens.read(text.repeat(500))).isEmpty();
    }

    @Test
    void aTokenOfAFormatThatIsYetToComeIsWorthNothing() throws Exception {
        byte[] bytes = Base64.getUrlDecoder().decode(issued(alice));
        byte[] signed =
                ByteBuffer.allocate(bytes.length - 32).put(bytes, 0, bytes.length - 32).array();
        assertThat(tokens.read(signed(signed))).isPresent();

        signed[0] = 2;

        assertThat(tokens.read(signed(signed))).isEmpty();
    }

    @Test
    void whatWasSignedAndIsNoTokenIsWorthNothing() throws Exception {
        assertThat(tokens.read(signed(new byte[] {1}))).isEmpty();
        assertThat(tokens.read(signed("\u0001something else with the same key".getBytes(UTF_8))))
                .isEmpty();
    }

    private String issued(Client client) {
        return tokens.issue(new Session(client, SessionLimits.DEFAULT));
    }

    private void raise(ClientId client) {
        KeptAnswer.<Long>of(receipt -> ledger.raise(client, clock.instant(), receipt));
    }

    private String signed(byte[] bytes) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(ledger.secret(), "HmacSHA256"));
        byte[] signature = mac.doFinal(bytes);
        return text(
                ByteBuffer.allocate(bytes.length + signature.length)
                        .put(bytes)
                        .put(signature)
                        .array());
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
