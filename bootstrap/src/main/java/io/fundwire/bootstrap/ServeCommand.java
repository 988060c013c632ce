package io.fundwire.bootstrap;

import com.google.inject.Guice;
import com.google.inject.Stage;

import io.fundwire.domain.session.Rate;
import io.fundwire.domain.session.SessionLimits;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

/// Runs the server until it is told to stop.
@Command(
        name = "serve",
        description = "Runs the server (the default).",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
final class ServeCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

    @Option(names = "--host", description = "Address to listen on.", paramLabel = "ADDRESS")
    private String host = "localhost";

    @Option(names = "--port", description = "Port to listen on; 0 takes a free one.")
    private int port = 5000;

    @Option(names = "--path", description = "Path of the WebSocket endpoint.")
    private String path = "/ws";

    @Option(names = "--data-dir", description = "Folder for durable data (not used yet).")
    private Path dataDirectory = Path.of("data");

    @Option(names = "--max-connections", description = "Most clients at once.", paramLabel = "N")
    private int maxConnections = 1000;

    @Option(
            names = "--message-rate",
            description = "Messages a second that a client may send; 0 for no limit.",
            paramLabel = "N")
    private int messageRate = SessionLimits.DEFAULT.messages().perSecond();

    @Option(
            names = "--heartbeat-interval",
            description = "Seconds after which a silent client is asked for a sign of life.",
            paramLabel = "SECONDS")
    private int heartbeatSeconds = (int) SessionLimits.DEFAULT.heartbeatInterval().toSeconds();

    @Override
    public Integer call() throws InterruptedException {
        var injector =
                Guice.createInjector(
                        Stage.PRODUCTION, new CoreModule(settings()), new AdapterModule());
        var server = injector.getInstance(FundwireServer.class);
        try {
            server.start();
        } catch (IOException problem) {
            log.error("not started: {}", problem.getMessage());
            return 1;
        }
        StopSignals.handle(server::stop, () -> Runtime.getRuntime().halt(1));
        server.awaitStopped();
        return 0;
    }

    private ServerSettings settings() {
        var defaults = SessionLimits.DEFAULT;
        var rate = messageRate == 0 ? Rate.UNLIMITED : new Rate(messageRate, 2 * messageRate);
        var limits =
                new SessionLimits(
                        Duration.ofSeconds(heartbeatSeconds),
                        defaults.maxPayload(),
                        rate,
                        messageRate == 0 ? Rate.UNLIMITED : defaults.ackBytes(),
                        defaults.outbox());
        return new ServerSettings(
                host, port, path, dataDirectory, maxConnections, limits, Duration.ofSeconds(10));
    }
}
