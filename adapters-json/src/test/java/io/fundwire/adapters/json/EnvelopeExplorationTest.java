package io.fundwire.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.fundwire.adapters.json.fixtures.Gateway;
import io.fundwire.domain.fixtures.VirtualClock;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/// Looks for a message that strikes a fault, led by which code each one reaches. What
/// [EnvelopeReaderFuzzTest] makes up is mostly right and held against a second opinion; this knows
/// nothing, and goes all the way to the use cases.
class EnvelopeExplorationTest {

    private final Gateway gateway = Gateway.on(new VirtualClock());

    @FuzzTest(maxDuration = "1m")
    void noMessageStrikesAFault(byte[] bytes) {
        if (!isUtf8(bytes)) {
            return;
        }
        var alice = new DirectClient(gateway, "alice");

        alice.send(new String(bytes, UTF_8));
        alice.leave();

        assertThat(gateway.core.faults.places()).isEmpty();
    }

    /// The transports let nothing else pass.
    private static boolean isUtf8(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException refused) {
            return false;
        }
    }
}
