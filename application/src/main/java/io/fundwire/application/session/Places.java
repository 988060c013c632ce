package io.fundwire.application.session;

import java.util.HashMap;
import java.util.Map;

/// Counts the places that clients take, all together and for each address. Thread-safe.
final class Places {

    private final Capacity capacity;
    private int taken;

    /// Only addresses that have a place taken; not kept up where there is no limit.
    private final Map<String, Integer> takenByAddress = new HashMap<>();

    Places(Capacity capacity) {
        this.capacity = capacity;
    }

    /// Takes a place, if there is one.
    synchronized Place take(String address) {
        Place place = look(address);
        if (place == Place.FOUND) {
            taken++;
            if (isLimited()) {
                takenByAddress.merge(address, 1, Integer::sum);
            }
        }
        return place;
    }

    /// Gives a place back.
    synchronized void free(String address) {
        taken--;
        takenByAddress.computeIfPresent(address, (a, count) -> count == 1 ? null : count - 1);
    }

    /// What [#take] would say now.
    synchronized Place look(String address) {
        if (taken >= capacity.maxConnections()) {
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
