package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// That 202 means "on the disk" is nothing that a client can see as long as nothing breaks: it is
/// read from the system calls.
class SyncOrderTest {

    @Test
    void theDiskHasANotificationBeforeItIsAnswered() {
        try (var server = RunningServer.start()) {
            accept(server, "warm");
            try (var strace = Strace.attach(server)) {
                var titles =
                        IntStream.range(0, 10).mapToObj(i -> "traced-%d-".formatted(i)).toList();
                titles.forEach(title -> accept(server, title));

                var log = strace.detach();
                assertThat(titles).allSatisfy(title -> assertThat(log.faultOf(title)).isEmpty());
            }
        }
    }

    /// And those that wait for a slow disk wait together.
    @Test
    void noAnswerComesBeforeASlowDiskIsDone() throws InterruptedException {
        int publishers = 16;
        int each = 4;
        try (var server = RunningServer.start()) {
            accept(server, "warm");
            try (var strace = Strace.attach(server, slow())) {
                accept(server, "traced-alone-");
                var accepted = new AtomicInteger();
                var threads =
                        IntStream.range(0, publishers)
                                .mapToObj(publisher ->
                                        Thread.startVirtualThread(() -> {
                                            for (int i = 0; i < each; i++) {
                                                accept(
                                                        server,
                                                        "traced-%d-%d-".formatted(publisher, i));
                                                accepted.incrementAndGet();
                                            }
                                        }))
                                .toList();
                for (Thread thread : threads) {
                    thread.join();
                }

                assertThat(accepted).hasValue(publishers * each);
                var log = strace.detach();
                assertThat(log.faultOf("traced-alone-")).isEmpty();
                for (int publisher = 0; publisher < publishers; publisher++) {
                    assertThat(log.faultOf("traced-%d-0-".formatted(publisher))).isEmpty();
                }
                assertThat(log.syncs()).isBetween(2L, publishers * each / 3L);
            }
        }
    }

    @Test
    void theDiskHasAMessageOfAChannelBeforeItIsSentOrAnswered() throws IOException {
        try (var server = RunningServer.start();
                var client = RawClient.connect(server.port())) {
            client.sendText("{\"type\":\"subscribe\",\"data\":{\"channel\":\"conversation:1\"}}");
            client.readUntil("\"type\":\"subscribed\"");
            publish(client, "warm");
            try (var strace = Strace.attach(server)) {
                var texts =
                        IntStream.range(0, 10).mapToObj(i -> "traced-%d-".formatted(i)).toList();
                for (String text : texts) {
                    publish(client, text);
                }

                var log = strace.detach();
                for (String answer : List.of(quoted("message"), quoted("published"))) {
                    assertThat(texts)
                            .allSatisfy(text -> assertThat(log.faultOf(text, answer)).isEmpty());
                }
            }
        }
    }

    private static void publish(RawClient client, String text) throws IOException {
        client.sendText(
                """
                {"type":"publish","data":{"channel":"conversation:1","event":"e","payload":"%s"}}\
                """
                        .formatted(text));
        client.readUntil("\"type\":\"published\"");
    }

    /// As it stands in what strace shows of JSON.
    private static String quoted(String type) {
        return "\\\"type\\\":\\\"" + type + "\\\"";
    }

    private static String slow() {
        return "--inject=" + Strace.SYNC + ":delay_enter=300000";
    }

    private static void accept(RunningServer server, String title) {
        assertThat(OpenInbox.publish(server, "alice", title).statusCode()).isEqualTo(202);
    }
}
