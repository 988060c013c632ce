package io.fundwire.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.UnixOperatingSystemMXBean;

import io.fundwire.benchmarks.load.Generator;
import io.fundwire.benchmarks.load.Outcome;
import io.fundwire.benchmarks.machine.ListeningProcess;
import io.fundwire.benchmarks.machine.Place;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Drives Fundwire and its peers with the same load, in turn, each time a server that was just
/// started, and prints a table.
public final class AgainstPeers {

    private static final int MOST_CLIENTS = 18_000;
    private static final int FEW_CLIENTS = 1_000;
    private static final int DESCRIPTORS_OF_ITS_OWN = 2_000;
    private static final int ROUNDS = 3;
    private static final double BUSY_PERCENT = 90;
    private static final double NANOS_OF_A_MILLI = 1e6;

    private final Path folder;
    private final boolean briefly;
    private final PrintStream out;
    private final Results results = new Results();
    private final List<String> notes = new ArrayList<>();

    private AgainstPeers(Path folder, boolean briefly, PrintStream out) {
        this.folder = folder;
        this.briefly = briefly;
        this.out = out;
    }

    /// Measures all servers.
    ///
    /// @param folder for what is built, and for the results
    /// @param options `--short` to see that it works; `--once` for one round; `--record` to put the
    ///   results into `docs/performance.md`
    public static void measure(Path folder, Set<String> options, PrintStream out)
            throws IOException {
        boolean briefly = options.contains("--short");
        int rounds = briefly || options.contains("--once") ? 1 : ROUNDS;
        int many = briefly ? FEW_CLIENTS : mostClients();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        var measured = new AgainstPeers(folder, briefly, out);
        measured.play(rounds, many);
        var page = new Page(measured.results, many, load, rounds, measured.notes);
        out.println();
        out.println(page.text());
        Files.writeString(folder.resolve("results.md"), page.text());
        Files.writeString(folder.resolve("results.csv"), measured.results.csv());
        Files.writeString(folder.resolve("results.svg"), new Plot(measured.results).svg());
        out.println("Every figure: " + folder.resolve("results.csv"));
        if (options.contains("--record") && !briefly) {
            page.record();
        }
    }

    /// As many as the generator and the server may have descriptors for.
    private static int mostClients() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean unix
                ? (int)
                        Math.min(
                                MOST_CLIENTS,
                                unix.getMaxFileDescriptorCount() - DESCRIPTORS_OF_ITS_OWN)
                : MOST_CLIENTS / 2;
    }

    private void play(int rounds, int many) throws IOException {
        List<Peer> peers = Peer.all(folder, notes);
        if (!Files.exists(Path.of("/proc/self/status"))) {
            notes.add("This system does not tell how much memory a server has.");
        }
        // The first start builds what the launcher builds.
        start(peers.getLast()).close();
        for (int round = 0; round < rounds; round++) {
            for (Scenario scenario : Scenario.all(many)) {
                for (Peer peer : peers) {
                    if (scenario.ofAll() || peer.isFundwire()) {
                        measure(peer, scenario);
                    }
                }
            }
        }
    }

    private static ListeningProcess start(Peer peer) throws IOException {
        return ListeningProcess.start(peer.command(), peer.environment());
    }

    private void measure(Peer peer, Scenario scenario) throws IOException {
        new Place(folder).empty(Peer.DATA);
        try (var server = start(peer)) {
            Outcome outcome = load(server, scenario);
            results.add(peer.name(), scenario.name(), outcome);
            out.println(
                    String.format(
                            Locale.ROOT,
                            "  %-14s %-10s CPU %.2f us each, %.0f a second; generator %.0f %% of a"
                                    + " core",
                            scenario.name(),
                            peer.name(),
                            outcome.get("cpuMicros"),
                            outcome.get("perSecond"),
                            outcome.get("generatorPercent")));
            check(peer, scenario, outcome);
        } catch (IOException failed) {
            note(peer, scenario, "was not measured: " + failed.getMessage());
        }
    }

    private Outcome load(ListeningProcess server, Scenario scenario) throws IOException {
        var load =
                Generator.start(scenario.arguments(briefly), server.port(), server.process().pid());
        var said = new String(load.getInputStream().readAllBytes(), UTF_8);
        if (said.isBlank()) {
            throw new IOException("the generator gave up");
        }
        return Outcome.parse(said)
                .with("startMillis", server.timeToStart().toNanos() / NANOS_OF_A_MILLI);
    }

    /// Figures that say less than they seem to are said to.
    private void check(Peer peer, Scenario scenario, Outcome outcome) {
        if (outcome.get("generatorPercent") > BUSY_PERCENT) {
            note(peer, scenario, "the generator was the limit, not the server");
        }
        if (outcome.get("late99") > Results.LATE_MICROS) {
            note(
                    peer,
                    scenario,
                    "the generator was late itself, by %.0f µs (p99)"
                            .formatted(outcome.get("late99")));
        }
        for (String fault : List.of("lostClients", "unanswered", "outOfOrder")) {
            if (outcome.get(fault) > 0) {
                note(peer, scenario, "%s: %.0f".formatted(fault, outcome.get(fault)));
            }
        }
    }

    private void note(Peer peer, Scenario scenario, String what) {
        String note = "%s, %s: %s.".formatted(peer.name(), scenario.name(), what);
        out.println("  " + note);
        notes.add(note);
    }
}
