package io.fundwire.benchmarks;

import io.fundwire.benchmarks.machine.Place;

/// Something that is measured, beside what it is to be compared with.
@FunctionalInterface
interface Benchmark {

    /// Measures and reports.
    void measure(Place place, Report report) throws Exception;
}
