package io.fundwire.application.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts the places that clients take, all together and for each address. Thread-safe.
final class Places {

    private final Capacity capacity;
    private final AtomicInteger taken = new AtomicInteger();

    /// Only addresses that have a place taken; not kept up where there is no limit.
    private final Map<String, Integer> takenByAddress = new ConcurrentHashMap<>();

    Places(Capacity capacity) {
        this.capacity = capacity;
    }

    /// Takes a place, if there is one.
    Place take(String address) {
        int max = capacity.maxConnections();
        if (taken.getAndUpdate(count -> Math.min(max, count + 1)) == max) {
            return Place.NONE_LEFT;
        }
        if (isLimited()
                && takenByAddress.merge(address, 1, Integer::sum) > capacity.maxPerAddress()) {
            free(address);
            return Place.NONE_LEFT_FOR_ADDRESS;
        }
        return Place.FOUND;
    }

    /// Gives a place back.
    void free(String address) {
        taken.decrementAndGet();
        if (isLimited()) {
            takenByAddress.computeIfPresent(address, (a, count) -> count == 1 ? null : count - 1);
        }
    }

    /// What [#take] would say now.
    Place look(String address) {
        if (taken.get() >= capacity.maxConnections()) {
            return Place.NONE_LEFT;
        }
        return isLimited() && takenByAddress.getOrDefault(address, 0) >= capacity.maxPerAddress()
                ? Place.NONE_LEFT_FOR_ADDRESS
                : Place.FOUND;
    }

    private boolean isLimited() {
        return capacity.maxPerAddress() > 0;
    }

    /// Whether there is a place.
    enum Place {
        FOUND,
        NONE_LEFT,
        NONE_LEFT_FOR_ADDRESS
    }
}
