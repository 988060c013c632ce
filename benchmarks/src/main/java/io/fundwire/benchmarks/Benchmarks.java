package io.fundwire.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The command line.
public final class Benchmarks {

    /// On the same disk for all, and gone with `mvn clean`.
    private static final Path FOLDER = Path.of("benchmarks", "target", "measured");

    private Benchmarks() {}

    /// Measures what it is asked to.
    ///
    /// @param arguments names of benchmarks, or what several begin with; none for all
    public static void main(String[] arguments) throws Exception {
        Map<String, Benchmark> all = all();
        List<String> chosen = arguments.length == 0 ? List.of("") : List.of(arguments);
        if (!chosen.stream().allMatch(name -> all.keySet().stream().anyMatch(isPartOf(name)))) {
            System.err.println("There is no such benchmark; there are: " + all.keySet());
            System.exit(2);
        }
        Files.createDirectories(FOLDER);
        var report = new Report(System.out);
        report.heading(Runtime.getRuntime().availableProcessors() + " cores");
        for (var benchmark : all.entrySet()) {
            if (chosen.stream().anyMatch(name -> isPartOf(name).test(benchmark.getKey()))) {
                report.heading(benchmark.getKey());
                benchmark.getValue().measure(new Place(FOLDER), report);
            }
        }
    }

    /// `channels` stands for all whose names begin with it, and nothing for all.
    private static Predicate<String> isPartOf(String name) {
        return one -> name.isEmpty() || one.equals(name) || one.startsWith(name + "-");
    }

    private static Map<String, Benchmark> all() {
        var all = new LinkedHashMap<String, Benchmark>();
        all.put("store", StoreThroughput::measure);
        all.put("http", HttpThroughput::measure);
        all.put("latency", PublishToReceive::measure);
        all.put("recovery", Recovery::measure);
        all.put("heap", HeapInUse::measure);
        all.put("broadcast", Broadcast::measure);
        all.put("channels-fan-out", ChannelFanOut::measure);
        all.put("channels-store", ChannelStore::measure);
        all.put("channels-recovery", ChannelRecovery::measure);
        all.put("channels-quiet", QuietSubscriptions::measure);
        all.put("channels-rates", ChannelRates::measure);
        return all;
    }
}
