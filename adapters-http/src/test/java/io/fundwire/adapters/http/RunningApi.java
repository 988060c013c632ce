package io.fundwire.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.adapters.json.JsonDialect;
import io.fundwire.adapters.json.JsonFormat;
import io.fundwire.application.channel.MemoryChannelLog;
import io.fundwire.application.channel.SubscribeChannel;
import io.fundwire.application.fixtures.ChannelSetup;
import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.FakeConnection;
import io.fundwire.application.fixtures.UnreliableChannelLog;
import io.fundwire.application.message.Reply.Answers;
import io.fundwire.application.message.Reply.Later;
import io.fundwire.application.session.ConnectClient;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.DisconnectClient;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.message.ServerMessage;
import io.fundwire.domain.notification.NotificationDelivery;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.DefaultHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/// The HTTP API on a port of its own, behind all that guards it in the product, in front of a core
/// wired by hand whose time is virtual.
final class RunningApi implements AutoCloseable {

    /// How many threads the server has, for everything.
    static final int THREADS = 8;

    /// What is there besides the API: the files of that folder on the class path.
    static final String PAGES = "io/fundwire/adapters/http/pages";

    /// Served to pages of the server only.
    static final String OWN_PAGES = "io/fundwire/adapters/http/own-pages";

    private static final long SEED = 42;
    private static final int LOG_BYTES = 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final OriginRule LOOPBACK =
            new OriginRule(OriginRule.Binding.LOOPBACK, List.of(), List.of());

    final Core core;

    /// Keeps what is published on channels of kinds that are kept on disk.
    final UnreliableChannelLog diskLog =
            new UnreliableChannelLog(new MemoryChannelLog(LOG_BYTES, new Random(SEED)));

    private final JsonMapper mapper = JsonDialect.mapper();
    private final AtomicReference<Instant> now = new AtomicReference<>(VirtualClock.START);
    private final Server server;
    private final ServerConnector connector;
    private final HttpClient client = HttpClient.newHttpClient();
    private final HeldReaders readers = new HeldReaders();

    private record Patience(Duration headers, Duration body) {

        static final Patience AMPLE = new Patience(PATIENCE, PATIENCE);
    }

    private RunningApi(
            UnaryOperator<Core.Settings> variation,
            HttpApi.Deadlines deadlines,
            OriginRule rule,
            Patience patience,
            Scheduler scheduler) {
        server = new Server(new QueuedThreadPool(THREADS), scheduler, null);
        var settings =
                Core.Settings.defaults()
                        .with(new JsonFormat(mapper))
                        .with(ChannelSetup.defaults().withDisk(diskLog));
        core = Core.of(variation.apply(settings), now::get, new Random(SEED));
        connector =
                new ServerConnector(
                        server,
                        1,
                        1,
                        new ImpatientHttp(StrictHttp.configuration(), patience.headers()));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        var api =
                new HttpApi(
                        useCases(),
                        deadlines,
                        readers::run,
                        mapper,
                        core.faults,
                        patience.body(),
                        now::get);
        var http =
                StaticFiles.inFrontOf(
                        StaticFiles.inFrontOf(
                                api.handler(), PAGES, StaticFiles.Readers.ALL_PAGES, mapper),
                        OWN_PAGES,
                        StaticFiles.Readers.OWN_PAGES,
                        mapper);
        server.setHandler(new OriginGuard(http, rule, mapper));
        server.setErrorHandler(new ProblemErrors(mapper));
        server.setDefaultHandler(new DefaultHandler(false, false));
    }

    /// Starts a server with the product's defaults.
    static RunningApi start() {
        return start(settings -> settings);
    }

    /// Starts a server whose core differs from the defaults.
    static RunningApi start(UnaryOperator<Core.Settings> variation) {
        return start(variation, LOOPBACK, Patience.AMPLE, new ScheduledExecutorScheduler());
    }

    /// Starts a server that nobody gave a webhook to.
    static RunningApi startWithoutWebhook() {
        return started(
                new RunningApi(
                        settings -> settings,
                        HttpApi.Deadlines.UNWATCHED,
                        LOOPBACK,
                        Patience.AMPLE,
                        new ScheduledExecutorScheduler()));
    }

    /// Starts a server that lets in what that rule does.
    static RunningApi startBehind(OriginRule rule) {
        return start(settings -> settings, rule, Patience.AMPLE, new ScheduledExecutorScheduler());
    }

    /// Starts a server that waits only so long for a request's headers, and for its body: real
    /// time.
    static RunningApi startImpatient(Duration patience) {
        return start(
                settings -> settings,
                LOOPBACK,
                new Patience(patience, patience),
                new ScheduledExecutorScheduler());
    }

    /// Starts a server whose time is up to `scheduler`, and that waits only so long for a request's
    /// headers.
    static RunningApi startOn(Scheduler scheduler, Duration patience) {
        return start(settings -> settings, LOOPBACK, new Patience(patience, PATIENCE), scheduler);
    }

    private static RunningApi start(
            UnaryOperator<Core.Settings> variation,
            OriginRule rule,
            Patience patience,
            Scheduler scheduler) {
        return started(
                new RunningApi(variation, HttpApi.Deadlines.WATCHED, rule, patience, scheduler));
    }

    private static RunningApi started(RunningApi api) {
        try {
            api.server.start();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
        return api;
    }

    private HttpApi.UseCases useCases() {
        return new HttpApi.UseCases(
                core.publishNotification,
                core.showNotification,
                core.listDeliveries,
                core.withdrawNotification,
                core.listNotifications,
                core.publishMessage,
                core.listMessages,
                core.listMembers,
                core.reportSystemHealth,
                core.showHealthHistory,
                core.listClients,
                core.showClient,
                core.expelClient,
                core.listDepartures,
                core.showFrames);
    }

    /// Moves the core's time forward.
    void advance(Duration by) {
        now.updateAndGet(before -> before.plus(by));
    }

    /// From now on the server waits only so long for the clients that are connected: real time.
    void losePatienceAfter(Duration timeout) {
        connector.getConnectedEndPoints().forEach(end -> end.setIdleTimeout(timeout.toMillis()));
    }

    /// From now on questions to the store take their time.
    void holdReaders() {
        readers.hold();
    }

    /// How many questions to the store are waiting.
    int heldReaders() {
        return readers.held();
    }

    /// Has all questions answered that waited.
    void releaseReaders() {
        readers.release();
    }

    /// How many clients the server holds a socket for.
    int openSockets() {
        return connector.getConnectedEndPoints().size();
    }

    /// How many bytes the server has read of the clients that are connected.
    long bytesRead() {
        return connector.getConnectedEndPoints().stream()
                .mapToLong(end -> end.getConnection().getBytesIn())
                .sum();
    }

    // Talking to it.

    Reply get(String path) throws Exception {
        return send(request(path));
    }

    /// Publishes as a decent client does.
    Reply publish(String json) throws Exception {
        return publish(json.getBytes(UTF_8));
    }

    Reply publish(byte[] body) throws Exception {
        return post("/api/notifications", body);
    }

    /// Publishes on a channel.
    Reply publishOn(String channel, String json) throws Exception {
        return post("/api/channels/" + channel + "/messages", json.getBytes(UTF_8));
    }

    private Reply post(String path, byte[] body) throws Exception {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder()
                .uri(URI.create("http://127.0.0.1:%d%s".formatted(connector.getLocalPort(), path)))
                .timeout(PATIENCE);
    }

    Reply send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        var head = new ArrayList<String>();
        response.headers()
                .map()
                .forEach((name, values) -> values.forEach(value -> head.add(name + ": " + value)));
        return new Reply(response.statusCode(), head, response.body());
    }

    RawConnection connect() throws IOException {
        return new RawConnection(connector.getLocalPort());
    }

    // Being told.

    /// A client of that user, connected to the core by no real transport.
    ConnectedClient join(String user) {
        return join(Optional.of(new UserId(user)));
    }

    /// A client that named no user.
    ConnectedClient joinAnonymously() {
        return join(Optional.empty());
    }

    private ConnectedClient join(Optional<UserId> user) {
        return core.connectClient.handle(new ConnectClient.Input(new FakeConnection(), user));
    }

    /// The client's connection is no more.
    void disconnect(ConnectedClient client, int code) {
        core.disconnectClient.handle(new DisconnectClient.Input(client, code));
    }

    /// The client follows that channel from now on; it is not told so.
    void subscribe(ConnectedClient client, String channel) {
        var reply =
                core.subscribeChannel.handle(
                        new SubscribeChannel.Input(
                                client,
                                new ChannelName(channel),
                                Optional.empty(),
                                0,
                                OptionalDouble.empty()));
        ((Later) reply)
                .start()
                .accept(
                        new Answers() {
                            @Override
                            public void give(ServerMessage message) {}

                            @Override
                            public void end() {}
                        });
    }

    /// The notifications that were sent to a client since it was last asked, as they are on the
    /// wire.
    List<String> sentTo(ConnectedClient receiver) {
        var waiting = new ArrayList<Outgoing>();
        core.drainOutbox.take(receiver, waiting);
        core.drainOutbox.written(receiver, waiting);
        return waiting.stream()
                .filter(outgoing -> outgoing.message() instanceof NotificationDelivery)
                .map(outgoing -> UTF_8.decode(outgoing.encoded().view()).toString())
                .toList();
    }

    /// The `data` of the notifications that were sent to a client since it was last asked.
    List<JsonNode> notificationsFor(ConnectedClient receiver) {
        return sentTo(receiver).stream().map(text -> mapper.readTree(text).get("data")).toList();
    }

    /// The titles of the notifications that a user is still to be told.
    List<String> inbox(String user) {
        return core.store.openEntries(new UserId(user), 0, Integer.MAX_VALUE, now.get()).stream()
                .map(entry -> entry.notification().title())
                .toList();
    }

    @Override
    public void close() {
        client.close();
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
