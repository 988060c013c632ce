package io.fundwire.benchmarks.load;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// What was measured: figures by name, one a line.
public record Outcome(Map<String, Double> figures) {

    Outcome() {
        this(new LinkedHashMap<>());
    }

    /// Adds one.
    public Outcome with(String name, Number value) {
        figures.put(name, value.doubleValue());
        return this;
    }

    void print(PrintStream out) {
        figures.forEach((name, value) -> out.println(name + "=" + value));
    }

    /// As another process printed it.
    public static Outcome parse(String text) {
        var outcome = new Outcome();
        text.lines()
                .map(line -> line.split("=", 2))
                .forEach(pair -> outcome.with(pair[0], Double.parseDouble(pair[1])));
        return outcome;
    }

    /// What is called so.
    public double get(String name) {
        return figures.getOrDefault(name, Double.NaN);
    }
}
