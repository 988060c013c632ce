package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;

class KilledWhileStartingTest {

    private static final int TIMES = Boolean.getBoolean("fundwire.long") ? 10 : 3;

    @Test
    void whateverAServerWasDoingTheNextOneHasEverything(@TempDir Path data) throws Exception {
        var accepted = new ArrayList<String>();
        try (var server = RunningServer.start("--data-dir", data.toString())) {
            for (int i = 0; i < 300; i++) {
                String title = "before " + i;
                assertThat(OpenInbox.publish(server, "alice", title).statusCode()).isEqualTo(202);
                accepted.add(title);
            }
            server.process().kill();
        }

        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < TIMES; i++) {
            try (var server = JarProcess.start("--port", "0", "--data-dir", data.toString())) {
                // Any moment will do.
                Thread.sleep(random.nextInt(1500));
                server.kill();
            }
        }

        try (var server = RunningServer.start("--data-dir", data.toString())) {
            assertThat(OpenInbox.titles(server, "alice")).as("seed %d", seed).isEqualTo(accepted);
        }
    }
}
