package io.fundwire.benchmarks;

import io.fundwire.benchmarks.machine.Place;

import java.time.Duration;

/// How many notifications a second the jar takes in over HTTP, for callers who each wait for their
/// 202: beside what the disk can sync. The callers use the same cores as the server.
final class HttpThroughput {

    private static final Duration EACH = Duration.ofSeconds(4);
    private static final int[] CALLERS = {1, 16, 256};

    private HttpThroughput() {}

    static void measure(Place place, Report report) throws Exception {
        try (var server = ServerProcess.start(place.empty("http"), "512m");
                var publisher = new Publisher(server)) {
            publish(publisher, 64);
            for (int callers : CALLERS) {
                var disk = Disk.sync(place.empty("disk"), Duration.ofSeconds(1));
                var work = publish(publisher, callers);
                report.line(
                        "%3d callers: %.0f publishes/s, %.2f of the disk's %d syncs/s",
                        callers, work.perSecond(), work.perSecond() / disk.size(), disk.size());
            }
        }
    }

    private static Callers.Work publish(Publisher publisher, int callers) throws Exception {
        return Callers.run(
                callers,
                EACH,
                (caller, number) -> {
                    String user = "user-" + (caller * 31L + number) % 1000;
                    publisher.publish(user, "Report ready").join();
                });
    }
}
