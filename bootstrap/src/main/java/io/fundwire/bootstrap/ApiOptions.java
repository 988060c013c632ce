package io.fundwire.bootstrap;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.time.Duration;

/// The options of every command that asks a running server something over HTTP.
final class ApiOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where the server is, such as ${DEFAULT-VALUE}.")
    private String url = "http://localhost:5000";

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long to wait for each answer. Default: ${DEFAULT-VALUE}.")
    private int timeoutSeconds = 10;

    /// What is done with a server.
    @FunctionalInterface
    interface Talk {
        void with(ApiClient api) throws CommandFailure, InterruptedException;
    }

    /// Talks to the server, and says on stderr why if that fails.
    ///
    /// @return the process's exit code
    int run(Talk talk) throws InterruptedException {
        var line = command.commandLine();
        if (timeoutSeconds < 1) {
            throw new ParameterException(line, "--timeout must be at least 1");
        }
        var timeout = Duration.ofSeconds(timeoutSeconds);
        try (var api = new ApiClient(CommandTarget.http(url), timeout)) {
            talk.with(api);
            return 0;
        } catch (CommandFailure failure) {
            line.getErr().println(failure.getMessage());
            return 1;
        }
    }
}
