package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A client that is far behind and slow gets all that it missed, and is not taken for one that
/// should be closed: what it missed does not wait for it in memory.
class SlowRecoveryTest {

    private static final List<String> CHANNELS = List.of("conversation:1", "conversation:2");
    private static final int MISSED_OF_EACH = 500;
    private static final int PUBLISHERS = 10;

    /// As much as a channel keeps, nearly: all of it is more than what may wait for one client and
    /// what the network takes together.
    private static final String FILLER = "x".repeat(8000);

    private static final Pattern MESSAGE =
            Pattern.compile(
                    "\"type\":\"message\"[^{]*\\{\"channel\":\"([^\"]*)\"[^{}]*\"offset\":(\\d+)");

    /// Longer than messages may wait once there are many.
    private static final int PAUSE_MILLIS = 3000;

    @Test
    void aSlowClientRecoversAThousandMessagesAndIsNeverClosed() throws Exception {
        try (var server = RunningServer.start()) {
            publishAll(server, MISSED_OF_EACH);
            String epoch = epochOf(server);
            try (var slow = RawClient.connectWithSmallBuffer(server.port())) {
                for (String channel : CHANNELS) {
                    slow.sendText(
                            """
                            {"type":"subscribe","data":{"channel":"%s","position":\
                            {"epoch":"%s","offset":0}}}\
                            """
                                    .formatted(channel, epoch));
                }
                Thread.sleep(PAUSE_MILLIS);
                publishAll(server, PUBLISHERS);
                int head = MISSED_OF_EACH + PUBLISHERS;

                String all = slow.readSlowlyUntil("\"offset\":" + head + ",", CHANNELS.size());

                assertThat(all).contains("\"recovered\":true").doesNotContain("\"error\"");
                assertThat(CHANNELS)
                        .allSatisfy(channel ->
                                assertThat(offsets(all, channel))
                                        .containsExactlyElementsOf(
                                                IntStream.rangeClosed(1, head).boxed().toList()));
                slow.sendText("{\"type\":\"heartbeat\"}");
                assertThat(slow.readUntil("\"type\":\"heartbeat-ack\"")).doesNotContain("error");
            }
        }
    }

    private static List<Integer> offsets(String frames, String channel) {
        return MESSAGE.matcher(frames)
                .results()
                .filter(match -> match.group(1).equals(channel))
                .map(match -> Integer.valueOf(match.group(2)))
                .toList();
    }

    private static String epochOf(RunningServer server) {
        try (var client = JdkClient.connect(server.webSocket())) {
            client.receive("connection");
            client.send("{\"type\":\"subscribe\",\"data\":{\"channel\":\"conversation:1\"}}");
            return client.receive("subscribed").at("/data/position/epoch").asString("");
        }
    }

    private static void publishAll(RunningServer server, int count) throws InterruptedException {
        var threads =
                IntStream.range(0, PUBLISHERS)
                        .mapToObj(i ->
                                Thread.startVirtualThread(
                                        () -> publish(server, count / PUBLISHERS)))
                        .toList();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void publish(RunningServer server, int count) {
        try (var connection = KeptConnection.open(server.port())) {
            for (int i = 0; i < count; i++) {
                for (String channel : CHANNELS) {
                    int status =
                            connection.post(
                                    "/api/channels/" + channel + "/messages",
                                    "{\"event\":\"said\",\"payload\":\"" + FILLER + "\"}");
                    assertThat(status).isEqualTo(202);
                }
            }
        } catch (IOException lost) {
            throw new AssertionError(lost);
        }
    }
}
