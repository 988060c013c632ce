package io.fundwire.bootstrap;

import io.fundwire.adapters.http.webhook.HttpWebhookEndpoint;
import io.fundwire.adapters.sqlite.SqliteStore;
import io.fundwire.application.health.RecordHealth;
import io.fundwire.application.session.DrainServer;
import io.fundwire.bootstrap.settings.ServerSettings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// The whole server from start to stop.
final class FundwireServer {

    private static final Logger log = LoggerFactory.getLogger(FundwireServer.class);
    private static final Duration STEP = Duration.ofMillis(100);

    private final ServerSettings settings;
    private final JettyServer jetty;
    private final Housekeeping housekeeping;
    private final RecordHealth recordHealth;
    private final DrainServer drainServer;
    private final Optional<HttpWebhookEndpoint> webhooks;
    private final SqliteStore store;
    private final CountDownLatch stopped = new CountDownLatch(1);

    FundwireServer(
            ServerSettings settings,
            JettyServer jetty,
            Housekeeping housekeeping,
            RecordHealth recordHealth,
            DrainServer drainServer,
            Optional<HttpWebhookEndpoint> webhooks,
            SqliteStore store) {
        this.settings = settings;
        this.jetty = jetty;
        this.housekeeping = housekeeping;
        this.recordHealth = recordHealth;
        this.drainServer = drainServer;
        this.webhooks = webhooks;
        this.store = store;
    }

    /// Starts to serve.
    ///
    /// @throws IOException with a sentence for the operator if it cannot
    void start() throws IOException {
        var listening = jetty.start();
        housekeeping.start();
        recordHealth.handle();
        log.info(
                "listening: url={} version={} maxConnections={}",
                listening.url(),
                Version.text(),
                settings.capacity().maxConnections());
        switch (listening.binding()) {
            case LOOPBACK ->
                    log.info(
                            "loopback only: nobody is asked who they are, so only programs on this"
                                    + " machine can connect");
            case NETWORK ->
                    log.warn(
                            "insecure: nobody is asked who they are, and whoever reaches {} may be"
                                    + " any user and may publish",
                            settings.host());
        }
    }

    /// Says goodbye to all clients, waits for them to go as long as the drain time allows, stops.
    void stop() {
        log.info("draining: seconds={}", settings.drainTime().toSeconds());
        try {
            drain();
            housekeeping.stop();
            jetty.stop();
            webhooks.ifPresent(HttpWebhookEndpoint::close);
            store.close();
            log.info("stopped");
        } finally {
            stopped.countDown();
        }
    }

    void awaitStopped() throws InterruptedException {
        stopped.await();
    }

    /// Everybody is told to go within the first half, a batch at each step; the rest is for
    /// closing, and a little of it for the sockets.
    private void drain() {
        long steps = Math.max(1, settings.drainTime().dividedBy(STEP));
        int batch =
                (int) Math.ceilDiv(settings.capacity().maxConnections(), Math.max(1, steps / 2));
        long giveUpAt = System.nanoTime() + settings.drainTime().toNanos() * 9 / 10;
        while (System.nanoTime() < giveUpAt) {
            switch (drainServer.handle(new DrainServer.Input(batch))) {
                case DrainServer.Outcome.Empty() -> {
                    return;
                }
                case DrainServer.Outcome.StillConnected(var clients) -> pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(STEP);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
