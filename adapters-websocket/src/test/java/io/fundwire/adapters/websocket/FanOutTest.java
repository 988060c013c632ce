package io.fundwire.adapters.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundwire.adapters.json.fixtures.Gateway;
import io.fundwire.adapters.json.fixtures.Transport;
import io.fundwire.adapters.websocket.fixtures.LoopbackServer;
import io.fundwire.adapters.websocket.fixtures.RawFrame;
import io.fundwire.adapters.websocket.fixtures.RawPeer;
import io.fundwire.application.fixtures.Core;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Messages;
import io.fundwire.domain.fixtures.Race;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.OutboxLimits;
import io.fundwire.domain.session.Rate;
import io.fundwire.domain.session.SessionLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Many threads deliver to many clients over real sockets.
class FanOutTest {

    private static final int SENDERS = 4;
    private static final int CLIENTS = 25;
    private static final int MESSAGES = 500;

    private static final SessionLimits NO_LIMITS =
            new SessionLimits(
                    SessionLimits.DEFAULT.heartbeatInterval(),
                    SessionLimits.DEFAULT.maxPayload(),
                    Rate.UNLIMITED,
                    Rate.UNLIMITED,
                    new OutboxLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ofDays(1)));

    private final Gateway gateway =
            Gateway.of(Core.Settings.defaults().with(NO_LIMITS), () -> VirtualClock.START);
    private final Core core = gateway.core;
    private LoopbackServer server;

    @BeforeEach
    void serve() throws Exception {
        server =
                LoopbackServer.of(
                        gateway, new WebSocketTimeouts(Duration.ofDays(1), Duration.ofDays(1)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyClientGetsEverySendersMessagesCompleteAndInOrder() throws Exception {
        var peers = connect();

        Race.of(SENDERS)
                .run(sender -> {
                    var random = new SplittableRandom(sender);
                    for (int i = 0; i < MESSAGES; i++) {
                        tellAll(sender, i, "x".repeat(random.nextInt(300)));
                    }
                });

        for (RawPeer peer : peers) {
            var next = new int[SENDERS];
            for (int i = 0; i < SENDERS * MESSAGES; i++) {
                var words = text(peer).split(" ", 3);
                int sender = Integer.parseInt(words[0]);
                assertThat(words[1]).isEqualTo("" + next[sender]++);
            }
        }
        eventuallySent(CLIENTS * (1 + SENDERS * MESSAGES));
    }

    @Test
    void everyClientGetsItsOwnAnswersInTheMidstOfWhatAllGet() throws Exception {
        var peers = connect();
        var requests =
                IntStream.range(0, MESSAGES)
                        .mapToObj(i -> "{\"type\":\"heartbeat\",\"id\":\"%d\"}".formatted(i))
                        .map(RawFrame::text)
                        .toList();

        Race.of(SENDERS + 1)
                .run(runner -> {
                    if (runner == SENDERS) {
                        peers.forEach(peer -> peer.send(requests));
                    } else {
                        IntStream.range(0, 50).forEach(i -> tellAll(runner, i, ""));
                    }
                });

        for (RawPeer peer : peers) {
            var answers = new ArrayList<String>();
            for (int i = 0; i < MESSAGES + SENDERS * 50; i++) {
                var message = gateway.mapper.readTree(peer.nextText());
                if (message.has("replyTo")) {
                    answers.add(message.at("/replyTo").stringValue());
                }
            }
            assertThat(answers)
                    .containsExactlyElementsOf(
                            IntStream.range(0, MESSAGES).mapToObj(i -> "" + i).toList());
        }
    }

    @Test
    void whoComesAndGoesMeanwhileDisturbsNobody() throws Exception {
        var peers = connect();

        Race.of(SENDERS)
                .run(runner -> {
                    for (int i = 0; i < 100; i++) {
                        tellAll(runner, i, "x".repeat(2000));
                        var guest = server.connect("user=guest");
                        if (i % 2 == 0) {
                            guest.vanish();
                        } else {
                            guest.sendClose(1000);
                        }
                    }
                });

        for (RawPeer peer : peers) {
            var next = new int[SENDERS];
            for (int i = 0; i < SENDERS * 100; i++) {
                var words = text(peer).split(" ", 3);
                assertThat(words[1]).isEqualTo("" + next[Integer.parseInt(words[0])]++);
            }
        }
        await().atMost(Transport.PATIENCE).until(() -> core.clients.count() == CLIENTS);
        await().atMost(Transport.PATIENCE).until(() -> server.sockets() == CLIENTS);
        assertThat(core.clients.of(new UserId("guest"))).isEmpty();
        assertThat(core.faults.places()).isEmpty();
    }

    private List<RawPeer> connect() {
        return IntStream.range(0, CLIENTS).mapToObj(i -> server.connect("")).toList();
    }

    private void tellAll(int sender, int number, String filler) {
        var outgoing =
                core.delivery.prepare(
                        Messages.plain(Lane.INBOX, "%d %d %s".formatted(sender, number, filler)));
        for (ConnectedClient client : core.clients.all()) {
            core.delivery.send(client, outgoing);
        }
    }

    private String text(RawPeer peer) {
        return gateway.mapper.readTree(peer.nextText()).at("/data/text").stringValue();
    }

    private void eventuallySent(long messages) {
        await().atMost(Transport.PATIENCE).until(() -> core.traffic.sent() == messages);
    }
}
