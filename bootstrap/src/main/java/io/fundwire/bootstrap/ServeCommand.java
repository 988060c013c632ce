package io.fundwire.bootstrap;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Stage;
import com.google.inject.spi.Message;

import io.fundwire.adapters.sqlite.StoreNotOpened;
import io.fundwire.bootstrap.settings.Catalog;
import io.fundwire.bootstrap.settings.Choices;
import io.fundwire.bootstrap.settings.Kind;
import io.fundwire.bootstrap.settings.ServerSettings;
import io.fundwire.bootstrap.settings.Setting;
import io.fundwire.bootstrap.settings.SettingsReader;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Runs the server until it is told to stop.
@Command(
        name = "serve",
        description = "Runs the server (the default).",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

    private final Map<String, String> environment;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "TOML file of settings, named as the options below; they beat it.")
    private Optional<String> file = Optional.empty();

    private ServeCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /// The command with an option for every setting.
    ///
    /// @param environment the process's variables
    static CommandLine commandLine(Map<String, String> environment) {
        var command = CommandSpec.forAnnotatedObject(new ServeCommand(environment));
        Catalog.ALL.forEach(setting -> command.addOption(option(setting)));
        return new CommandLine(command);
    }

    @Override
    public Integer call() throws InterruptedException {
        var read = SettingsReader.read(flags(), environment, file);
        return switch (read) {
            case SettingsReader.Outcome.Read(var choices) -> serve(choices);
            case SettingsReader.Outcome.Rejected(var mistakes) -> {
                mistakes.forEach(spec.commandLine().getErr()::println);
                yield CommandLine.ExitCode.USAGE;
            }
        };
    }

    private int serve(Choices choices) throws InterruptedException {
        var settings = ServerSettings.from(choices);
        FundwireServer server;
        try {
            server = server(settings);
            server.start();
        } catch (StoreNotOpened | IOException problem) {
            log.error("not started: {}", problem.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        StopSignals.handle(server::stop, ServeCommand::stopAtOnce);
        log.info("settings: {}", choices.describe());
        server.awaitStopped();
        return CommandLine.ExitCode.OK;
    }

    private static FundwireServer server(ServerSettings settings) {
        try {
            return Guice.createInjector(
                            Stage.PRODUCTION, new CoreModule(settings), new AdapterModule())
                    .getInstance(FundwireServer.class);
        } catch (CreationException failed) {
            throw failed.getErrorMessages().stream()
                    .map(Message::getCause)
                    .filter(StoreNotOpened.class::isInstance)
                    .map(RuntimeException.class::cast)
                    .findFirst()
                    .orElse(failed);
        }
    }

    private static void stopAtOnce() {
        log.warn("stopped at once: a second signal came");
        Runtime.getRuntime().halt(CommandLine.ExitCode.SOFTWARE);
    }

    private Map<String, List<String>> flags() {
        ParseResult parsed = spec.commandLine().getParseResult();
        var flags = new HashMap<String, List<String>>();
        for (Setting<?> setting : Catalog.ALL) {
            if (parsed.hasMatchedOption(setting.flag())) {
                String[] texts = parsed.matchedOptionValue(setting.flag(), new String[0]);
                flags.put(setting.flag(), List.of(texts));
            }
        }
        return flags;
    }

    private static OptionSpec option(Setting<?> setting) {
        String byDefault =
                setting.fallback().isEmpty() ? "" : " Default: " + setting.fallback() + ".";
        var option =
                OptionSpec.builder(setting.flag())
                        .type(String[].class)
                        .paramLabel(setting.kind().label())
                        .hidden(setting.secret())
                        .description(setting.description() + byDefault);
        return setting.kind().shape() == Kind.Shape.SWITCH
                ? option.arity("0..1").fallbackValue("true").build()
                : option.arity("1").build();
    }
}
