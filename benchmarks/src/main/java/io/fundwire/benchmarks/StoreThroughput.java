package io.fundwire.benchmarks;

import io.fundwire.benchmarks.machine.Place;

import java.nio.file.Path;
import java.time.Duration;

/// How many notifications a second the store keeps for good, for callers who each wait for theirs:
/// beside what the disk can sync, and what SQLite inserts without a sync for each.
final class StoreThroughput {

    private static final Duration EACH = Duration.ofSeconds(3);
    private static final int[] CALLERS = {1, 16, 256};

    private StoreThroughput() {}

    static void measure(Place place, Report report) throws Exception {
        Path directory = place.empty("store");
        try (var measured = MeasuredStore.open(directory)) {
            // So that nothing is measured that runs for the first time.
            publish(measured, 64);
            for (int callers : CALLERS) {
                measure(measured, place, callers, report);
            }
        }
        double bulk = BulkInsert.perSecond(directory.resolve("fundwire.db"), place.empty("bulk"));
        report.line("SQLite, the same rows in one transaction: %.0f publishes/s", bulk);
    }

    private static void measure(MeasuredStore measured, Place place, int callers, Report report)
            throws Exception {
        var disk = Disk.sync(place.empty("disk"), Duration.ofSeconds(1));
        long commits = measured.store().commits();
        long cpu = OwnCpu.nanos();
        var work = publish(measured, callers);
        cpu = OwnCpu.nanos() - cpu;
        commits = measured.store().commits() - commits;
        report.line(
                "%3d callers: %.0f publishes/s, %.2f of the disk's %d syncs/s, "
                        + "%.3f commits and %.0f us of CPU each",
                callers,
                work.perSecond(),
                work.perSecond() / disk.size(),
                disk.size(),
                (double) commits / work.done(),
                cpu / 1e3 / work.done());
    }

    private static Callers.Work publish(MeasuredStore measured, int callers) throws Exception {
        return Callers.run(
                callers,
                EACH,
                (caller, number) ->
                        measured.publish(
                                MeasuredStore.user((int) ((caller * 31L + number) % 1000))));
    }
}
