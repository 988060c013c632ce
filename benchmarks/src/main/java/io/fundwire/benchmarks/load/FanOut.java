package io.fundwire.benchmarks.load;

import java.io.IOException;

/// Messages that all clients get: so many under way, and the next one once all have one of them.
/// Every client must get every number, in order.
final class FanOut implements Swarm.Ear {

    private static final int MOST_OUTSTANDING = 64;
    private static final long PATIENCE = 60_000_000_000L;

    private final int receivers;
    private final byte[] type;
    private final byte[] before;
    private final Publisher publisher;

    private final int[] had = new int[MOST_OUTSTANDING];
    private final long[] begun = new long[MOST_OUTSTANDING];
    private Samples times = new Samples(0);
    private long next = 1;
    private long last;
    private long whole;
    private long outOfOrder;

    /// Has the server tell everybody a number.
    interface Publisher {
        void publish(long number) throws IOException;
    }

    private FanOut(int receivers, byte[] type, byte[] before, Publisher publisher) {
        this.receivers = receivers;
        this.type = type;
        this.before = before;
        this.publisher = publisher;
    }

    static Outcome measure(Swarm swarm, Task task) throws IOException {
        int clients = task.number("clients");
        boolean notifications = task.number("notifications", 0) > 0;
        var times = swarm.connect(clients, !notifications);
        var fanOut =
                notifications
                        ? new FanOut(
                                clients,
                                Talk.NOTIFICATION,
                                Talk.TITLE,
                                HttpPublisher.connect(swarm)::publish)
                        : new FanOut(
                                clients,
                                Talk.MESSAGE,
                                Talk.NUMBER,
                                number -> swarm.client(0).write(Frame.text(Talk.publish(number))));
        swarm.listen(fanOut);
        int window = task.number("window");
        fanOut.play(swarm, task.number("warm-up"), window);
        var meter = new Meter(task.server());
        int rounds = task.number("rounds");
        fanOut.play(swarm, rounds, window);
        return meter.stop((long) rounds * clients)
                .with("p50", fanOut.times.micros(50))
                .with("p99", fanOut.times.micros(99))
                .with("connect99", times.micros(99))
                .with("outOfOrder", fanOut.outOfOrder);
    }

    private void play(Swarm swarm, int rounds, int window) throws IOException {
        times = new Samples(rounds);
        long end = whole + rounds;
        last = next + rounds - 1;
        for (int i = 0; i < Math.min(window, rounds); i++) {
            publish();
        }
        while (whole < end) {
            long before = whole;
            swarm.run(() -> whole == before && swarm.lost() == 0, System.nanoTime() + PATIENCE);
            if (whole == before) {
                throw new IOException("Of %d messages %d came to all.".formatted(end, whole));
            }
        }
    }

    private void publish() throws IOException {
        begun[(int) (next % MOST_OUTSTANDING)] = System.nanoTime();
        publisher.publish(next++);
    }

    @Override
    public void hears(Client client, Message message) throws IOException {
        if (!message.is(type)) {
            return;
        }
        long number = message.numberAfter(before);
        if (number != ++client.heard) {
            outOfOrder++;
        }
        int round = (int) (number % MOST_OUTSTANDING);
        if (++had[round] == receivers) {
            had[round] = 0;
            whole++;
            times.add(System.nanoTime() - begun[round]);
            if (next <= last) {
                publish();
            }
        }
    }
}
