package io.fundwire.benchmarks.peers;

import io.fundwire.benchmarks.load.Outcome;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What came out, of each server in each scenario as often as it was measured.
final class Results {

    /// So late may the generator itself be (99 of 100): later, and latencies are not the server's.
    static final double LATE_MICROS = 1_000;

    private record Place(String peer, String scenario) {}

    private final Map<Place, List<Outcome>> outcomes = new LinkedHashMap<>();

    void add(String peer, String scenario, Outcome outcome) {
        outcomes.computeIfAbsent(new Place(peer, scenario), first -> new ArrayList<>())
                .add(outcome);
    }

    boolean has(String peer) {
        return outcomes.keySet().stream().anyMatch(place -> place.peer().equals(peer));
    }

    /// The median of all rounds; not a number where nothing was measured.
    double of(String peer, String scenario, String figure) {
        double[] values =
                outcomes.getOrDefault(new Place(peer, scenario), List.of()).stream()
                        .mapToDouble(outcome -> outcome.get(figure))
                        .sorted()
                        .toArray();
        int middle = values.length / 2;
        if (values.length == 0) {
            return Double.NaN;
        }
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /// Whether latencies there are the server's doing.
    boolean wasOnTime(String peer, String scenario) {
        return of(peer, scenario, "late99") <= LATE_MICROS;
    }

    /// The median over all scenarios and rounds.
    double startMillis(String peer) {
        var starts = new Results();
        outcomes.forEach((place, all) -> all.forEach(one -> starts.add(place.peer(), "", one)));
        return starts.of(peer, "", "startMillis");
    }

    /// Every figure of every round, a line each.
    String csv() {
        var csv = new StringBuilder("server,scenario,round,figure,value\n");
        outcomes.forEach((place, all) -> {
            for (int round = 0; round < all.size(); round++) {
                for (var figure : all.get(round).figures().entrySet()) {
                    csv.append(
                            String.format(
                                    Locale.ROOT,
                                    "%s,%s,%d,%s,%.3f%n",
                                    place.peer(),
                                    place.scenario(),
                                    round + 1,
                                    figure.getKey(),
                                    figure.getValue()));
                }
            }
        });
        return csv.toString();
    }
}
