package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class FullDiskTest {

    private static final String BODY = "x".repeat(8000);

    @TempDir private Path folder;

    @Test
    void publishersAreRefusedUntilThereIsRoomAgainAndNothingAcceptedIsLost() throws Exception {
        Path mount = folder.toRealPath();
        try (var disk = SmallDisk.mount("3m", mount)) {
            Path inTheWay = Files.write(disk.file("in-the-way"), new byte[1024 * 1024]);
            var accepted = new ArrayList<String>();
            try (var server = start(disk, mount)) {
                HttpResponse<String> answer = publishUntilRefused(server, accepted);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Content-Type"))
                        .hasValue("application/problem+json");
                assertThat(health(server)).contains("\"degraded\"", "full");

                Files.delete(inTheWay);
                await().atMost(RunningServer.PATIENCE)
                        .until(() -> publish(server, "again").statusCode() == 202);
                accepted.add("again");

                server.process().kill();
            }
            try (var restarted = start(disk, mount)) {
                assertThat(OpenInbox.titles(restarted, "alice")).isEqualTo(accepted);
            }
        }
    }

    private static RunningServer start(SmallDisk disk, Path mount) {
        return RunningServer.startBy(
                disk.command(), "--data-dir", mount.resolve("data").toString());
    }

    private static HttpResponse<String> publishUntilRefused(
            RunningServer server, List<String> accepted) {
        while (true) {
            String title = "before " + accepted.size();
            HttpResponse<String> answer = publish(server, title);
            if (answer.statusCode() != 202) {
                return answer;
            }
            accepted.add(title);
        }
    }

    private static HttpResponse<String> publish(RunningServer server, String title) {
        return OpenInbox.publish(server, "alice", title, BODY);
    }

    private static String health(RunningServer server) {
        return HttpCalls.get(server.http("/api/health")).body();
    }
}
