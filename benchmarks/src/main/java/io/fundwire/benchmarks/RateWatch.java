package io.fundwire.benchmarks;

import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// Looks how late values come to subscribers with rates of their own. Keys are published in turn,
/// so the value after that of number 7 is that of 7 and the number of keys; from when it was
/// published a subscriber has to get it, or a newer one, within its period.
final class RateWatch implements Crowd.Ear {

    private static final int RATES = 10;

    /// One in so many values is looked at.
    private static final int ONE_IN = 8;

    private static final int MOST = 4_000_000;

    private final int subscribers;
    private final int keys;
    private final AtomicLongArray publishedAt;
    private final Semaphore subscribed = new Semaphore(0);
    private final AtomicLong received = new AtomicLong();
    private final Samples late = new Samples(MOST);

    /// The number of the newest value that each subscriber has of each key.
    private final AtomicLongArray[] newest;

    private volatile int published;

    RateWatch(int subscribers, int keys, int updates) {
        this.subscribers = subscribers;
        this.keys = keys;
        publishedAt = new AtomicLongArray(updates);
        newest = new AtomicLongArray[subscribers];
        Arrays.setAll(newest, i -> new AtomicLongArray(keys));
        for (AtomicLongArray row : newest) {
            for (int key = 0; key < keys; key++) {
                row.set(key, key - keys);
            }
        }
    }

    /// How often a second a subscriber wants each key.
    static double rate(int subscriber) {
        return (subscriber % RATES + 1) / (double) RATES;
    }

    double allowedPerSecond() {
        double sum = 0;
        for (int i = 0; i < subscribers; i++) {
            sum += rate(i) * keys;
        }
        return sum;
    }

    void awaitSubscribed() throws InterruptedException {
        subscribed.acquire(subscribers);
    }

    /// The update of that number is published now.
    ///
    /// @return its key
    String publishes(int number) {
        publishedAt.set(number, System.nanoTime());
        published = number + 1;
        return "k" + number % keys;
    }

    @Override
    public void hears(int client, String text) {
        if (ChannelTalk.isMessage(text)) {
            hears(client, ChannelTalk.number(text));
        } else if (ChannelTalk.isSubscribed(text)) {
            subscribed.release();
        }
    }

    private void hears(int client, long number) {
        int key = (int) (number % keys);
        long before = newest[client].getAndSet(key, number);
        if (received.incrementAndGet() % ONE_IN == 0) {
            long due = publishedAt.get((int) (before + keys)) + (long) (1e9 / rate(client));
            late.add(Math.max(0, System.nanoTime() - due));
        }
    }

    long received() {
        return received.get();
    }

    /// By how much values came later than they were due.
    Samples late() {
        return late;
    }

    /// How often a subscriber does not have the newest value of a key.
    long lacking() {
        long count = 0;
        for (AtomicLongArray row : newest) {
            for (int key = 0; key < keys; key++) {
                if (row.get(key) < published - keys) {
                    count++;
                }
            }
        }
        return count;
    }
}
