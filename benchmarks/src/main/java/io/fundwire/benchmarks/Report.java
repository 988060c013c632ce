package io.fundwire.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/// Where the figures go.
record Report(PrintStream out) {

    void heading(String name) {
        out.println();
        out.println(name);
    }

    // The annotation that would check formats is that of a library.
    @SuppressWarnings("AnnotateFormatMethod")
    void line(String format, Object... values) {
        out.println("  " + String.format(Locale.ROOT, format, values));
    }
}
