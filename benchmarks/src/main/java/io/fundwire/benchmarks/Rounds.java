package io.fundwire.benchmarks;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntFunction;

/// Publishes one after the other, and counts who has what.
final class Rounds implements Crowd.Ear {

    private static final int MOST_OUTSTANDING = 1024;

    private final int clients;
    private final int receivers;
    private final Semaphore subscribed = new Semaphore(0);

    /// Those of the crowd's thread, by number of the round.
    private final int[] had = new int[MOST_OUTSTANDING];

    private volatile Running running = new Running(new Samples(0), new Semaphore(0));
    private final AtomicLongArray begun = new AtomicLongArray(MOST_OUTSTANDING);
    private int next;

    private record Running(Samples times, Semaphore turns) {}

    /// @param clients each of whom publishes in turn
    /// @param receivers of each message
    Rounds(int clients, int receivers) {
        this.clients = clients;
        this.receivers = receivers;
    }

    int receivers() {
        return receivers;
    }

    void awaitSubscribed(int count) throws InterruptedException {
        subscribed.acquire(count);
    }

    @Override
    public void hears(int client, String text) {
        if (ChannelTalk.isMessage(text)) {
            int round = (int) (ChannelTalk.number(text) % MOST_OUTSTANDING);
            if (++had[round] == receivers) {
                had[round] = 0;
                running.times().add(System.nanoTime() - begun.get(round));
                running.turns().release();
            }
        } else if (ChannelTalk.isSubscribed(text)) {
            subscribed.release();
        }
    }

    Samples play(Crowd crowd, IntFunction<String> channel, int count, int window)
            throws InterruptedException {
        var now = new Running(new Samples(count), new Semaphore(window));
        running = now;
        for (int i = 0; i < count; i++, next++) {
            now.turns().acquire();
            begun.set(next % MOST_OUTSTANDING, System.nanoTime());
            crowd.say(next % clients, ChannelTalk.publish(channel.apply(next), null, next));
        }
        now.turns().acquire(window);
        return now.times();
    }
}
