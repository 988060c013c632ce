package io.fundwire.benchmarks;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/// Times that were measured, in nanoseconds. Thread-safe while they are added.
final class Samples {

    private final long[] nanos;
    private final AtomicInteger count = new AtomicInteger();

    /// Takes in so many; more are not kept.
    Samples(int most) {
        nanos = new long[most];
    }

    void add(long time) {
        int index = count.getAndIncrement();
        if (index < nanos.length) {
            nanos[index] = time;
        }
    }

    int size() {
        return Math.min(count.get(), nanos.length);
    }

    /// The time that so many of a hundred did not exceed, in milliseconds.
    double millis(int percentile) {
        long[] sorted = Arrays.copyOf(nanos, size());
        Arrays.sort(sorted);
        int index = (int) Math.ceil(sorted.length * percentile / 100.0) - 1;
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(index, 0)] / 1e6;
    }

    double median() {
        return millis(50);
    }

    /// As it stands in a report.
    String text() {
        return "p50 %.2f ms, p99 %.2f ms".formatted(millis(50), millis(99));
    }
}
