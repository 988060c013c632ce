package io.fundwire.benchmarks.load;

import java.io.IOException;

/// Has a server let in many before it is measured.
final class WarmUp {

    private static final int CUT_AT_ONCE = 2_000;
    private static final long UNTIL_NOTICED = 1_000_000_000L;

    private WarmUp() {}

    /// Connects so many in all and cuts them, a crowd at a time.
    static void comeAndGo(Swarm swarm, int connects) throws IOException {
        for (int left = connects; left > 0; left -= CUT_AT_ONCE) {
            swarm.connect(Math.min(left, CUT_AT_ONCE), false);
            swarm.cut();
            swarm.run(System.nanoTime() + UNTIL_NOTICED);
        }
    }
}
