package io.fundwire.benchmarks;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE_NEW;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;

/// What the disk itself can do: the yardstick for whatever must be on it.
final class Disk {

    private static final int BYTES = 4096;
    private static final int MOST = 1_000_000;

    private Disk() {}

    /// Appends 4 KiB and has them written, again and again.
    ///
    /// @param directory an empty one
    /// @return how long each took
    static Samples sync(Path directory, Duration time) throws IOException {
        var samples = new Samples(MOST);
        var bytes = ByteBuffer.allocateDirect(BYTES);
        try (var file = FileChannel.open(directory.resolve("appends"), CREATE_NEW, APPEND)) {
            long end = System.nanoTime() + time.toNanos();
            for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                bytes.clear();
                file.write(bytes);
                file.force(false);
                samples.add(System.nanoTime() - start);
            }
        }
        return samples;
    }
}
