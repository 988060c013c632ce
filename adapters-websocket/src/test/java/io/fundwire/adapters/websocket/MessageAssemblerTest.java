package io.fundwire.adapters.websocket;

import static io.fundwire.adapters.websocket.MessageAssembler.Progress.COMPLETE;
import static io.fundwire.adapters.websocket.MessageAssembler.Progress.INCOMPLETE;
import static io.fundwire.adapters.websocket.MessageAssembler.Progress.NOT_UTF8;
import static io.fundwire.adapters.websocket.MessageAssembler.Progress.TOO_LARGE;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.adapters.websocket.MessageAssembler.Progress;
import io.fundwire.domain.fixtures.Simulation;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Arrays;

class MessageAssemblerTest {

    private static final int MAX_PAYLOAD = 1000;

    private final MessageAssembler assembler = new MessageAssembler();

    @Test
    void oneFrameIsAMessage() {
        assertThat(last("{\"type\":\"heartbeat\"}")).isEqualTo(COMPLETE);
        assertThat(taken()).isEqualTo("{\"type\":\"heartbeat\"}");
    }

    @Test
    void framesAreOneMessage() {
        assertThat(first("one ")).isEqualTo(INCOMPLETE);
        assertThat(first("after ")).isEqualTo(INCOMPLETE);
        assertThat(first("the ")).isEqualTo(INCOMPLETE);
        assertThat(last("other")).isEqualTo(COMPLETE);
        assertThat(taken()).isEqualTo("one after the other");
    }

    @Test
    void aMessageMayBeEmpty() {
        assertThat(last("")).isEqualTo(COMPLETE);
        assertThat(taken()).isEmpty();
    }

    @Test
    void framesMayBeEmpty() {
        assertThat(first("")).isEqualTo(INCOMPLETE);
        assertThat(first("a")).isEqualTo(INCOMPLETE);
        assertThat(first("")).isEqualTo(INCOMPLETE);
        assertThat(first("b")).isEqualTo(INCOMPLETE);
        assertThat(last("")).isEqualTo(COMPLETE);
        assertThat(taken()).isEqualTo("ab");
    }

    @Test
    void aMessageOfManyEmptyFramesIsEmpty() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(first("")).isEqualTo(INCOMPLETE);
        }
        assertThat(last("")).isEqualTo(COMPLETE);
        assertThat(taken()).isEmpty();
    }

    @Test
    void aFrameMayFillAMessage() {
        assertThat(last("x".repeat(MAX_PAYLOAD))).isEqualTo(COMPLETE);
        assertThat(taken()).hasSize(MAX_PAYLOAD);
    }

    @Test
    void aFrameMayNotBeLargerThanAMessage() {
        assertThat(last("x".repeat(MAX_PAYLOAD + 1))).isEqualTo(TOO_LARGE);
    }

    @Test
    void aFrameOfAMessageThatGoesOnMayNotBeLargerThanAMessage() {
        assertThat(first("x".repeat(MAX_PAYLOAD + 1))).isEqualTo(TOO_LARGE);
    }

    @Test
    void framesMayFillAMessage() {
        assertThat(first("x".repeat(MAX_PAYLOAD - 1))).isEqualTo(INCOMPLETE);
        assertThat(first("y")).isEqualTo(INCOMPLETE);
        assertThat(last("")).isEqualTo(COMPLETE);
        assertThat(taken()).isEqualTo("x".repeat(MAX_PAYLOAD - 1) + "y");
    }

    @Test
    void framesMayNotBeMoreThanAMessage() {
        assertThat(first("x".repeat(MAX_PAYLOAD - 1))).isEqualTo(INCOMPLETE);
        assertThat(first("y")).isEqualTo(INCOMPLETE);
        assertThat(last("z")).isEqualTo(TOO_LARGE);
    }

    @Test
    void sizeIsCountedInBytes() {
        assertThat(last("é".repeat(MAX_PAYLOAD / 2))).isEqualTo(COMPLETE);
        taken();
        assertThat(last("é".repeat(MAX_PAYLOAD / 2) + "e")).isEqualTo(TOO_LARGE);
    }

    @Test
    void eachMessageHasTheFullSize() {
        for (int i = 0; i < 3; i++) {
            assertThat(first("x".repeat(MAX_PAYLOAD / 2))).isEqualTo(INCOMPLETE);
            assertThat(last("y".repeat(MAX_PAYLOAD / 2))).isEqualTo(COMPLETE);
            assertThat(taken()).hasSize(MAX_PAYLOAD);
        }
    }

    @Test
    void aMessageHasNothingOfTheOneBefore() {
        first("a long ");
        last("message");
        taken();
        assertThat(last("short")).isEqualTo(COMPLETE);
        assertThat(taken()).isEqualTo("short");
        assertThat(last("")).isEqualTo(COMPLETE);
        assertThat(taken()).isEmpty();
    }

    @Test
    void whoTakesAMessageOwnsIt() {
        last("first");
        byte[] first = assembler.take();
        Arrays.fill(first, (byte) 0xFF);

        assertThat(last("other")).isEqualTo(COMPLETE);

        byte[] second = assembler.take();
        assertThat(second).isNotSameAs(first).isEqualTo("other".getBytes(UTF_8));
    }

    @Test
    void aPayloadIsCopied() {
        var network = ByteBuffer.wrap("good".getBytes(UTF_8));
        assembler.add(network, false, MAX_PAYLOAD);
        Arrays.fill(network.array(), (byte) 0xFF);
        last("!");
        assertThat(taken()).isEqualTo("good!");
    }

    @Test
    void onlyThePayloadIsRead() {
        byte[] network = {(byte) 0xFF, 'o', 'k', (byte) 0xFF};
        assertThat(assembler.add(ByteBuffer.wrap(network, 1, 2), true, MAX_PAYLOAD))
                .isEqualTo(COMPLETE);
        assertThat(taken()).isEqualTo("ok");
    }

    @Test
    void aPayloadOutsideTheHeapIsReadToo() {
        var network = ByteBuffer.allocateDirect(8).put("direct".getBytes(UTF_8)).flip();
        assertThat(assembler.add(network.asReadOnlyBuffer(), true, MAX_PAYLOAD))
                .isEqualTo(COMPLETE);
        assertThat(taken()).isEqualTo("direct");
    }

    @Test
    void aCharacterMayBeSplitBetweenFrames() {
        byte[] euro = "€".getBytes(UTF_8);
        assertThat(add(false, euro[0])).isEqualTo(INCOMPLETE);
        assertThat(add(false, euro[1])).isEqualTo(INCOMPLETE);
        assertThat(first("")).isEqualTo(INCOMPLETE);
        assertThat(add(true, euro[2])).isEqualTo(COMPLETE);
        assertThat(taken()).isEqualTo("€");
    }

    @Test
    void aMessageMayNotEndInTheMiddleOfACharacter() {
        assertThat(add(true, (byte) 'a', (byte) 0xE2, (byte) 0x82)).isEqualTo(NOT_UTF8);
    }

    @Test
    void anEmptyFrameDoesNotEndACharacter() {
        assertThat(add(false, (byte) 0xE2)).isEqualTo(INCOMPLETE);
        assertThat(last("")).isEqualTo(NOT_UTF8);
    }

    @Test
    void whatIsNotUtf8IsRefusedAtOnce() {
        assertThat(first("so far so good")).isEqualTo(INCOMPLETE);
        assertThat(add(false, (byte) 0xFF)).isEqualTo(NOT_UTF8);
    }

    @Test
    void aCharacterMayNotBeBrokenOffByTheNextFrame() {
        assertThat(add(false, (byte) 0xE2)).isEqualTo(INCOMPLETE);
        assertThat(last("a")).isEqualTo(NOT_UTF8);
    }

    @Test
    void messagesInRandomPieces() {
        Simulation.seeds(500)
                .run(random -> {
                    var several = new MessageAssembler();
                    for (int i = 0; i < 5; i++) {
                        String text = "aé€📈".repeat(random.nextInt(MAX_PAYLOAD / 10 + 1));
                        byte[] bytes = text.getBytes(UTF_8);
                        int from = 0;
                        while (random.nextInt(4) > 0) {
                            int more = random.nextInt(bytes.length - from + 1);
                            var piece = ByteBuffer.wrap(bytes, from, more);
                            assertThat(several.add(piece, false, MAX_PAYLOAD))
                                    .isEqualTo(INCOMPLETE);
                            from += more;
                        }
                        var rest = ByteBuffer.wrap(bytes, from, bytes.length - from);
                        assertThat(several.add(rest, true, MAX_PAYLOAD)).isEqualTo(COMPLETE);
                        assertThat(new String(several.take(), UTF_8)).isEqualTo(text);
                    }
                });
    }

    private Progress first(String part) {
        return add(false, part.getBytes(UTF_8));
    }

    private Progress last(String part) {
        return add(true, part.getBytes(UTF_8));
    }

    private Progress add(boolean isLast, byte... payload) {
        return assembler.add(ByteBuffer.wrap(payload), isLast, MAX_PAYLOAD);
    }

    private String taken() {
        return new String(assembler.take(), UTF_8);
    }
}
