package io.fundwire.domain.health;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/// Durations of the last minute, for percentiles that are at most an eighth too high: counts in
/// buckets that grow by powers of two, eight to each power. Thread-safe; a few counts may be lost
/// where one slice gives way to the next.
public final class LatencyWindow {

    private static final int SLICES = 6;
    private static final long SLICE_MILLIS = 10_000;
    private static final int STEPS = 8;
    private static final int STEP_BITS = 3;
    private static final int BUCKETS = 40 * STEPS;

    private final AtomicIntegerArray[] counts = new AtomicIntegerArray[SLICES];
    private final AtomicLongArray epochs = new AtomicLongArray(SLICES);

    /// Makes an empty window.
    public LatencyWindow() {
        for (int i = 0; i < SLICES; i++) {
            counts[i] = new AtomicIntegerArray(BUCKETS);
        }
    }

    /// Counts one duration that ended at `now`.
    public void record(Duration duration, Instant now) {
        long micros = Math.max(0, duration.toNanos() / 1000);
        slice(now.toEpochMilli() / SLICE_MILLIS).incrementAndGet(bucket(micros));
    }

    /// The percentiles of the minute before `now`.
    public Latency percentiles(Instant now) {
        long current = now.toEpochMilli() / SLICE_MILLIS;
        long[] sums = new long[BUCKETS];
        long total = 0;
        for (int i = 0; i < SLICES; i++) {
            if (isRecent(i, current)) {
                for (int bucket = 0; bucket < BUCKETS; bucket++) {
                    int count = counts[i].get(bucket);
                    sums[bucket] += count;
                    total += count;
                }
            }
        }
        return new Latency(percentile(sums, total, 0.50), percentile(sums, total, 0.99));
    }

    private boolean isRecent(int slice, long current) {
        long epoch = epochs.get(slice);
        return epoch > current - SLICES && epoch <= current;
    }

    private AtomicIntegerArray slice(long epoch) {
        int index = Math.floorMod(epoch, SLICES);
        if (epochs.get(index) < epoch) {
            startOver(index, epoch);
        }
        return counts[index];
    }

    private synchronized void startOver(int index, long epoch) {
        if (epochs.get(index) < epoch) {
            epochs.set(index, epoch);
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                counts[index].set(bucket, 0);
            }
        }
    }

    private static double percentile(long[] sums, long total, double share) {
        long wanted = (long) Math.ceil(total * share);
        long seen = 0;
        for (int bucket = 0; bucket < BUCKETS && wanted > 0; bucket++) {
            seen += sums[bucket];
            if (seen >= wanted) {
                return upperBoundMicros(bucket) / 1000.0;
            }
        }
        return 0;
    }

    /// Values below `STEPS` have a bucket each; above, the three bits after the leading one choose.
    private static int bucket(long micros) {
        if (micros < STEPS) {
            return (int) micros;
        }
        int power = 63 - Long.numberOfLeadingZeros(micros);
        int step = (int) (micros >> (power - STEP_BITS)) & (STEPS - 1);
        return Math.min(BUCKETS - 1, (power - STEP_BITS + 1) * STEPS + step);
    }

    private static long upperBoundMicros(int bucket) {
        if (bucket < STEPS) {
            return bucket;
        }
        int power = bucket / STEPS + STEP_BITS - 1;
        long step = bucket % STEPS;
        return ((STEPS + step + 1) << (power - STEP_BITS)) - 1;
    }
}
