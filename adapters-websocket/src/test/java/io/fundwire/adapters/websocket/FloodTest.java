package io.fundwire.adapters.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundwire.adapters.json.fixtures.Gateway;
import io.fundwire.adapters.json.fixtures.Transport;
import io.fundwire.adapters.websocket.fixtures.LoopbackServer;
import io.fundwire.adapters.websocket.fixtures.RawFrame;
import io.fundwire.adapters.websocket.fixtures.RawPeer;
import io.fundwire.adapters.websocket.fixtures.RawPeer.Manners;
import io.fundwire.application.fixtures.Core;
import io.fundwire.application.session.Capacity;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Messages;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.OutboxLimits;
import io.fundwire.domain.session.Rate;
import io.fundwire.domain.session.SessionLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/// Clients that send far more than they should, or take nothing, or are not there any more: what
/// they cost is bounded, and the others are served meanwhile. The clock stands still unless moved.
@Isolated
class FloodTest {

    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofSeconds(2);

    private static final int FLOOD = 10_000;
    private static final int AT_ONCE = 500;
    private static final int BURST = SessionLimits.DEFAULT.messages().burst();
    private static final String TYPING = "{\"type\":\"typing-start\"}";

    private final AtomicReference<Instant> now = new AtomicReference<>(VirtualClock.START);
    private Core core;
    private Gateway gateway;
    private LoopbackServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    // ---- senders

    @ParameterizedTest
    @ValueSource(strings = {"heartbeat", "typing-start", "no-such-type"})
    void ofAFloodTheBurstIsHandledAndTheRestDroppedWithOneWord(String type) throws Exception {
        serve(SessionLimits.DEFAULT);
        var bob = server.connect("user=bob");
        var flood = server.connect("user=flood");
        flood.stopReading();

        flood(flood, "{\"type\":\"" + type + "\"}", FLOOD);

        await().atMost(Transport.PATIENCE).until(() -> core.traffic.received() == FLOOD);
        bob.send("{\"type\":\"heartbeat\",\"id\":\"bob\"}");
        assertThat(answerTo("bob", bob)).isEqualTo("heartbeat-ack");
        assertThat(client("flood").session().isClosing()).isFalse();
        // With the clock at rest nothing is earned: one error, and never another.
        flood.resumeReading();
        now.set(VirtualClock.START.plusSeconds(60));
        flood.send("{\"type\":\"heartbeat\",\"id\":\"last\"}");
        var codes = codesUntilAnswerTo("last", flood);
        assertThat(codes.stream().filter("rate-limited"::equals)).hasSize(1);
        assertThat(codes).hasSizeLessThanOrEqualTo(BURST + 1);
    }

    @Test
    void aFloodOfTypingReachesOthersAsOneMessage() throws Exception {
        serve(SessionLimits.DEFAULT);
        var bob = server.connect("user=bob");
        var flood = server.connect("user=flood");

        flood(flood, TYPING, FLOOD);

        await().atMost(Transport.PATIENCE).until(() -> core.traffic.received() == FLOOD);
        bob.send("{\"type\":\"heartbeat\",\"id\":\"bob\"}");
        assertThat(type(bob)).isEqualTo("typing-start");
        assertThat(type(bob)).isEqualTo("heartbeat-ack");
    }

    @Test
    void aFloodThatGoesOnIsToldOnceASecondAndClosedAfterTen() throws Exception {
        serve(SessionLimits.DEFAULT);
        var bob = server.connect("user=bob");
        var flood = server.connect("user=flood");
        var session = client("flood").session();

        int sent = 0;
        for (int second = 0; second <= 10; second++) {
            now.set(VirtualClock.START.plusSeconds(second));
            assertThat(session.isClosing()).as("after %d s", second).isFalse();
            flood(flood, TYPING, AT_ONCE);
            sent += AT_ONCE;
            long all = sent;
            await().atMost(Transport.PATIENCE)
                    .until(() -> core.traffic.received() == all || session.isClosing());
        }

        assertThat(flood.closeCode()).isEqualTo(1008);
        var codes = remainingCodes(flood);
        assertThat(codes).containsOnly("rate-limited");
        assertThat(codes).as("one for each second, and the farewell").hasSize(10 + 1);
        await().atMost(Transport.PATIENCE).until(() -> core.clients.count() == 1);
        bob.send("{\"type\":\"heartbeat\",\"id\":\"bob\"}");
        assertThat(answerTo("bob", bob)).isEqualTo("heartbeat-ack");
    }

    /// Without a limit of rate it is the outbox that is the bound: the answers that nobody takes.
    @Test
    void whoAsksWithoutEndAndReadsNothingIsGivenUpAsASlowReader() throws Exception {
        var outbox = OutboxLimits.DEFAULT;
        serve(asFastAsYouLike(outbox));
        var bob = server.connect("user=bob");
        var flood = server.connect("user=flood", Manners.RUDE);
        var id = client("flood").id();
        var session = client("flood").session();
        flood.stopReading();

        var flooding =
                Thread.ofVirtual()
                        .start(() -> {
                            while (!session.isClosing()) {
                                flood(flood, "{\"type\":\"system-health-request\"}", AT_ONCE);
                            }
                        });

        await().atMost(Transport.PATIENCE)
                .until(() -> {
                    bob.send("{\"type\":\"heartbeat\",\"id\":\"bob\"}");
                    assertThat(answerTo("bob", bob)).isEqualTo("heartbeat-ack");
                    var shown = core.showClient.handle(id).orElseThrow().state();
                    assertThat(shown.waitingBytes()).isLessThanOrEqualTo(outbox.maxBytes());
                    return session.isClosing();
                });
        flood.resumeReading();
        assertThat(flooding.join(Transport.PATIENCE)).isTrue();
        RawFrame frame = flood.next().orElseThrow();
        while (frame.opcode() == RawFrame.TEXT) {
            frame = flood.next().orElseThrow();
        }
        assertThat(frame.closeCode()).isEqualTo(4002);
        flood.vanish();
        await().atMost(Transport.PATIENCE).until(() -> core.clients.count() == 1);
    }

    // ---- bursts that are fine

    @ParameterizedTest
    @CsvSource({"1000, 100", "90, 10000", "9, 100000"})
    void oneBurstToAReaderIsNoReasonToCutItOff(int messages, int size) throws Exception {
        serve(SessionLimits.DEFAULT);
        var alice = server.connect("user=alice");
        var client = client("alice");
        String text = "x".repeat(size);

        for (int i = 0; i < messages; i++) {
            core.delivery.send(
                    client, core.delivery.prepare(Messages.plain(Lane.INBOX, i + ":" + text)));
        }

        for (int i = 0; i < messages; i++) {
            assertThat(json(alice).at("/data/text").stringValue()).startsWith(i + ":x");
        }
        alice.send("{\"type\":\"heartbeat\",\"id\":\"alice\"}");
        assertThat(answerTo("alice", alice)).isEqualTo("heartbeat-ack");
    }

    @Test
    void theWholeBurstThatAClientMaySendIsAnswered() throws Exception {
        serve(SessionLimits.DEFAULT);
        var alice = server.connect("user=alice");

        flood(alice, "{\"type\":\"heartbeat\"}", BURST);

        for (int i = 0; i < BURST; i++) {
            assertThat(type(alice)).isEqualTo("heartbeat-ack");
        }
    }

    // ---- peers that are not there any more

    /// A peer that reads nothing and says nothing is to the server what one is whose network has
    /// gone: no FIN comes, no pong, and no answer to the close.
    @Test
    void whoIsNotThereAnyMoreIsPingedThenClosedAndItsPlaceIsFree() throws Exception {
        serve(Core.Settings.defaults().with(new Capacity(2, 2)), SOON);
        var gone = server.connect("user=gone", Manners.RUDE);
        var bob = server.connect("user=bob");
        var session = client("gone").session();
        gone.stopReading();

        passes(Duration.ofSeconds(30), bob);
        passes(Duration.ofSeconds(44), bob);
        assertThat(session.isClosing()).as("silent for 74 s").isFalse();
        passes(Duration.ofSeconds(1), bob);
        assertThat(session.isClosing()).as("silent for 75 s").isTrue();

        await().atMost(Transport.PATIENCE).until(() -> server.sockets() == 1);
        await().atMost(Transport.PATIENCE).until(() -> core.clients.count() == 1);
        var carol = server.connect("user=carol");
        carol.send("{\"type\":\"heartbeat\",\"id\":\"carol\"}");
        assertThat(answerTo("carol", carol)).isEqualTo("heartbeat-ack");
        gone.resumeReading();
        assertThat(gone.next(RawFrame.PING)).isNotNull();
        assertThat(gone.closeCode()).isEqualTo(4001);
    }

    /// That much later, having heard of `awake`, the server looks who is silent.
    private void passes(Duration time, RawPeer awake) {
        now.updateAndGet(then -> then.plus(time));
        awake.send("{\"type\":\"heartbeat\",\"id\":\"" + now.get() + "\"}");
        assertThat(answerTo(now.get().toString(), awake)).isEqualTo("heartbeat-ack");
        core.evictSilentClients.handle();
    }

    private void serve(SessionLimits limits) throws Exception {
        serve(Core.Settings.defaults().with(limits), NEVER);
    }

    private void serve(Core.Settings settings, Duration closeDeadline) throws Exception {
        gateway = Gateway.of(settings, now::get);
        core = gateway.core;
        server = LoopbackServer.of(gateway, new WebSocketTimeouts(NEVER, closeDeadline));
    }

    private static SessionLimits asFastAsYouLike(OutboxLimits outbox) {
        return new SessionLimits(
                SessionLimits.DEFAULT.heartbeatInterval(),
                SessionLimits.DEFAULT.maxPayload(),
                Rate.UNLIMITED,
                Rate.UNLIMITED,
                outbox);
    }

    private static void flood(RawPeer peer, String text, int messages) {
        for (int sent = 0; sent < messages; sent += AT_ONCE) {
            int more = Math.min(AT_ONCE, messages - sent);
            peer.send(IntStream.range(0, more).mapToObj(i -> RawFrame.text(text)).toList());
        }
    }

    private ConnectedClient client(String user) {
        return core.clients.of(new UserId(user)).iterator().next();
    }

    private JsonNode json(RawPeer peer) {
        return gateway.mapper.readTree(peer.nextText());
    }

    private String type(RawPeer peer) {
        return json(peer).at("/type").stringValue();
    }

    /// The type of the answer to that request, whatever else comes before.
    private String answerTo(String id, RawPeer peer) {
        while (true) {
            JsonNode message = json(peer);
            if (message.at("/replyTo").stringValue("").equals(id)) {
                return message.at("/type").stringValue();
            }
        }
    }

    /// Of each message before that answer the error code, empty where it is none.
    private List<String> codesUntilAnswerTo(String id, RawPeer peer) {
        var codes = new ArrayList<String>();
        while (true) {
            JsonNode message = json(peer);
            if (message.at("/replyTo").stringValue("").equals(id)) {
                return codes;
            }
            codes.add(message.at("/data/code").stringValue(""));
        }
    }

    /// The error codes of all messages up to the close.
    private List<String> remainingCodes(RawPeer peer) {
        var codes = new ArrayList<String>();
        for (RawFrame frame = peer.next().orElseThrow();
                frame.opcode() == RawFrame.TEXT;
                frame = peer.next().orElseThrow()) {
            codes.add(gateway.mapper.readTree(frame.bytes()).at("/data/code").stringValue(""));
        }
        return codes;
    }
}
