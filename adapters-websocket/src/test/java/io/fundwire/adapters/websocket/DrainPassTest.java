package io.fundwire.adapters.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.fundwire.adapters.json.fixtures.Transport;
import io.fundwire.application.fixtures.Core;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.client.Client;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Messages;
import io.fundwire.domain.fixtures.Race;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.OutboxLimits;
import io.fundwire.domain.session.Session;

import org.eclipse.jetty.io.ManagedSelector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

@Isolated
class DrainPassTest {

    private static final OutboxLimits ROOMY =
            new OutboxLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ofDays(1));

    private final Core core = Core.of(Core.Settings.defaults().with(ROOMY), new VirtualClock());
    private final ExecutorService selector = Executors.newSingleThreadExecutor();
    private final AtomicInteger turns = new AtomicInteger();
    private final DrainPass pass = new DrainPass(this::inNextTurn, core.faults);
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1);

    @AfterEach
    void stop() {
        selector.shutdownNow();
        deadlines.shutdownNow();
    }

    private void inNextTurn(ManagedSelector.SelectorUpdate update) {
        turns.incrementAndGet();
        selector.execute(() -> update.update(null));
    }

    @Test
    void allWhoJoinInOneTurnAreWrittenInOnePassInTheirOrder() throws Exception {
        var order = new ConcurrentLinkedQueue<Integer>();
        var clients =
                IntStream.range(0, 5).mapToObj(i -> client(socketThatAdds(i, order))).toList();
        selector.submit(() -> {}).get();
        int before = turns.get();

        var turnIsOver = new CountDownLatch(1);
        selector.execute(() -> awaitQuietly(turnIsOver));
        clients.reversed().forEach(client -> tell(client, "one"));
        clients.forEach(client -> tell(client, "two"));
        turnIsOver.countDown();

        eventually(() -> order.size() == 10);
        assertThat(order).containsExactly(4, 4, 3, 3, 2, 2, 1, 1, 0, 0);
        assertThat(turns.get() - before).isEqualTo(1);
    }

    /// Whoever always has more to write must not keep the selector from reading.
    @Test
    void whoJoinsDuringAPassWaitsForTheNext() throws Exception {
        var restless = new FakeSocket();
        var client = client(restless);
        selector.submit(() -> {}).get();
        int before = turns.get();
        restless.beforeSending(() -> {
            if (restless.sent().size() < 9) {
                tell(client, "more");
            }
        });

        tell(client, "first");

        eventually(() -> restless.sent().size() == 10);
        assertThat(turns.get() - before).isEqualTo(10);
    }

    /// While one connection has its turn, messages gather for another.
    @Test
    void whatGathersMeanwhileLeavesInOneWrite() throws Exception {
        var busy = new FakeSocket();
        var inTurn = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        busy.beforeSending(() -> {
            inTurn.countDown();
            awaitQuietly(goOn);
        });
        var waiting = new FakeSocket();
        var waitingClient = client(waiting);

        tell(client(busy), "keeps the selector busy");
        assertThat(inTurn.await(Transport.PATIENCE.toSeconds(), SECONDS)).isTrue();
        IntStream.range(0, 100).forEach(i -> tell(waitingClient, "number " + i));
        goOn.countDown();

        eventually(() -> waiting.sent().size() == 100);
        assertThat(waiting.sent()).filteredOn(entry -> !entry.isBatch()).hasSize(1);
        assertThat(waiting.sent().getLast()).matches(entry -> !entry.isBatch());
    }

    @Test
    void aFaultCostsTheConnectionThatItStrikes() {
        var broken = new FakeSocket();
        broken.beforeSending(() -> {
            throw new IllegalStateException("broken");
        });
        var whole = new FakeSocket();

        tell(client(broken), "one");
        tell(client(whole), "two");

        eventually(() -> whole.sent().size() == 1);
        eventually(() -> broken.aborts() == 1);
        assertThat(core.faults.places()).containsExactly("drain");
        assertThat(whole.aborts()).isZero();
    }

    @Test
    void whatComesWhileAWriteEndsIsWrittenAfterIt() {
        var socket = new FakeSocket();
        var client = client(socket);
        socket.hold();

        tell(client, "one");
        eventually(() -> socket.sent().size() == 1);
        tell(client, "two");
        tell(client, "three");
        socket.release();

        eventually(() -> socket.sent().size() == 3);
        assertThat(socket.sent()).last().matches(entry -> !entry.isBatch());
    }

    /// Each message waits until the one before is written, and then for moments of any length, so
    /// that some come in the very moment in which a pass ends.
    @Test
    void nobodyWhoWakesIsMissed() throws Exception {
        var client = client(new FakeSocket());
        var outgoing = core.delivery.prepare(Messages.plain(Lane.INBOX, "wake up"));

        Race.of(1)
                .run(runner -> {
                    for (int i = 1; i <= 10_000; i++) {
                        core.delivery.send(client, outgoing);
                        spinUntilSent(i);
                        for (int moment = 0; moment < i % 10; moment++) {
                            Thread.onSpinWait();
                        }
                    }
                });
    }

    /// Many threads deliver to the same clients, whose writes end on yet another thread.
    @Test
    void nothingIsLostBetweenDeliveringWritingAndTheEndOfWrites() throws Exception {
        var sockets = IntStream.range(0, 3).mapToObj(i -> new FakeSocket()).toList();
        var clients = sockets.stream().map(this::client).toList();

        Race.of(4)
                .run(runner -> {
                    for (int i = 0; i < 2000; i++) {
                        int number = i;
                        clients.forEach(client -> tell(client, runner + " " + number));
                    }
                });

        for (FakeSocket socket : sockets) {
            eventually(() -> socket.sent().size() == 8000);
            for (int runner = 0; runner < 4; runner++) {
                String sender = "text=" + runner + " ";
                var numbers =
                        socket.sent().stream()
                                .map(entry -> entry.getFrame().getPayloadAsUTF8())
                                .filter(text -> text.contains(sender))
                                .map(text -> text.substring(text.indexOf(sender) + sender.length()))
                                .map(text -> Integer.valueOf(text.substring(0, text.indexOf(']'))))
                                .toList();
                assertThat(numbers)
                        .containsExactlyElementsOf(IntStream.range(0, 2000).boxed().toList());
            }
        }
    }

    private ConnectedClient client(FakeSocket socket) {
        var writer =
                new SocketWriter(
                        socket,
                        socket::sendFrame,
                        pass,
                        core.drainOutbox,
                        core.delivery,
                        deadlines,
                        new WebSocketTimeouts(Duration.ofDays(1), Duration.ofDays(1)));
        var id = ClientId.mint(VirtualClock.START, core.random);
        var client =
                new ConnectedClient(
                        new Session(
                                new Client(id, UserId.anonymous(id), VirtualClock.START),
                                core.limits),
                        writer);
        writer.start(client);
        return client;
    }

    private static FakeSocket socketThatAdds(int number, Queue<Integer> order) {
        var socket = new FakeSocket();
        socket.beforeSending(() -> order.add(number));
        return socket;
    }

    private void tell(ConnectedClient client, String text) {
        core.delivery.send(client, core.delivery.prepare(Messages.plain(Lane.INBOX, text)));
    }

    private void spinUntilSent(int messages) throws InterruptedException {
        while (core.traffic.sent() < messages) {
            if (Thread.interrupted()) {
                throw new InterruptedException("nobody wrote what waits");
            }
            Thread.onSpinWait();
        }
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(Transport.PATIENCE).pollInterval(Duration.ofMillis(5)).until(condition);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
