package io.fundwire.application.channel;

import io.fundwire.domain.channel.ChannelName;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;

/// Reads pages of logs, and keeps a few for a moment: when many clients come back at once, most are
/// at the same place in the same log, and one page, encoded once, does for all of them. A page that
/// is not quite fresh is as right as one that was read by a slow disk. Thread-safe.
final class FreshPages {

    /// Shorter than anybody waits, longer than many take who come at once.
    static final Duration MAX_AGE = Duration.ofMillis(200);

    /// With [ReplayedPage#MAX_BYTES] this bounds what all of them take.
    static final int MOST = 32;

    private final InstantSource clock;

    /// The oldest first. Guarded by itself.
    private final LinkedHashMap<Key, Entry> entries = new LinkedHashMap<>();

    private record Key(ChannelName channel, ReplayPlace place) {}

    /// A page, once the first who asked for it has read it. Guarded by itself, so that all others
    /// who ask wait for that.
    private static final class Entry {

        private final Instant since;
        private @Nullable ReplayedPage page;

        Entry(Instant since) {
            this.since = since;
        }
    }

    FreshPages(InstantSource clock) {
        this.clock = clock;
    }

    /// What follows a place, as of now or a moment ago; as of now if it is nothing or does not [go
    /// on][ReplayedPage#goesOnFrom] from there.
    ReplayedPage read(ChannelLog log, Channel channel, ReplayPlace place) {
        var entry = entry(new Key(channel.name(), place));
        synchronized (entry) {
            var known = entry.page;
            if (known != null) {
                return known;
            }
            var page = ReplayedPage.read(log, channel, place);
            if (!page.isEmpty() && page.goesOnFrom(place)) {
                entry.page = page;
            }
            return page;
        }
    }

    private Entry entry(Key key) {
        Instant now = clock.instant();
        synchronized (entries) {
            while (!entries.isEmpty() && isOld(entries.firstEntry().getValue(), now)) {
                entries.pollFirstEntry();
            }
            var entry = entries.computeIfAbsent(key, k -> new Entry(now));
            if (entries.size() > MOST) {
                entries.pollFirstEntry();
            }
            return entry;
        }
    }

    private static boolean isOld(Entry entry, Instant now) {
        return !now.isBefore(entry.since.plus(MAX_AGE));
    }
}
