package io.fundwire.bootstrap;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/// What a command printed, and the code that the process would have exited with.
record CommandLineRun(int code, String out, String err) {

    static CommandLineRun of(String... args) {
        return in(Map.of(), args);
    }

    /// A run in a process with those variables.
    static CommandLineRun in(Map<String, String> environment, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code =
                Fundwire.commandLine(environment)
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(Fundwire.withCommand(args));
        return new CommandLineRun(code, out.toString(), err.toString());
    }

    List<String> errLines() {
        return err.lines().toList();
    }

    List<String> outLines() {
        return out.lines().toList();
    }
}
