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
}
