package io.fundwire.benchmarks;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/// Many at once, each doing one thing after the other.
final class Callers {

    private Callers() {}

    /// What one of them does again and again.
    @FunctionalInterface
    interface Call {
        void make(int caller, long number) throws Exception;
    }

    /// @param done how often they did it
    record Work(long done, Duration time) {

        double perSecond() {
            return done * 1e9 / time.toNanos();
        }
    }

    /// Returns once all have ended.
    static Work run(int callers, Duration time, Call call) throws Exception {
        var done = new LongAdder();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ends =
                    IntStream.range(0, callers)
                            .mapToObj(caller ->
                                    threads.submit(() -> {
                                        for (long i = 0; System.nanoTime() < end; i++) {
                                            call.make(caller, i);
                                            done.increment();
                                        }
                                        return true;
                                    }))
                            .toList();
            for (var ended : ends) {
                ended.get();
            }
        }
        return new Work(done.sum(), Duration.ofNanos(System.nanoTime() - start));
    }
}
