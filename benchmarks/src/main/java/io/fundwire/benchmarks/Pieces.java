package io.fundwire.benchmarks;

import io.fundwire.benchmarks.machine.Place;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import java.util.concurrent.TimeUnit;

/// The hot pieces one by one, by JMH: time and bytes allocated for each.
final class Pieces {

    private static final int WARM_UPS = 3;
    private static final int MEASUREMENTS = 5;

    private Pieces() {}

    static void measure(Place place, Report report) throws RunnerException {
        var options =
                new OptionsBuilder()
                        .include("io\\.fundwire\\..*Pieces\\.")
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .forks(1)
                        .warmupIterations(WARM_UPS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(MEASUREMENTS)
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler(GCProfiler.class)
                        .build();
        for (var result : new Runner(options).run()) {
            var time = result.getPrimaryResult();
            var bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
            report.line(
                    "%s: %.0f ns, %.0f bytes",
                    result.getParams().getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1"),
                    time.getScore(),
                    bytes == null ? Double.NaN : bytes.getScore());
        }
    }
}
