package io.fundwire.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The command line.
public final class Benchmarks {

    /// On the same disk for all, and gone with `mvn clean`.
    private static final Path FOLDER = Path.of("benchmarks", "target", "measured");

    private Benchmarks() {}

    /// Measures what it is asked to.
    ///
    /// @param arguments names of benchmarks; none for all
    public static void main(String[] arguments) throws Exception {
        Map<String, Benchmark> all = all();
        List<String> chosen =
                arguments.length == 0 ? List.copyOf(all.keySet()) : List.of(arguments);
        if (!all.keySet().containsAll(chosen)) {
            System.err.println("There is no such benchmark; there are: " + all.keySet());
            System.exit(2);
        }
        Files.createDirectories(FOLDER);
        var report = new Report(System.out);
        report.heading(Runtime.getRuntime().availableProcessors() + " cores");
        for (var benchmark : all.entrySet()) {
            if (chosen.contains(benchmark.getKey())) {
                report.heading(benchmark.getKey());
                benchmark.getValue().measure(new Place(FOLDER), report);
            }
        }
    }

    private static Map<String, Benchmark> all() {
        var all = new LinkedHashMap<String, Benchmark>();
        all.put("store", StoreThroughput::measure);
        all.put("http", HttpThroughput::measure);
        all.put("latency", PublishToReceive::measure);
        all.put("recovery", Recovery::measure);
        all.put("heap", HeapInUse::measure);
        all.put("broadcast", Broadcast::measure);
        return all;
    }
}
