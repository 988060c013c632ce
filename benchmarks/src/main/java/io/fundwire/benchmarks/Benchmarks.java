package io.fundwire.benchmarks;

import io.fundwire.benchmarks.machine.Place;
import io.fundwire.benchmarks.peers.AgainstPeers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The command line.
public final class Benchmarks {

    /// On the same disk for all, and gone with `mvn clean`.
    private static final Path FOLDER = Path.of("benchmarks", "target", "measured");

    /// What takes so long that it is measured by name only.
    private static final Set<String> LONG = Set.of("against-peers", "long-run", "pieces");

    private static final Predicate<String> OPTION = argument -> argument.startsWith("--");

    private Benchmarks() {}

    /// Measures what it is asked to.
    ///
    /// @param arguments names of benchmarks, or what several begin with, and options of them; none
    ///   for all that take minutes
    public static void main(String[] arguments) throws Exception {
        Map<String, Benchmark> all =
                all(Arrays.stream(arguments).filter(OPTION).collect(Collectors.toSet()));
        List<String> names = Arrays.stream(arguments).filter(OPTION.negate()).toList();
        List<String> chosen = names.isEmpty() ? List.of("") : names;
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
        return one ->
                (name.isEmpty() && !LONG.contains(one))
                        || one.equals(name)
                        || one.startsWith(name + "-");
    }

    private static Map<String, Benchmark> all(Set<String> options) {
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
        all.put("long-run", LongRun::measure);
        all.put("pieces", Pieces::measure);
        all.put(
                "against-peers",
                (place, report) ->
                        AgainstPeers.measure(
                                place.folder().resolve("against-peers"), options, report.out()));
        return all;
    }
}
