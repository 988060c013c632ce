package io.fundwire.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// Many clients that behave: they read what they are sent, answer pings, and send a heartbeat every
/// two seconds, whose answer they wait for. One thread serves them all.
final class HealthyCrowd implements AutoCloseable {

    private static final long HEARTBEAT_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int TICK_MILLIS = 5;

    private final Selector selector;
    private final List<CrowdMember> members;
    private final Thread thread;
    private volatile boolean stopped;

    private HealthyCrowd(Selector selector, List<CrowdMember> members) {
        this.selector = selector;
        this.members = members;
        this.thread = Thread.ofPlatform().name("healthy-crowd").daemon().unstarted(this::run);
    }

    /// Connects so many clients, all of them past their welcome.
    static HealthyCrowd connect(int port, int count) throws IOException {
        Selector selector = Selector.open();
        var members = new ArrayList<CrowdMember>();
        for (int i = 0; i < count; i++) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            SocketChannel channel = SocketChannel.open(address);
            var member = CrowdMember.shakeHands(channel);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, member);
            members.add(member);
        }
        var crowd = new HealthyCrowd(selector, List.copyOf(members));
        crowd.thread.start();
        return crowd;
    }

    /// The title of a notification to everyone: they are numbered, so that one that is lost,
    /// doubled or out of order is noticed.
    static String round(int number) {
        return "round " + number;
    }

    /// How many notifications each of them has; -1 if they differ.
    int notifications() {
        int[] counts = members.stream().mapToInt(CrowdMember::notifications).distinct().toArray();
        return counts.length == 1 ? counts[0] : -1;
    }

    /// What went wrong with any of them.
    List<String> troubles() {
        return members.stream().flatMap(member -> member.troubles().stream()).toList();
    }

    /// How many heartbeats were answered.
    int heartbeats() {
        return members.stream().mapToInt(member -> member.roundTrips().length).sum();
    }

    /// The round trip in nanoseconds that this fraction of the heartbeats did not exceed.
    long roundTrip(double fraction) {
        long[] sorted =
                members.stream()
                        .flatMapToLong(member -> LongStream.of(member.roundTrips()))
                        .sorted()
                        .toArray();
        return sorted.length == 0
                ? Long.MAX_VALUE
                : sorted[Math.min(sorted.length - 1, (int) (sorted.length * fraction))];
    }

    private void run() {
        try {
            long next = System.nanoTime();
            int turn = 0;
            while (!stopped) {
                selector.select(key -> ((CrowdMember) key.attachment()).read(), TICK_MILLIS);
                for (long now = System.nanoTime(); next <= now; turn++) {
                    members.get(turn % members.size()).sendHeartbeat();
                    next += HEARTBEAT_NANOS / members.size();
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() throws IOException {
        stopped = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        for (CrowdMember member : members) {
            member.leave();
        }
        selector.close();
    }
}
