package io.fundwire.benchmarks;

import io.fundwire.benchmarks.machine.Place;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// What a server with a small heap has in use after a full collection, with nothing and with a
/// million notifications in its directory, and once a thousand of them were told.
final class HeapInUse {

    private static final String HEAP = "64m";

    private HeapInUse() {}

    static void measure(Place place, Report report) throws Exception {
        Path million = Million.directory(place, report);
        long empty = measure(place.empty("heap"), false, report, "empty");
        long full = measure(million, true, report, "a million");
        report.line("a million takes %+d KiB, of %s at most", full - empty, HEAP);
    }

    private static long measure(Path directory, boolean connects, Report report, String what)
            throws Exception {
        try (var server = ServerProcess.start(directory, HEAP);
                var http = HttpClient.newHttpClient()) {
            long inUse = server.heapInUse();
            report.line("%s: %d KiB", what, inUse);
            if (connects) {
                var all = new CountDownLatch(Million.EACH);
                try (var _ =
                        Reader.connect(
                                http, server.webSocket("user-999"), title -> all.countDown())) {
                    all.await();
                }
                report.line("%s, after a user came: %d KiB", what, server.heapInUse());
            }
            http.shutdownNow();
            return inUse;
        }
    }
}
