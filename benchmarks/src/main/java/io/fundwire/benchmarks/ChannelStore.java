package io.fundwire.benchmarks;

import io.fundwire.benchmarks.machine.Place;
import io.fundwire.domain.channel.ChannelName;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// How many messages a second the log of a durable channel keeps for good, for callers who each
/// wait for theirs: on one channel and on many, beside notifications to as many users and what the
/// disk can sync.
final class ChannelStore {

    private static final Duration EACH = Duration.ofSeconds(2);
    private static final int[] CALLERS = {1, 16, 256};
    private static final int MANY = 1000;

    private static final List<ChannelName> CHANNELS =
            IntStream.range(0, MANY).mapToObj(i -> new ChannelName("conversation:" + i)).toList();

    private ChannelStore() {}

    static void measure(Place place, Report report) throws Exception {
        try (var measured = MeasuredStore.open(place.empty("channel-store"))) {
            Callers.Call one = (caller, number) -> measured.publish(CHANNELS.getFirst(), number);
            Callers.Call many =
                    (caller, number) -> measured.publish(CHANNELS.get(any(caller, number)), number);
            Callers.Call notifications =
                    (caller, number) -> measured.publish(MeasuredStore.user(any(caller, number)));
            for (Callers.Call warmUp : List.of(one, many, notifications)) {
                Callers.run(64, EACH, warmUp);
            }
            for (int callers : CALLERS) {
                var disk = Disk.sync(place.empty("disk"), Duration.ofSeconds(1));
                report.line("%d callers; the disk alone makes %d syncs/s", callers, disk.size());
                measure(measured, "one channel", callers, one, disk, report);
                measure(measured, MANY + " channels", callers, many, disk, report);
                measure(measured, "notifications", callers, notifications, disk, report);
            }
        }
    }

    private static int any(int caller, long number) {
        return (int) ((caller * 31L + number) % MANY);
    }

    private static void measure(
            MeasuredStore measured,
            String what,
            int callers,
            Callers.Call call,
            Samples disk,
            Report report)
            throws Exception {
        long commits = measured.store().commits();
        long cpu = OwnCpu.nanos();
        var work = Callers.run(callers, EACH, call);
        cpu = OwnCpu.nanos() - cpu;
        commits = measured.store().commits() - commits;
        report.line(
                "  %s: %.0f publishes/s, %.2f of the disk's syncs; "
                        + "%.3f commits and %.0f us of CPU each",
                what,
                work.perSecond(),
                work.perSecond() / disk.size(),
                (double) commits / work.done(),
                cpu / 1e3 / work.done());
    }
}
