package io.fundwire.bootstrap;

import io.fundwire.adapters.json.Printable;
import io.fundwire.bootstrap.settings.NearestName;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.Collection;

/// Tells whoever mistyped a command line what is wrong with it, in two lines.
final class WrongArguments {

    private WrongArguments() {}

    /// Prints the mistake.
    ///
    /// @return the process's exit code
    static int explain(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        var spec = command.getCommandSpec();
        command.getErr()
                .println(
                        Printable.text(String.valueOf(mistake.getMessage())) + suggestion(mistake));
        command.getErr().println("Try: %s --help".formatted(spec.qualifiedName()));
        return spec.exitCodeOnInvalidInput();
    }

    private static String suggestion(ParameterException mistake) {
        if (!(mistake instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        String wrong = unmatched.getUnmatched().getFirst().split("=", 2)[0];
        Collection<String> names =
                unmatched.isUnknownOption()
                        ? mistake.getCommandLine().getCommandSpec().optionsMap().keySet()
                        : mistake.getCommandLine().getSubcommands().keySet();
        return names.isEmpty()
                ? ""
                : "; did you mean '%s'?".formatted(NearestName.to(wrong, names));
    }
}
