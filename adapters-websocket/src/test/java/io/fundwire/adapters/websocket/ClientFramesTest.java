package io.fundwire.adapters.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.fundwire.adapters.json.MessageDispatcher;
import io.fundwire.adapters.json.RoutingTable;
import io.fundwire.adapters.json.TransportCore;
import io.fundwire.adapters.json.fixtures.Gateway;
import io.fundwire.adapters.json.fixtures.Transport;
import io.fundwire.adapters.websocket.fixtures.LoopbackServer;
import io.fundwire.adapters.websocket.fixtures.RawFrame;
import io.fundwire.adapters.websocket.fixtures.RawPeer;
import io.fundwire.adapters.websocket.fixtures.RawPeer.Manners;
import io.fundwire.application.fixtures.Core;
import io.fundwire.application.session.ConnectClient;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.session.Rate;
import io.fundwire.domain.session.SessionLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What clients send, frame by frame: what is understood, and how the rest ends.
class ClientFramesTest {

    private static final long ONE_GIB = 1L << 30;
    private static final int MIB = 1 << 20;

    private static final SessionLimits AS_FAST_AS_YOU_LIKE =
            new SessionLimits(
                    SessionLimits.DEFAULT.heartbeatInterval(),
                    SessionLimits.DEFAULT.maxPayload(),
                    Rate.UNLIMITED,
                    Rate.UNLIMITED,
                    SessionLimits.DEFAULT.outbox());

    private final AtomicReference<Instant> now = new AtomicReference<>(VirtualClock.START);
    private final Gateway gateway =
            Gateway.of(Core.Settings.defaults().with(AS_FAST_AS_YOU_LIKE), now::get);
    private final Core core = gateway.core;
    private LoopbackServer server;

    /// What one part does, once, the next time that it is told the time.
    private final AtomicReference<Runnable> before = new AtomicReference<>(() -> {});

    @AfterEach
    void stop() {
        server.close();
    }

    // ---- fragments

    @Test
    void fragmentsAreOneMessage() throws Exception {
        serve();
        var alice = server.connect("user=alice");

        alice.send(
                RawFrame.text("{\"type\":").unfinished(),
                RawFrame.continuation().unfinished(),
                RawFrame.continuation("\"heartbeat\",".getBytes(UTF_8)).unfinished(),
                RawFrame.continuation("\"id\":\"7\"}".getBytes(UTF_8)));

        assertThat(replyTo(alice.nextText())).isEqualTo("7");
    }

    @Test
    void aPingBetweenFragmentsIsAnsweredAndDisturbsNothing() throws Exception {
        serve();
        var alice = server.connect("user=alice");

        alice.send(
                RawFrame.text("{\"type\":\"heart").unfinished(),
                RawFrame.of(RawFrame.PING, (byte) 1, (byte) 2),
                RawFrame.continuation("beat\",".getBytes(UTF_8)).unfinished(),
                RawFrame.of(RawFrame.PONG),
                RawFrame.continuation("\"id\":\"7\"}".getBytes(UTF_8)));

        assertThat(alice.next(RawFrame.PONG).bytes()).containsExactly(1, 2);
        assertThat(replyTo(alice.nextText())).isEqualTo("7");
    }

    @Test
    void aCharacterMayBeSplitBetweenFragments() throws Exception {
        serve();
        var alice = server.connect("user=alice");
        byte[] text = "{\"type\":\"heartbeat\",\"id\":\"📈\"}".getBytes(UTF_8);

        for (int at = 0; at <= text.length; at++) {
            alice.send(
                    RawFrame.of(RawFrame.TEXT, Arrays.copyOf(text, at)).unfinished(),
                    RawFrame.continuation(Arrays.copyOfRange(text, at, text.length)));
            assertThat(replyTo(alice.nextText())).isEqualTo("📈");
        }
    }

    @Test
    void aFrameMayComeByteByByte() throws Exception {
        serve();
        var alice = server.connect("user=alice");

        for (byte one : heartbeat("📈 " + "x".repeat(60)).masked(0x01020304)) {
            alice.sendBytes(one);
        }
        assertThat(replyTo(alice.nextText())).startsWith("📈 x");

        byte[] payload = "are you there?".getBytes(UTF_8);
        for (byte one : RawFrame.of(RawFrame.PING, payload).masked(0xFFFEFDFC)) {
            alice.sendBytes(one);
        }
        assertThat(alice.next(RawFrame.PONG).bytes()).isEqualTo(payload);
    }

    @Test
    void manyMessagesInOnePieceAreHandledOneByOne() throws Exception {
        serve();
        var alice = server.connect("user=alice");

        alice.send(IntStream.range(0, 500).mapToObj(i -> heartbeat("" + i)).toList());

        for (int i = 0; i < 500; i++) {
            assertThat(replyTo(alice.nextText())).isEqualTo("" + i);
        }
    }

    @Test
    void anEmptyMessageIsAMistakeThatCostsNothing() throws Exception {
        serve();
        var alice = server.connect("user=alice");

        alice.send(RawFrame.text(""));
        alice.send(RawFrame.text("").unfinished(), RawFrame.continuation());

        assertThat(errorCode(alice.nextText())).isEqualTo("malformed-json");
        assertThat(errorCode(alice.nextText())).isEqualTo("malformed-json");
        assertAnswers(alice);
    }

    // ---- what is said wrongly

    static Stream<Arguments> whatIsNoMessage() {
        return Stream.of(
                Arguments.of("heartbeat", "malformed-json"),
                Arguments.of("{\"type\":\"heartbeat\"", "malformed-json"),
                Arguments.of("{\"type\":\"heartbeat\"}{}", "malformed-json"),
                Arguments.of("[{\"type\":\"heartbeat\"}]", "malformed-json"),
                Arguments.of("\"heartbeat\"", "malformed-json"),
                Arguments.of("null", "malformed-json"),
                Arguments.of(nested(65), "malformed-json"),
                Arguments.of("[".repeat(16_000), "malformed-json"),
                Arguments.of("{\"type\":\"heartbeat\",\"type\":\"x\"}", "malformed-json"),
                Arguments.of(withData("{\"a\":1,\"\\u0061\":2}"), "malformed-json"),
                Arguments.of(withData("{\"a\":\"\\ud800\"}"), "malformed-json"),
                Arguments.of(withData("{\"\\udc00\":1}"), "malformed-json"),
                Arguments.of("{\"type\":\"fly\"}", "unknown-type"),
                Arguments.of("{\"type\":\"connection\"}", "unknown-type"),
                Arguments.of("{\"type\":\"heartbeat\",\"clientId\":\"x\"}", "client-mismatch"),
                Arguments.of(
                        "{\"type\":\"notification-ack\",\"data\":{\"notificationId\":\"x\"}}",
                        "not-found"));
    }

    @ParameterizedTest
    @MethodSource("whatIsNoMessage")
    void whatIsNoMessageIsAnsweredByItsCodeAndForgotten(String text, String code) throws Exception {
        serve();
        var alice = server.connect("user=alice");

        alice.send(text);

        assertThat(errorCode(alice.nextText())).isEqualTo(code);
        assertAnswers(alice);
    }

    @Test
    void nestingOf64IsFine() throws Exception {
        serve();
        var alice = server.connect("user=alice");

        alice.send(nested(64));

        assertThat(type(alice.nextText())).isEqualTo("heartbeat-ack");
    }

    @Test
    void whatAnotherClientMayCallItsOwnNobodyElseMay() throws Exception {
        serve();
        var alice = server.connect("user=alice");
        var bob = server.connect("user=bob");
        String idOfBob = client("bob").id().value();

        alice.send("{\"type\":\"typing-start\",\"clientId\":\"" + idOfBob + "\"}");
        assertThat(errorCode(alice.nextText())).isEqualTo("client-mismatch");
        assertAnswers(bob);

        bob.send("{\"type\":\"typing-start\",\"clientId\":\"" + idOfBob + "\"}");
        assertThat(type(alice.nextText())).isEqualTo("typing-start");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"id":"7"}                                                       | type
                    {"type":7}                                                       | type
                    {"type":"heartbeat","id":7}                                      | id
                    {"type":"heartbeat","id":""}                                     | id
                    {"type":"heartbeat","clientId":7}                                | clientId
                    {"type":"heartbeat","data":[]}                                   | data
                    {"type":"heartbeat","data":"x"}                                  | data
                    {"type":"typing-start","data":{"conversationId":7}}              | data.conversationId
                    {"type":"typing-stop","data":{"conversationId":""}}              | data.conversationId
                    {"type":"notification-ack"}                                      | data.notificationId
                    {"type":"notification-ack","data":{"notificationId":{}}}         | data.notificationId
                    {"type":"notification-ack","data":{"notificationIds":"x"}}       | data.notificationIds
                    {"type":"notification-ack","data":{"notificationId":"x","status":"eaten"}} | data.status
                    {"type":"notification-ack","data":{"notificationId":"x","actionId":7}}     | data.actionId
                    """)
    void aMistakeInAFieldIsAnsweredByItsName(String text, String field) throws Exception {
        serve();
        var alice = server.connect("user=alice");

        alice.send(text);

        String error = alice.nextText();
        assertThat(errorCode(error)).isEqualTo("invalid-message");
        assertThat(json(error).at("/data/message").stringValue()).startsWith(field + " ");
        assertAnswers(alice);
    }

    // ---- pings

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125})
    void aPingIsAnsweredWithItsOwnPayload(int length) throws Exception {
        serve();
        var alice = server.connect("user=alice");
        var payload = new byte[length];
        Arrays.fill(payload, (byte) 0x9F);

        alice.send(RawFrame.of(RawFrame.PING, payload));

        var pong = alice.next(RawFrame.PONG);
        assertThat(pong.firstByte()).isEqualTo(0x8A);
        assertThat(pong.bytes()).isEqualTo(payload);
    }

    @Test
    void pingsAreAnsweredInOrder() throws Exception {
        serve();
        var alice = server.connect("user=alice");

        alice.send(
                IntStream.range(0, 200)
                        .mapToObj(i -> RawFrame.of(RawFrame.PING, (byte) i))
                        .toList());

        for (int i = 0; i < 200; i++) {
            assertThat(alice.next(RawFrame.PONG).bytes()).containsExactly((byte) i);
        }
        assertAnswers(alice);
    }

    @Test
    void aPongThatNobodyAskedForIsASignOfLifeAndNothingElse() throws Exception {
        serve();
        var alice = server.connect("user=alice");

        alice.send(RawFrame.of(RawFrame.PONG, (byte) 1));

        assertAnswers(alice);
    }

    @Test
    void aPingOfTheServerIsAFrame() throws Exception {
        serve();
        var alice = server.connect("user=alice", Manners.RUDE);

        client("alice").connection().ping();

        assertThat(alice.next(RawFrame.PING).firstByte()).isEqualTo(0x89);
        assertAnswers(alice);
    }

    static Stream<RawFrame> signsOfLife() {
        return Stream.of(
                RawFrame.text("no JSON"),
                RawFrame.text("{").unfinished(),
                RawFrame.of(RawFrame.BINARY),
                RawFrame.of(RawFrame.PING),
                RawFrame.of(RawFrame.PONG));
    }

    @ParameterizedTest
    @MethodSource("signsOfLife")
    void anyFrameIsASignOfLife(RawFrame frame) throws Exception {
        serve();
        var alice = server.connect("user=alice");
        var session = client("alice").session();
        now.set(VirtualClock.START.plusSeconds(20));

        alice.send(frame);

        await().atMost(Transport.PATIENCE)
                .until(() -> session.liveness().lastHeard().equals(now.get()));
    }

    // ---- what is not text

    static Stream<List<RawFrame>> binaryMessages() {
        return Stream.of(
                List.of(RawFrame.of(RawFrame.BINARY, (byte) 0xFF, (byte) 0)),
                List.of(RawFrame.of(RawFrame.BINARY)),
                List.of(
                        RawFrame.of(RawFrame.BINARY, (byte) 0xFF).unfinished(),
                        RawFrame.continuation((byte) 0xFE).unfinished(),
                        RawFrame.continuation((byte) 0xFD)),
                List.of(RawFrame.of(RawFrame.BINARY, new byte[60_000])));
    }

    @ParameterizedTest
    @MethodSource("binaryMessages")
    void aBinaryMessageIsRefusedWithAWord(List<RawFrame> message) throws Exception {
        serve();
        var alice = server.connect("user=alice");
        var bob = server.connect("user=bob");

        alice.send(message);

        assertThat(errorCode(alice.nextText())).isEqualTo("invalid-message");
        assertThat(alice.next(RawFrame.CLOSE).closeCode()).isEqualTo(1003);
        assertOnlyOneIsLeft(bob);
    }

    static Stream<List<RawFrame>> textsThatAreNone() {
        byte[] cutShort = HexFormat.of().parseHex("7be282");
        return Stream.of(
                List.of(RawFrame.of(RawFrame.TEXT, (byte) 0xFF)),
                List.of(RawFrame.of(RawFrame.TEXT, cutShort)),
                List.of(RawFrame.of(RawFrame.TEXT, cutShort).unfinished(), RawFrame.continuation()),
                List.of(
                        RawFrame.of(RawFrame.TEXT, cutShort).unfinished(),
                        RawFrame.continuation((byte) 'a')),
                List.of(
                        RawFrame.text("so far so good").unfinished(),
                        RawFrame.continuation((byte) 0xC0).unfinished()),
                List.of(
                        RawFrame.of(RawFrame.TEXT, (byte) 0xED).unfinished(),
                        RawFrame.continuation((byte) 0xA0).unfinished()));
    }

    @ParameterizedTest
    @MethodSource("textsThatAreNone")
    void whatIsNotUtf8IsClosedWith1007(List<RawFrame> message) throws Exception {
        serve();
        var alice = server.connect("user=alice");
        var bob = server.connect("user=bob");

        alice.send(message);

        assertThat(alice.next(RawFrame.CLOSE).closeCode()).isEqualTo(1007);
        assertOnlyOneIsLeft(bob);
        assertThat(core.traffic.received()).as("messages, the one of bob").isEqualTo(1);
    }

    // ---- what is no WebSocket

    static Stream<byte[]> breachesOfTheProtocol() {
        RawFrame text = RawFrame.text("{}");
        return Stream.concat(
                Stream.of(
                        // Not masked.
                        text.unmasked(),
                        RawFrame.of(RawFrame.PING).unmasked(),
                        RawFrame.close(1000).unmasked(),
                        // Reserved bits.
                        text.with(0x40).masked(1),
                        text.with(0x20).masked(1),
                        text.with(0x10).masked(1),
                        RawFrame.of(RawFrame.PING).with(0x40).masked(1),
                        // Control frames that are fragmented, or too long.
                        RawFrame.of(RawFrame.PING).unfinished().masked(1),
                        RawFrame.close(1000).unfinished().masked(1),
                        RawFrame.of(RawFrame.PONG).unfinished().masked(1),
                        RawFrame.of(RawFrame.PING, new byte[126]).masked(1),
                        RawFrame.of(RawFrame.PONG, new byte[126]).masked(1),
                        RawFrame.of(RawFrame.CLOSE, new byte[126]).masked(1),
                        RawFrame.headerOf(0x89, ONE_GIB),
                        // Fragments out of sequence.
                        RawFrame.continuation((byte) 'a').masked(1),
                        both(text.unfinished(), text),
                        both(text.unfinished(), RawFrame.of(RawFrame.BINARY)),
                        both(text, RawFrame.continuation()),
                        // Closes that say nothing that may be said.
                        RawFrame.of(RawFrame.CLOSE, (byte) 3).masked(1),
                        RawFrame.close(0).masked(1),
                        RawFrame.close(999).masked(1),
                        RawFrame.close(1004).masked(1),
                        RawFrame.close(1005).masked(1),
                        RawFrame.close(1006).masked(1),
                        RawFrame.close(1015).masked(1),
                        RawFrame.close(2999).masked(1),
                        RawFrame.close(5000).masked(1),
                        RawFrame.close(65_535).masked(1),
                        // No WebSocket at all.
                        "GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8)),
                // Opcodes that mean nothing.
                IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
                        .boxed()
                        .flatMap(opcode ->
                                Stream.of(
                                        RawFrame.of(opcode).masked(1),
                                        RawFrame.headerOf(0x80 | opcode, ONE_GIB))));
    }

    @ParameterizedTest
    @MethodSource("breachesOfTheProtocol")
    void aBreachOfTheProtocolIsClosedWith1002(byte[] bytes) throws Exception {
        serve();
        var alice = server.connect("user=alice", Manners.RUDE);
        var bob = server.connect("user=bob");

        alice.sendBytes(bytes);
        // A header of a long control frame is looked at when the first byte of its payload comes.
        alice.sendBytes((byte) 0);

        assertThat(alice.closeCode()).isEqualTo(1002);
        assertOnlyOneIsLeft(bob);
    }

    @Test
    void aReasonThatIsNotUtf8IsClosedWith1007() throws Exception {
        serve();
        var alice = server.connect("user=alice", Manners.RUDE);

        alice.send(RawFrame.of(RawFrame.CLOSE, (byte) 0x03, (byte) 0xE8, (byte) 0xFF));

        assertThat(alice.closeCode()).isEqualTo(1007);
    }

    // ---- size

    @Test
    void aMessageThatIsTooLargeIsRefusedWithAWord() throws Exception {
        serve();
        int fits = core.limits.maxPayload();
        for (List<RawFrame> message :
                List.of(
                        List.of(RawFrame.text("x".repeat(fits + 1))),
                        List.of(
                                RawFrame.text("x".repeat(fits)).unfinished(),
                                RawFrame.continuation((byte) 1)),
                        List.of(RawFrame.text("x".repeat(fits + 1)).unfinished()),
                        IntStream.range(0, 20)
                                .mapToObj(i ->
                                        i == 0
                                                ? RawFrame.text("x".repeat(1000)).unfinished()
                                                : RawFrame.continuation(new byte[1000])
                                                        .unfinished())
                                .toList())) {
            var alice = server.connect("user=alice");

            alice.send(message);

            assertThat(errorCode(alice.nextText())).isEqualTo("too-large");
            assertThat(alice.next(RawFrame.CLOSE).closeCode()).isEqualTo(1009);
        }
        await().atMost(Transport.PATIENCE).until(() -> core.clients.count() == 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 16_384})
    void aMessageMayBeFullHoweverManyFragmentsItIs(int fragments) throws Exception {
        serve();
        var alice = server.connect("user=alice");
        int fits = core.limits.maxPayload();
        byte[] full = withId("full", fits).getBytes(UTF_8);
        byte[] over = withId("over", fits + 1).getBytes(UTF_8);

        alice.send(inFragments(full, fragments));
        assertThat(replyTo(alice.nextText())).isEqualTo("full");

        alice.send(inFragments(over, fragments));
        assertThat(errorCode(alice.nextText())).isEqualTo("too-large");
        assertThat(alice.next(RawFrame.CLOSE).closeCode()).isEqualTo(1009);
    }

    @Test
    void aMessageThatIsTooLargeIsRefusedAsSoonAsThatIsKnown() throws Exception {
        serve();
        var alice = server.connect("user=alice");

        alice.sendBytes(RawFrame.headerOf(0x81, 100_000));
        alice.sendBytes(new byte[core.limits.maxPayload()]);
        alice.sendBytes((byte) 0);

        assertThat(errorCode(alice.nextText())).isEqualTo("too-large");
        assertThat(alice.closeCode()).isEqualTo(1009);
    }

    @Test
    void aFrameThatSaysItIsHugeTakesNoMemory() throws Exception {
        serve();
        var peers = Stream.generate(() -> server.connect("")).limit(20).toList();
        long before = memoryTaken();

        for (RawPeer peer : peers) {
            peer.sendBytes(RawFrame.headerOf(0x81, ONE_GIB));
            peer.sendBytes("{\"type\":\"heartbeat\"".getBytes(UTF_8));
        }
        // Nothing has to happen as long as no more comes; then it does.
        assertAnswers(server.connect("user=bob"));
        for (RawPeer peer : peers) {
            peer.sendBytes(new byte[64 * 1024]);
            assertThat(peer.closeCode()).isEqualTo(1009);
        }

        assertThat(memoryTaken() - before).as("bytes taken").isLessThan(64 * MIB);
    }

    @ParameterizedTest
    @CsvSource({"2, 1003", "3, 1002", "7, 1002", "11, 1002", "15, 1002", "9, 1002", "8, 1002"})
    void aFrameOfAnyKindThatSaysItIsHugeTakesNoMemory(int opcode, int code) throws Exception {
        serve();
        var peers = Stream.generate(() -> server.connect("")).limit(5).toList();
        long before = memoryTaken();

        for (RawPeer peer : peers) {
            peer.sendBytes(RawFrame.headerOf(0x80 | opcode, ONE_GIB));
            peer.sendBytes(new byte[64 * 1024]);
            assertThat(peer.closeCode()).isEqualTo(code);
        }

        assertThat(memoryTaken() - before).as("bytes taken").isLessThan(64 * MIB);
        await().atMost(Transport.PATIENCE).until(() -> core.clients.count() == 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 31, 1L << 62, Long.MIN_VALUE, -1})
    void aFrameThatSaysItIsLargerThanAnythingIsClosedAtOnce(long length) throws Exception {
        serve();
        var alice = server.connect("user=alice");

        alice.sendBytes(RawFrame.headerOf(0x81, length));

        assertThat(alice.closeCode()).isIn(1002, 1009);
    }

    // ---- faults

    @Test
    void aFaultInTheDispatcherCostsTheConnectionAndTellsNoSecrets() throws Exception {
        serve(Part.DISPATCHER);
        var alice = server.connect("user=alice");
        var bob = server.connect("user=bob");
        before.set(ClientFramesTest::breakDown);

        alice.send(heartbeat("1"));

        String error = alice.nextText();
        assertThat(errorCode(error)).isEqualTo("internal");
        assertThat(error).doesNotContain("secret");
        var close = alice.next(RawFrame.CLOSE);
        assertThat(close.closeCode()).isEqualTo(1011);
        assertThat(close.text()).doesNotContain("secret");
        assertThat(core.faults.places()).containsExactly("dispatch");
        assertOnlyOneIsLeft(bob);
    }

    @Test
    void aFaultOutsideTheDispatcherTellsNoSecretsEither() throws Exception {
        serve(Part.FRAMES);
        var alice = server.connect("user=alice");
        var bob = server.connect("user=bob");
        before.set(ClientFramesTest::breakDown);

        alice.send(heartbeat("1"));

        var farewell = alice.next(RawFrame.TEXT);
        assertThat(farewell.text())
                .contains("\"type\":\"error\"", "\"code\":\"internal\"")
                .doesNotContain("secret", "Exception");
        var close = alice.next(RawFrame.CLOSE);
        assertThat(close.closeCode()).isEqualTo(1011);
        assertThat(close.text()).doesNotContain("secret", "Exception");
        assertThat(core.faults.places()).containsExactly("frame");
        assertOnlyOneIsLeft(bob);
    }

    @Test
    void aFaultWhileAClientComesTellsNoSecretsEither() throws Exception {
        serve(Part.CONNECTING);
        var bob = server.connect("user=bob");
        before.set(ClientFramesTest::breakDown);

        var alice = server.upgrade("user=alice", Manners.POLITE);

        var close = alice.next(RawFrame.CLOSE);
        assertThat(close.closeCode()).isEqualTo(1011);
        assertThat(close.text()).doesNotContain("secret", "Exception");
        assertThat(core.faults.places()).containsExactly("connect");
        assertOnlyOneIsLeft(bob);
        assertAnswers(server.connect("user=alice"));
    }

    @Test
    void aClientThatGoesWhileItsMessageIsHandledLeavesNothingBehind() throws Exception {
        var inside = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        serve(Part.DISPATCHER);
        var alice = server.connect("user=alice");
        var bob = server.connect("user=bob");
        var guest = server.connect("user=guest");
        var gone = client("guest");
        before.set(() -> {
            inside.countDown();
            awaitQuietly(goOn);
        });

        guest.send("{\"type\":\"typing-start\"}");
        assertThat(inside.await(Transport.PATIENCE.toSeconds(), SECONDS)).isTrue();
        // Nobody reads or writes while the message is handled, but a deadline may pass.
        ((SocketWriter) gone.connection()).abort();
        await().atMost(Transport.PATIENCE).until(() -> server.sockets() == 2);
        goOn.countDown();

        await().atMost(Transport.PATIENCE).until(() -> core.clients.count() == 2);
        bob.send("{\"type\":\"typing-start\"}");
        JsonNode heard = json(alice.nextText());
        while (!heard.at("/data/userId").stringValue("").equals("bob")) {
            heard = json(alice.nextText());
        }
        assertThat(heard.at("/data/typing").valueStream().map(JsonNode::stringValue))
                .containsExactly("bob");
    }

    // ---- in the words of these tests

    private void serve() throws Exception {
        serve(gateway.transportCore);
    }

    private void serve(TransportCore transportCore) throws Exception {
        server = LoopbackServer.of(transportCore, WebSocketTimeouts.DEFAULT, gateway);
    }

    /// Serves a core of which one part does something [#before] it is told the time.
    private void serve(Part part) throws Exception {
        var whole = gateway.transportCore;
        var connectClient =
                new ConnectClient(
                        core.clients,
                        core.reception,
                        core.delivery,
                        core.limits,
                        core.recording,
                        clockOf(Part.CONNECTING, part),
                        core.random);
        var dispatcher =
                new MessageDispatcher(
                        gateway.mapper,
                        new RoutingTable(core::useCase),
                        core.delivery,
                        core.traffic,
                        core.faults,
                        clockOf(Part.DISPATCHER, part));
        serve(
                new TransportCore(
                        whole.admitClient(),
                        connectClient,
                        dispatcher,
                        whole.drainOutbox(),
                        whole.delivery(),
                        whole.disconnectClient(),
                        whole.limits(),
                        whole.faults(),
                        clockOf(Part.FRAMES, part)));
    }

    private InstantSource clockOf(Part part, Part special) {
        if (part != special) {
            return now::get;
        }
        return () -> {
            before.getAndSet(() -> {}).run();
            return now.get();
        };
    }

    private static void breakDown() {
        throw new IllegalStateException("a secret of the server");
    }

    private enum Part {
        CONNECTING,
        FRAMES,
        DISPATCHER
    }

    private ConnectedClient client(String user) {
        return core.clients.of(new UserId(user)).iterator().next();
    }

    /// The peer's connection works, and nothing else is on its way to it.
    private void assertAnswers(RawPeer peer) {
        peer.send(heartbeat("works"));
        assertThat(replyTo(peer.nextText())).isEqualTo("works");
    }

    private void assertOnlyOneIsLeft(RawPeer last) {
        await().atMost(Transport.PATIENCE).until(() -> core.clients.count() == 1);
        assertAnswers(last);
    }

    private static RawFrame heartbeat(String id) {
        return RawFrame.text("{\"type\":\"heartbeat\",\"id\":\"" + id + "\"}");
    }

    private static String withData(String data) {
        return "{\"type\":\"heartbeat\",\"data\":" + data + "}";
    }

    /// A heartbeat with objects in objects, itself the first.
    private static String nested(int depth) {
        return withData("{\"a\":".repeat(depth - 2) + "{}" + "}".repeat(depth - 2));
    }

    /// A heartbeat of that many bytes.
    private static String withId(String id, int bytes) {
        String bare = "{\"type\":\"heartbeat\",\"id\":\"" + id + "\"}";
        return bare + " ".repeat(bytes - bare.length());
    }

    private static List<RawFrame> inFragments(byte[] text, int fragments) {
        int size = Math.ceilDiv(text.length, fragments);
        var all = new ArrayList<RawFrame>();
        for (int from = 0; from < text.length; from += size) {
            int to = Math.min(text.length, from + size);
            int opcode = from == 0 ? RawFrame.TEXT : RawFrame.CONTINUATION;
            var frame = RawFrame.of(opcode, Arrays.copyOfRange(text, from, to));
            all.add(to == text.length ? frame : frame.unfinished());
        }
        return all;
    }

    private static byte[] both(RawFrame first, RawFrame second) {
        byte[] one = first.masked(1);
        byte[] other = second.masked(2);
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /// Bytes that all threads have taken from the heap since they began, and those outside it.
    private static long memoryTaken() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getTotalThreadAllocatedBytes()
                + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode json(String text) {
        return gateway.mapper.readTree(text);
    }

    private String type(String text) {
        return json(text).at("/type").stringValue(null);
    }

    private String replyTo(String text) {
        return json(text).at("/replyTo").stringValue(null);
    }

    private String errorCode(String text) {
        return json(text).at("/data/code").stringValue(null);
    }
}
