package io.fundwire.benchmarks;

import io.fundwire.benchmarks.machine.Place;

import java.util.function.IntFunction;

/// What a message on a channel costs the server for each subscriber, and how long it takes until
/// all have it: many subscribers of one channel, and few of many; in memory and on disk. Beside it
/// stands a thread that does nothing but write prepared bytes to as many sockets.
final class ChannelFanOut {

    private static final int CLIENTS = 1000;
    private static final int FEW = 10;
    private static final int WARM_UP_DELIVERIES = 150_000;
    private static final int DELIVERIES = 250_000;
    private static final int[] WINDOWS = {1, 8};
    private static final String[] KINDS = {"live", "conversation"};

    private ChannelFanOut() {}

    static void measure(Place place, Report report) throws Exception {
        double floor = PlainFanOut.microsOfCpu(CLIENTS, DELIVERIES / CLIENTS);
        report.line("writing prepared bytes to %d sockets: %.1f us of CPU each", CLIENTS, floor);
        for (String kind : KINDS) {
            try (var server = start(place)) {
                oneChannel(server, kind, floor, report);
            }
            try (var server = start(place)) {
                manyChannels(server, kind, floor, report);
            }
        }
    }

    private static ServerProcess start(Place place) throws Exception {
        return ServerProcess.start(
                place.empty("channels"),
                "512m",
                "--message-rate",
                "0",
                "--max-connections",
                String.valueOf(CLIENTS));
    }

    private static void oneChannel(ServerProcess server, String kind, double floor, Report report)
            throws Exception {
        var rounds = new Rounds(CLIENTS, CLIENTS);
        try (var crowd = Crowd.connect(server.port(), CLIENTS, rounds)) {
            String channel = kind + ":prices";
            for (int i = 0; i < CLIENTS; i++) {
                crowd.say(i, ChannelTalk.subscribe(channel));
            }
            rounds.awaitSubscribed(CLIENTS);
            measure(server, crowd, rounds, number -> channel, floor, report);
        }
    }

    /// Client 7 follows the channels 7 to 16, and what is said on channel 7 is said by it.
    private static void manyChannels(ServerProcess server, String kind, double floor, Report report)
            throws Exception {
        var rounds = new Rounds(CLIENTS, FEW);
        try (var crowd = Crowd.connect(server.port(), CLIENTS, rounds)) {
            IntFunction<String> channel = number -> kind + ":" + number % CLIENTS;
            for (int i = 0; i < CLIENTS; i++) {
                for (int j = 0; j < FEW; j++) {
                    crowd.say(i, ChannelTalk.subscribe(channel.apply(i + j)));
                }
            }
            rounds.awaitSubscribed(CLIENTS * FEW);
            measure(server, crowd, rounds, channel, floor, report);
        }
    }

    private static void measure(
            ServerProcess server,
            Crowd crowd,
            Rounds rounds,
            IntFunction<String> channel,
            double floor,
            Report report)
            throws InterruptedException {
        rounds.play(crowd, channel, WARM_UP_DELIVERIES / rounds.receivers(), WINDOWS[0]);
        for (int window : WINDOWS) {
            int count = DELIVERIES / rounds.receivers();
            var cpu = server.cpu();
            var times = rounds.play(crowd, channel, count, window);
            double micros = server.cpu().minus(cpu).toNanos() / 1e3;
            double each = micros / (count * (double) rounds.receivers());
            report.line(
                    "%s, %d subscribers, %d outstanding: all have it after %s; "
                            + "%.1f us of CPU each, %.1f times the plain write; %.0f a publish",
                    channel.apply(0),
                    rounds.receivers(),
                    window,
                    times.text(),
                    each,
                    each / floor,
                    micros / count);
        }
        if (crowd.lost() > 0) {
            report.line("%d clients were cut off", crowd.lost());
        }
    }
}
