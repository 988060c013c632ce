package io.fundwire.domain.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/// When to tell somebody again who could not be told: after a delay that doubles from failure to
/// failure and is drawn from zero to twice its mean, so that those who failed together do not come
/// back together.
///
/// @param mean of the delay after the first failure, above zero
/// @param longest no delay is longer
/// @param patience how long to go on, counted from when there was something to tell
/// @param fewest how many failures it takes to give up, however much time has passed: who was
///   stopped for a week has not tried for a week
public record RetrySchedule(Duration mean, Duration longest, Duration patience, int fewest) {

    /// What the product goes by.
    public static final RetrySchedule DEFAULT =
            new RetrySchedule(Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofDays(3), 10);

    /// What to do after a failure.
    public sealed interface Outcome {

        /// Try again, not before that.
        record RetryAt(Instant at) implements Outcome {}

        /// It has been tried long enough.
        record GiveUp() implements Outcome {}
    }

    /// Decides after a failure at `now`.
    ///
    /// @param failures how many there were, this one included
    /// @param since when there was something to tell
    public Outcome after(int failures, Instant since, Instant now, RandomGenerator random) {
        boolean isEnough = failures >= fewest && !now.isBefore(since.plus(patience));
        return isEnough
                ? new Outcome.GiveUp()
                : new Outcome.RetryAt(now.plusMillis(random.nextLong(ceiling(failures)) + 1));
    }

    /// In floating point, where a power of two too many is infinity and not a short delay.
    private long ceiling(int failures) {
        double doubled = Math.scalb((double) mean.toMillis(), failures);
        return (long) Math.min((double) longest.toMillis(), doubled);
    }
}
