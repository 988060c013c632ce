package io.fundwire.bootstrap;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The command line. Without a command it serves.
@Command(
        name = "fundwire",
        description = "A real-time gateway: keeps clients connected and tells them things at once.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {CheckCommand.class, PublishCommand.class, DeliveriesCommand.class},
        footer = "%nWithout a command: serve, with its options. Try: fundwire serve --help")
public final class Fundwire implements Runnable {

    private static final List<String> OWN_OPTIONS = List.of("-h", "--help", "-V", "--version");

    @Spec private CommandSpec spec = CommandSpec.create();

    /// Runs a command and exits with its code: 0 if it did what was asked.
    public static void main(String[] args) {
        System.exit(commandLine(System.getenv()).execute(withCommand(args)));
    }

    /// All commands.
    ///
    /// @param environment the process's variables
    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new Fundwire())
                .addSubcommand(ServeCommand.commandLine(environment))
                .setParameterExceptionHandler(WrongArguments::explain);
    }

    /// Only reached when no command was given, which [#withCommand] rules out.
    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    static String[] withCommand(String[] args) {
        boolean servesByDefault =
                args.length == 0 || (args[0].startsWith("-") && !OWN_OPTIONS.contains(args[0]));
        return servesByDefault
                ? Stream.concat(Stream.of("serve"), Stream.of(args)).toArray(String[]::new)
                : args;
    }
}
