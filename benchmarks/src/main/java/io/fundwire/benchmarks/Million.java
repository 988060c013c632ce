package io.fundwire.benchmarks;

import io.fundwire.benchmarks.machine.Place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A data directory with a million notifications that wait, a thousand for each of a thousand
/// users. It takes minutes to make, so it is kept for the next time.
final class Million {

    static final int USERS = 1000;
    static final int EACH = 1000;

    private Million() {}

    static Path directory(Place place, Report report) throws IOException, InterruptedException {
        Path done = place.folder().resolve("million-is-complete");
        if (Files.exists(done)) {
            return place.folder().resolve("million");
        }
        Path directory = place.empty("million");
        long start = System.nanoTime();
        try (var measured = MeasuredStore.open(directory)) {
            measured.fill(USERS, EACH);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        report.line(
                "made %d notifications in %.0f s, %d MiB",
                USERS * EACH, seconds, Files.size(directory.resolve("fundwire.db")) >> 20);
        Files.createFile(done);
        return directory;
    }
}
