package io.fundwire.adapters.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.adapters.json.fixtures.Gateway;
import io.fundwire.adapters.json.fixtures.Transport;
import io.fundwire.adapters.websocket.fixtures.CapturedLog;
import io.fundwire.adapters.websocket.fixtures.LoopbackServer;
import io.fundwire.adapters.websocket.fixtures.RawFrame;
import io.fundwire.adapters.websocket.fixtures.RawPeer;
import io.fundwire.adapters.websocket.fixtures.RawPeer.End;
import io.fundwire.adapters.websocket.fixtures.RawPeer.Manners;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.session.CloseReason;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// How connections end, whoever begins it.
@Isolated
class ClosingTest {

    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofMillis(300);

    private final AtomicReference<Duration> sinceStart = new AtomicReference<>(Duration.ZERO);
    private final Gateway gateway = Gateway.on(() -> VirtualClock.START.plus(sinceStart.get()));
    private LoopbackServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    // ---- closed by the client

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1005, 1011, 3000, 4000, 4999})
    void aCloseIsAnsweredWithTheSameCode(int code) throws Exception {
        serve(NEVER);
        var alice = server.connect("user=alice", Manners.RUDE);

        alice.sendClose(code);

        assertThat(alice.next(RawFrame.CLOSE).closeCode()).isEqualTo(code);
        assertThat(alice.end()).isEqualTo(End.FINISHED);
        nobodyIsLeft();
    }

    @Test
    void aCloseInTheMiddleOfAMessageIsTheEndOfIt() throws Exception {
        serve(NEVER);
        var alice = server.connect("user=alice", Manners.RUDE);

        alice.send(
                RawFrame.text("{\"type\":").unfinished(),
                RawFrame.close(1000),
                RawFrame.continuation("\"heartbeat\"}".getBytes(UTF_8)));

        assertThat(alice.next(RawFrame.CLOSE).closeCode()).isEqualTo(1000);
        assertThat(alice.next()).isEmpty();
        nobodyIsLeft();
        assertThat(gateway.core.traffic.received()).isZero();
    }

    @Test
    void whatComesAfterACloseIsNotHandled() throws Exception {
        serve(NEVER);
        var alice = server.connect("user=alice", Manners.RUDE);

        alice.send(heartbeat("1"), RawFrame.close(1000), heartbeat("2"), heartbeat("3"));

        assertThat(alice.closeCode()).isEqualTo(1000);
        nobodyIsLeft();
        assertThat(gateway.core.traffic.received()).isEqualTo(1);
    }

    @Test
    void whoOnlyEndsItsHalfIsGone() throws Exception {
        serve(NEVER);
        var alice = server.connect("user=alice", Manners.RUDE);

        alice.finish();

        assertThat(alice.closeCode()).isEqualTo(1006);
        nobodyIsLeft();
    }

    // ---- closed by the server

    @ParameterizedTest
    @EnumSource(CloseReason.class)
    void aClientIsToldWhyInAMessageAndInTheClose(CloseReason reason) throws Exception {
        serve(NEVER);
        var alice = server.connect("user=alice");

        gateway.core.delivery.close(client("alice"), reason);

        assertThat(alice.nextText()).contains("\"error\"", reason.sentence());
        var close = alice.next(RawFrame.CLOSE);
        assertThat(close.closeCode()).isEqualTo(reason.code());
        assertThat(close.text()).endsWith(reason.sentence());
        assertThat(alice.next()).isEmpty();
        assertThat(alice.end()).isEqualTo(End.FINISHED);
        nobodyIsLeft();
    }

    @Test
    void aClientThatDoesNotAnswerTheCloseIsCut() throws Exception {
        serve(SOON);
        var alice = server.connect("user=alice", Manners.RUDE);
        var bob = server.connect("user=bob");

        gateway.core.delivery.close(client("alice"), CloseReason.SILENT);

        alice.nextText();
        assertThat(alice.next(RawFrame.CLOSE).closeCode()).isEqualTo(4001);
        alice.end();
        await().atMost(Transport.PATIENCE).until(() -> gateway.core.clients.count() == 1);
        assertAnswers(bob);
    }

    @Test
    void whatAClientSaysAfterTheCloseIsReadAndIgnored() throws Exception {
        serve(NEVER);
        var alice = server.connect("user=alice", Manners.RUDE);
        var bob = server.connect("user=bob");
        gateway.core.delivery.close(client("alice"), CloseReason.SILENT);
        alice.nextText();
        alice.next(RawFrame.CLOSE);
        long received = gateway.core.traffic.received();

        alice.send(
                RawFrame.text("{\"type\":\"typing-start\"}"),
                RawFrame.text("{\"type\":").unfinished(),
                RawFrame.continuation("\"heartbeat\"}".getBytes(UTF_8)),
                RawFrame.of(RawFrame.TEXT, (byte) 0xFF),
                RawFrame.of(RawFrame.BINARY, (byte) 1),
                RawFrame.text("x".repeat(100_000)),
                RawFrame.of(RawFrame.PONG),
                RawFrame.close(4001));

        assertThat(alice.next()).isEmpty();
        assertThat(alice.end()).isEqualTo(End.FINISHED);
        await().atMost(Transport.PATIENCE).until(() -> gateway.core.clients.count() == 1);
        assertThat(gateway.core.traffic.received()).isEqualTo(received);
        assertAnswers(bob);
    }

    @Test
    void aPingAfterTheCloseDoesNotBreakItOff() throws Exception {
        try (var log = CapturedLog.of(ClientFrames.class)) {
            serve(NEVER);
            var alice = server.connect("user=alice", Manners.RUDE);
            gateway.core.delivery.close(client("alice"), CloseReason.SILENT);
            alice.nextText();
            alice.next(RawFrame.CLOSE);

            alice.send(RawFrame.of(RawFrame.PING, (byte) 1), RawFrame.close(4001));

            assertThat(alice.end()).isEqualTo(End.FINISHED);
            nobodyIsLeft();
            await().atMost(Transport.PATIENCE).until(() -> !log.linesWith("client left").isEmpty());
            assertThat(log.linesWith("client left"))
                    .singleElement()
                    .asString()
                    .contains("code=4001");
        }
    }

    @Test
    void aClientThatGoesOnSendingReadsWhyItWasClosed() throws Exception {
        serve(NEVER);
        var alice = server.connect("user=alice", Manners.POLITE);
        var large = RawFrame.text("x".repeat(8 * 1024 * 1024));

        var sending = Thread.ofVirtual().start(() -> alice.send(large));

        assertThat(alice.nextText()).contains("\"too-large\"");
        assertThat(alice.next(RawFrame.CLOSE).closeCode()).isEqualTo(1009);
        assertThat(sending.join(Transport.PATIENCE)).isTrue();
        nobodyIsLeft();
    }

    @Test
    void manyClientsAreClosedAtOnce() throws Exception {
        serve(NEVER);
        var peers = Stream.generate(() -> server.connect("")).limit(50).toList();

        List.copyOf(gateway.core.clients.all())
                .forEach(client -> gateway.core.delivery.close(client, CloseReason.RESTARTING));

        for (RawPeer peer : peers) {
            peer.nextText();
            assertThat(peer.closeCode()).isEqualTo(1012);
        }
        nobodyIsLeft();
    }

    @Test
    void aServerThatStopsCutsWhoIsLeftAndLeavesNoThreads() throws Exception {
        serve(NEVER);
        var peers = Stream.generate(() -> server.connect("", Manners.RUDE)).limit(5).toList();
        gateway.core.delivery.close(
                gateway.core.clients.all().iterator().next(), CloseReason.SILENT);

        server.close();

        peers.forEach(RawPeer::end);
        nobodyIsLeft();
        await().atMost(Transport.PATIENCE)
                .until(() ->
                        Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(thread -> thread.getName().startsWith("fundwire-")));
    }

    // ---- what is logged

    @Test
    void eachEndIsLoggedOnceWithItsCode() throws Exception {
        try (var log = CapturedLog.of(ClientFrames.class)) {
            serve(NEVER);
            var goodbye = server.connect("user=goodbye");
            var vanished = server.connect("user=vanished");
            var closed = server.connect("user=closed");
            var broken = server.connect("user=broken");
            sinceStart.set(Duration.ofSeconds(90));

            goodbye.sendClose(1000);
            vanished.vanish();
            gateway.core.delivery.close(client("closed"), CloseReason.TOO_FAST);
            broken.send(RawFrame.of(3));

            List.of(goodbye, vanished, closed, broken).forEach(RawPeer::end);
            await().atMost(Transport.PATIENCE)
                    .until(() -> log.linesWith("client left").size() >= 4);
            nobodyIsLeft();
            server.close();
            assertThat(log.linesWith("client left")).hasSize(4);
            assertThat(log.linesWith("user=goodbye code=1000 seconds=90 why=by-itself")).hasSize(1);
            assertThat(log.linesWith("user=vanished code=1006 seconds=90")).hasSize(1);
            assertThat(log.linesWith("user=closed code=1008 seconds=90 why=too-fast")).hasSize(1);
            assertThat(log.linesWith("user=broken code=1002 seconds=90")).hasSize(1);
        }
    }

    @Test
    void whatAClientSendsIsNotLogged() throws Exception {
        try (var log = CapturedLog.of(ClientFrames.class)) {
            serve(NEVER);
            var alice = server.connect("user=alice");

            alice.send("{\"type\":\"heartbeat\",\"token\":\"hush\"}");
            alice.nextText();
            alice.send(RawFrame.of(RawFrame.TEXT, "hush\u00FF".getBytes(ISO_8859_1)));

            assertThat(alice.closeCode()).isEqualTo(1007);
            await().atMost(Transport.PATIENCE).until(() -> !log.linesWith("client left").isEmpty());
            assertThat(log.linesWith("hush")).isEmpty();
        }
    }

    private void serve(Duration closeDeadline) throws Exception {
        server = LoopbackServer.of(gateway, new WebSocketTimeouts(NEVER, closeDeadline));
    }

    private ConnectedClient client(String user) {
        return gateway.core.clients.of(new UserId(user)).iterator().next();
    }

    private void nobodyIsLeft() {
        await().atMost(Transport.PATIENCE).until(() -> gateway.core.clients.count() == 0);
        await().atMost(Transport.PATIENCE).until(() -> server.sockets() == 0);
    }

    private static void assertAnswers(RawPeer peer) {
        peer.send(heartbeat("works"));
        assertThat(peer.nextText()).contains("\"replyTo\":\"works\"");
    }

    private static RawFrame heartbeat(String id) {
        return RawFrame.text("{\"type\":\"heartbeat\",\"id\":\"" + id + "\"}");
    }
}
