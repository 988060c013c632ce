package io.fundwire.bootstrap;

import io.fundwire.application.session.DrainServer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// The whole server from start to stop.
final class FundwireServer {

    private static final Logger log = LoggerFactory.getLogger(FundwireServer.class);
    private static final Duration STEP = Duration.ofMillis(100);

    /// Everybody has been told to go when half of the drain time is over; the rest is for closing.
    private static final int STEPS_IN_HALF_A_SECOND = 5;

    private final ServerSettings settings;
    private final JettyServer jetty;
    private final Housekeeping housekeeping;
    private final DrainServer drainServer;
    private final CountDownLatch stopped = new CountDownLatch(1);

    FundwireServer(
            ServerSettings settings,
            JettyServer jetty,
            Housekeeping housekeeping,
            DrainServer drainServer) {
        this.settings = settings;
        this.jetty = jetty;
        this.housekeeping = housekeeping;
        this.drainServer = drainServer;
    }

    /// Starts to serve.
    ///
    /// @throws IOException with a sentence for the operator if it cannot
    void start() throws IOException {
        URI url = jetty.start();
        housekeeping.start();
        log.info(
                "listening: url={} version={} maxConnections={}",
                url,
                Version.text(),
                settings.maxConnections());
    }

    /// Says goodbye to all clients, waits for them to go as long as the drain time allows, stops.
    void stop() {
        log.info("draining: seconds={}", settings.drainTime().toSeconds());
        try {
            drain();
            housekeeping.stop();
            jetty.stop();
            log.info("stopped");
        } finally {
            stopped.countDown();
        }
    }

    void awaitStopped() throws InterruptedException {
        stopped.await();
    }

    private void drain() {
        long steps = settings.drainTime().toMillis() / STEP.toMillis();
        long sayingGoodbye = Math.max(1, settings.drainTime().toSeconds() * STEPS_IN_HALF_A_SECOND);
        int batch = Math.ceilDiv(settings.maxConnections(), (int) sayingGoodbye);
        for (long step = 0; step < steps; step++) {
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
