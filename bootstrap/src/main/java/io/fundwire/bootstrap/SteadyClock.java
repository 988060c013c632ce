package io.fundwire.bootstrap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Tells the time of day without ever jumping: deadlines and rates must not suffer when somebody
/// sets the system's clock. It runs on the monotonic clock and follows the system's by going up to
/// a tenth faster or slower. Thread-safe.
final class SteadyClock implements InstantSource {

    private static final double MAX_DEVIATION = 0.1;

    private final InstantSource system;
    private volatile Course course;

    /// Starts at the time of `system`.
    SteadyClock(InstantSource system) {
        this.system = system;
        this.course = new Course(system.instant(), System.nanoTime(), 1.0);
    }

    @Override
    public Instant instant() {
        return course.at(System.nanoTime());
    }

    /// Looks at the system's clock and sets the speed for the next second. To be called every
    /// second by one thread.
    void follow() {
        long nanos = System.nanoTime();
        Instant here = course.at(nanos);
        double behind = Duration.between(here, system.instant()).toNanos() / 1e9;
        double speed = 1.0 + Math.clamp(behind, -MAX_DEVIATION, MAX_DEVIATION);
        course = new Course(here, nanos, speed);
    }

    private record Course(Instant from, long fromNanos, double speed) {

        Instant at(long nanos) {
            return from.plusNanos((long) ((nanos - fromNanos) * speed));
        }
    }
}
