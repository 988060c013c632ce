package io.fundwire.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class FaultMonitorTest {

    private final VirtualClock clock = new VirtualClock();
    private final FaultMonitor monitor = new FaultMonitor(clock);

    @Test
    void hasNoProblemAtFirst() {
        assertThat(monitor.problem()).isEmpty();
    }

    @Test
    void saysWhatBrokeAndWhenButNotHow() {
        monitor.report("heartbeat", new Fault("secret detail"));

        assertThat(monitor.problem())
                .contains("A fault in heartbeat was logged at 2026-11-23T01:00:00Z.");
    }

    @Test
    void remembersAFaultForAMinute() {
        monitor.report("heartbeat", new Fault("first"));

        clock.advance(Duration.ofMinutes(1));
        assertThat(monitor.problem()).isPresent();

        clock.advance(Duration.ofMillis(1));
        assertThat(monitor.problem()).isEmpty();
    }

    @Test
    void countsTheMinuteFromTheLastFault() {
        monitor.report("heartbeat", new Fault("first"));
        clock.advance(Duration.ofSeconds(50));
        monitor.report("clock", new Fault("second"));
        clock.advance(Duration.ofSeconds(50));

        assertThat(monitor.problem()).get().asString().contains("clock");
    }

    @Test
    void whatBreaksAgainAndAgainIsLoggedOnceAMinuteWithHowOftenItDid() {
        var full = new Fault("the disk is full");
        assertThat(monitor.unloggedBefore("publish", full)).contains(0L);
        for (int i = 0; i < 1000; i++) {
            assertThat(monitor.unloggedBefore("publish", full)).isEmpty();
        }

        clock.advance(Duration.ofMinutes(1).plusMillis(1));

        assertThat(monitor.unloggedBefore("publish", full)).contains(1000L);
        assertThat(monitor.unloggedBefore("publish", full)).isEmpty();
    }

    @Test
    void anotherPlaceOrKindIsAnotherFault() {
        monitor.unloggedBefore("publish", new Fault("one"));

        assertThat(monitor.unloggedBefore("heartbeat", new Fault("one"))).contains(0L);
        assertThat(monitor.unloggedBefore("publish", new IllegalStateException())).contains(0L);
    }
}
