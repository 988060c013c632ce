package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;

/// What was written but could not be brought to the disk was refused, and must stay so: though it
/// stands in the file, where whoever opens it next could take it for kept.
class FailingDiskTest {

    private static final String FAILS = "--inject=" + Strace.SYNC + ":error=EIO";

    @TempDir private Path data;

    @Test
    void whatWasRefusedNeverArrivesAndWhatWasAcceptedDoes() {
        try (var server = start()) {
            accept(server, "before");
            try (var strace = Strace.attach(server, FAILS)) {
                refuse(server, "refused 1");
                refuse(server, "refused 2");
                strace.detach();
            }
            await().atMost(RunningServer.PATIENCE)
                    .until(() -> OpenInbox.publish(server, "bob", "again").statusCode() == 202);
            accept(server, "after");

            assertThat(OpenInbox.titles(server, "alice")).containsExactly("before", "after");
            server.process().kill();
        }
        try (var again = start()) {
            assertThat(OpenInbox.titles(again, "alice")).containsExactly("before", "after");
        }
    }

    @Test
    void nothingThatWasRefusedArrivesAfterACrash() {
        try (var server = start()) {
            accept(server, "before");
            try (var strace = Strace.attach(server, FAILS)) {
                refuse(server, "refused 1");
                refuse(server, "refused 2");

                server.process().kill();
                strace.detach();
            }
        }
        try (var again = start()) {
            assertThat(OpenInbox.titles(again, "alice")).containsExactly("before");
        }
    }

    private RunningServer start() {
        return RunningServer.start("--data-dir", data.toString());
    }

    private static void accept(RunningServer server, String title) {
        assertThat(OpenInbox.publish(server, "alice", title).statusCode()).isEqualTo(202);
    }

    private static void refuse(RunningServer server, String title) {
        HttpResponse<String> answer = OpenInbox.publish(server, "alice", title);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(Json.parse(answer.body()).path("type").asString(""))
                .isEqualTo("urn:fundwire:problem:not-kept");
    }
}
