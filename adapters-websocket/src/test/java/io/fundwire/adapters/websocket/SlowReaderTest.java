package io.fundwire.adapters.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundwire.adapters.json.fixtures.Gateway;
import io.fundwire.adapters.json.fixtures.Transport;
import io.fundwire.adapters.websocket.fixtures.CapturedLog;
import io.fundwire.adapters.websocket.fixtures.LoopbackServer;
import io.fundwire.adapters.websocket.fixtures.RawFrame;
import io.fundwire.adapters.websocket.fixtures.RawPeer;
import io.fundwire.adapters.websocket.fixtures.RawPeer.Manners;
import io.fundwire.application.fixtures.Core;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Messages;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.OutboxLimits;
import io.fundwire.domain.session.CloseReason;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.stream.IntStream;

/// Writing to those who take little at a time, and to those who take nothing.
@Isolated
class SlowReaderTest {

    private static final int MIB = 1 << 20;
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofSeconds(1);

    /// So that nobody is closed for what waits.
    private static final OutboxLimits ROOMY =
            new OutboxLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, NEVER);

    private final Gateway gateway =
            Gateway.of(Core.Settings.defaults().with(ROOMY), () -> VirtualClock.START);
    private final Core core = gateway.core;
    private LoopbackServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    /// The write that does not end may be any: of a message that is one of hundreds in its write,
    /// of one among few, or of one that is alone.
    @ParameterizedTest
    @ValueSource(ints = {200, 3_000, 9_000, 70_000})
    void aClientThatTakesNothingIsCutByTheDeadlineOfAWrite(int size) throws Exception {
        try (var log = CapturedLog.of(ClientFrames.class)) {
            serve(new WebSocketTimeouts(SOON, NEVER));
            var slow = server.connect("user=slow", Manners.RUDE);
            var quick = server.connect("user=quick");
            var slowClient = client("slow");
            slow.stopReading();

            for (int sent = 0; sent < 16 * MIB; sent += size) {
                tell(slowClient, "x".repeat(size));
            }

            await().atMost(Transport.PATIENCE).until(() -> core.clients.count() == 1);
            await().atMost(Transport.PATIENCE).until(() -> server.sockets() == 1);
            assertThat(log.linesWith("user=slow code=1006"))
                    .singleElement()
                    .asString()
                    .contains("why=slow-reader");
            assertAnswers(quick);
        }
    }

    @Test
    void aClientThatTakesNothingHoldsUpNobody() throws Exception {
        serve(new WebSocketTimeouts(NEVER, NEVER));
        var slow = server.connect("user=slow", Manners.RUDE);
        var quick = server.connect("user=quick");
        slow.stopReading();

        for (int i = 0; i < 100; i++) {
            tell(client("slow"), "x".repeat(100_000));
            tell(client("quick"), "number " + i);
            assertThat(text(quick)).isEqualTo("number " + i);
        }

        assertThat(client("slow").session().isIdle()).isFalse();
        slow.resumeReading();
        for (int i = 0; i < 100; i++) {
            assertThat(text(slow)).hasSize(100_000);
        }
    }

    @Test
    void aClientThatTakesNothingIsCutByTheDeadlineOfAClose() throws Exception {
        serve(new WebSocketTimeouts(NEVER, SOON));
        var slow = server.connect("user=slow", Manners.RUDE);
        var quick = server.connect("user=quick");
        slow.stopReading();
        IntStream.range(0, 100).forEach(i -> tell(client("slow"), "x".repeat(100_000)));

        core.delivery.close(client("slow"), CloseReason.RESTARTING);

        await().atMost(Transport.PATIENCE).until(() -> core.clients.count() == 1);
        await().atMost(Transport.PATIENCE).until(() -> server.sockets() == 1);
        assertAnswers(quick);
    }

    @Test
    void aClientThatTakesLittleAtATimeGetsAll() throws Exception {
        serve(new WebSocketTimeouts(NEVER, NEVER));
        var slow = server.connect("user=slow");
        IntStream.range(0, 400).forEach(i -> tell(client("slow"), i + "x".repeat(10_000)));

        for (int i = 0; i < 400; i++) {
            assertThat(text(slow)).startsWith(i + "x");
            if (i % 20 == 0) {
                slow.stopReading();
                slow.resumeReading();
            }
        }
        assertAnswers(slow);
    }

    @Test
    void whoPingsAndTakesNothingIsHeardNoMoreAndHeldUpByItself() throws Exception {
        serve(new WebSocketTimeouts(NEVER, SOON));
        var flood = server.connect("user=flood", Manners.RUDE);
        var quick = server.connect("user=quick");
        flood.stopReading();
        var pings =
                IntStream.range(0, 1000)
                        .mapToObj(i -> RawFrame.of(RawFrame.PING, new byte[125]))
                        .toList();
        var flooding =
                Thread.ofVirtual()
                        .start(() -> {
                            for (int i = 0; i < 200; i++) {
                                flood.send(pings);
                            }
                        });

        assertAnswers(quick);
        core.delivery.close(client("flood"), CloseReason.SILENT);

        await().atMost(Transport.PATIENCE).until(() -> core.clients.count() == 1);
        assertThat(flooding.join(Transport.PATIENCE)).isTrue();
        assertAnswers(quick);
    }

    // ---- large messages

    @Test
    void moreThanOneWriteTakesArrivesWhole() throws Exception {
        serve(WebSocketTimeouts.DEFAULT);
        var alice = server.connect("user=alice");
        int[] sizes = {60_000, 1, 70_000, 4_000, 4_095, 4_096, 16_000, 16_384, 65_535, 65_536, 3};

        for (int round = 0; round < 5; round++) {
            for (int size : sizes) {
                tell(client("alice"), round + "x".repeat(size));
            }
        }

        for (int round = 0; round < 5; round++) {
            for (int size : sizes) {
                assertThat(text(alice)).isEqualTo(round + "x".repeat(size));
            }
        }
    }

    @Test
    void aLargeMessageIsOneFrame() throws Exception {
        serve(WebSocketTimeouts.DEFAULT);
        var alice = server.connect("user=alice");

        tell(client("alice"), "x".repeat(120_000));

        assertThat(text(alice)).hasSize(120_000);
    }

    private void serve(WebSocketTimeouts timeouts) throws Exception {
        server = LoopbackServer.of(gateway, timeouts);
    }

    private ConnectedClient client(String user) {
        return core.clients.of(new UserId(user)).iterator().next();
    }

    private void tell(ConnectedClient client, String text) {
        core.delivery.send(client, core.delivery.prepare(Messages.plain(Lane.INBOX, text)));
    }

    private String text(RawPeer peer) {
        return gateway.mapper.readTree(peer.nextText()).at("/data/text").stringValue();
    }

    private static void assertAnswers(RawPeer peer) {
        peer.send("{\"type\":\"heartbeat\",\"id\":\"works\"}");
        assertThat(peer.nextText()).contains("\"replyTo\":\"works\"");
    }
}
