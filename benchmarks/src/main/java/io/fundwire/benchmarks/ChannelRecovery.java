package io.fundwire.benchmarks;

import io.fundwire.benchmarks.machine.Place;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// How long until a thousand clients who come at once have the 500 messages that each of them
/// missed, and what that costs the server: of a channel on disk, just after a start, and of one in
/// memory. A single client before stands beside them.
final class ChannelRecovery {

    private static final int CLIENTS = 1000;
    private static final int MISSED = 500;
    private static final String CONNECTIONS = String.valueOf(CLIENTS + 2);

    private ChannelRecovery() {}

    static void measure(Place place, Report report) throws Exception {
        var directory = place.empty("channel-recovery");
        String epoch;
        try (var server = start(directory)) {
            epoch = fill(server, "conversation:missed");
        }
        try (var server = start(directory)) {
            comeBack(server, "conversation:missed", epoch, 1, report);
            comeBack(server, "conversation:missed", epoch, CLIENTS, report);
            comeBack(server, "conversation:missed", epoch, CLIENTS, report);
            String live = fill(server, "live:missed");
            comeBack(server, "live:missed", live, CLIENTS, report);
            comeBack(server, "live:missed", live, CLIENTS, report);
        }
    }

    private static ServerProcess start(Path directory) throws Exception {
        return ServerProcess.start(
                directory, "512m", "--message-rate", "0", "--max-connections", CONNECTIONS);
    }

    /// @return the epoch of the channel
    private static String fill(ServerProcess server, String channel) throws Exception {
        var epoch = new CompletableFuture<String>();
        var published = new Semaphore(0);
        Crowd.Ear ear =
                (client, text) -> {
                    if (ChannelTalk.isSubscribed(text)) {
                        epoch.complete(ChannelTalk.textOf(text, "epoch"));
                    } else if (ChannelTalk.isMessage(text)) {
                        published.release();
                    }
                };
        try (var crowd = Crowd.connect(server.port(), 1, ear)) {
            crowd.say(0, ChannelTalk.subscribe(channel));
            epoch.join();
            for (int i = 0; i < MISSED; i++) {
                crowd.say(0, ChannelTalk.publish(channel, null, i));
                published.acquire();
            }
        }
        return epoch.join();
    }

    private static void comeBack(
            ServerProcess server, String channel, String epoch, int clients, Report report)
            throws Exception {
        var each = new int[clients];
        var times = new Samples(clients);
        var all = new CountDownLatch(clients);
        var begin = new AtomicLong();
        Crowd.Ear ear =
                (client, text) -> {
                    if (ChannelTalk.isMessage(text)) {
                        if (ChannelTalk.number(text) != each[client]++) {
                            throw new IllegalStateException("out of order: " + text);
                        }
                        if (each[client] == MISSED) {
                            times.add(System.nanoTime() - begin.get());
                            all.countDown();
                        }
                    }
                };
        try (var crowd = Crowd.connect(server.port(), clients, ear)) {
            var cpu = server.cpu();
            long start = System.nanoTime();
            begin.set(start);
            for (int i = 0; i < clients; i++) {
                crowd.say(i, ChannelTalk.subscribe(channel, epoch, 0));
            }
            all.await();
            double seconds = (System.nanoTime() - start) / 1e9;
            double micros = server.cpu().minus(cpu).toNanos() / 1e3;
            report.line(
                    "%s, %d at once: all have %d after %.2f s (%s); %.2f us of CPU a message",
                    channel, clients, MISSED, seconds, times.text(), micros / clients / MISSED);
        }
    }
}
