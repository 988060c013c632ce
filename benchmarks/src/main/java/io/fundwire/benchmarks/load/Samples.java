package io.fundwire.benchmarks.load;

import java.util.Arrays;

/// Times that were measured, in nanoseconds. For one thread.
final class Samples {

    private static final double MICRO = 1e3;

    private final long[] nanos;
    private int count;

    /// Takes in so many; more are not kept.
    Samples(int most) {
        nanos = new long[most];
    }

    void add(long time) {
        if (count < nanos.length) {
            nanos[count++] = time;
        }
    }

    int size() {
        return count;
    }

    /// The time that so many of a hundred did not exceed, in microseconds.
    double micros(double percentile) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int index = (int) Math.ceil(count * percentile / 100) - 1;
        return count == 0 ? Double.NaN : sorted[Math.max(index, 0)] / MICRO;
    }
}
