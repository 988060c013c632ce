package io.fundwire.bootstrap;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;

/// Does to a running server what a person would: connects, looks at the welcome, sends heartbeats,
/// asks how the server is. Works with any server that speaks the protocol.
@Command(
        name = "check",
        description = "Tries a running server: connects, sends heartbeats, asks for its health.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        showDefaultValues = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:it works", "1:it does not, and stderr says why"})
final class CheckCommand implements Callable<Integer> {

    private static final int HEARTBEATS = 5;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            description = "Where the server is, such as ${DEFAULT-VALUE} or wss://host/ws.")
    private String url = "ws://localhost:5000/ws";

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long to wait for each answer.")
    private int timeoutSeconds = 10;

    @Override
    public Integer call() throws InterruptedException {
        if (timeoutSeconds < 1) {
            throw new ParameterException(spec.commandLine(), "--timeout must be at least 1");
        }
        try {
            tryServer(spec.commandLine().getOut());
            return 0;
        } catch (CommandFailure failure) {
            spec.commandLine().getErr().println(failure.getMessage());
            return 1;
        }
    }

    private void tryServer(PrintWriter out) throws CommandFailure, InterruptedException {
        var target = CommandTarget.webSocket(url);
        var report = new CheckReport(out);
        try (var talk = CheckConversation.open(target, Duration.ofSeconds(timeoutSeconds))) {
            report.connected(target, talk.await("connection").data());
            report.heartbeat(quickestOf(HEARTBEATS, talk));
            report.health(talk.ask("system-health-request", "system-health").data());
        }
    }

    /// The first round trips of a JVM that has just started say more about it than about the
    /// server.
    private static Duration quickestOf(int heartbeats, CheckConversation talk)
            throws CommandFailure, InterruptedException {
        var quickest = talk.ask("heartbeat", "heartbeat-ack").after();
        for (int i = 1; i < heartbeats; i++) {
            var next = talk.ask("heartbeat", "heartbeat-ack").after();
            quickest = next.compareTo(quickest) < 0 ? next : quickest;
        }
        return quickest;
    }
}
