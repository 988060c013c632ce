package io.fundwire.architecture.violations.corereadsnoclock.domain.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.function.Supplier;

@SuppressWarnings("JavaUtilDate")
final class BadSession {

    private final InstantSource clock;

    BadSession(InstantSource clock) {
        this.clock = clock;
    }

    Instant asked() {
        return clock.instant().plus(Duration.ofSeconds(1));
    }

    Instant given(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    Date converted(Instant instant) {
        return new Date(instant.toEpochMilli());
    }

    Instant badNow() {
        return Instant.now();
    }

    LocalDateTime badLocalNow() {
        return LocalDateTime.now(ZoneOffset.UTC);
    }

    ZonedDateTime badNowOfAClock(Clock other) {
        return ZonedDateTime.now(other);
    }

    Supplier<Instant> badReference() {
        return Instant::now;
    }

    Supplier<Instant> badLambda() {
        return () -> Instant.now().plusMillis(1);
    }

    Clock badSystemClock() {
        return Clock.systemUTC();
    }

    Clock badTickingClock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    InstantSource badSystemSource() {
        return InstantSource.system();
    }

    long badMillis() {
        return System.currentTimeMillis();
    }

    Date badDate() {
        return new Date();
    }

    Calendar badCalendar() {
        return Calendar.getInstance();
    }
}
