package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;

/// What the server may spend on one thing, counted and not timed: the same on any machine, however
/// busy it is. Each bound is what was measured when it was recorded, and a quarter more.
enum CountedCost {
    BYTES_OF_A_DELIVERY("bytes allocated for each delivery of a message", 1_140),
    BYTES_OF_A_HEARTBEAT("bytes allocated for a heartbeat and its answer", 4_100),
    CALLS_OF_A_DELIVERY("system calls that read or write, for each delivery", 1),
    CALLS_OF_A_HEARTBEAT("system calls that read or write, for a heartbeat and its answer", 2);

    private static final double HEADROOM = 1.25;

    private final String what;
    private final double recorded;

    CountedCost(String what, double recorded) {
        this.what = what;
        this.recorded = recorded;
    }

    void check(double measured) {
        assertThat(measured)
                .as(
                        "%s: %.2f when it was recorded, now %.2f. Find out what was added on that"
                            + " way, and whether it must be; if it must, record the new figure in"
                            + " CountedCost, in the commit that brings it.",
                        what, recorded, measured)
                .isPositive()
                .isLessThan(recorded * HEADROOM);
    }
}
