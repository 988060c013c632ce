package io.fundwire.domain.presence;

import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.client.Client;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.message.Payload;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The users on one channel (protocol section 7). One whose last client left stays for a while, in
/// case it returns. Where there are too many to name them, only their number is told.
///
/// Methods answer what those on the channel are to be told, nothing if nothing. Not thread-safe.
public final class Members {

    /// For how long a user without clients stays.
    public static final Duration STAYS = Duration.ofSeconds(10);

    /// The most users that are told by name.
    public static final int MAX_NAMED = 1000;

    /// How long a number holds before the next one is told.
    public static final Duration COUNT_HOLDS = Duration.ofSeconds(1);

    /// The most users without clients: if there are more, the first of them leaves early. Where
    /// users are told by name, there cannot be more.
    static final int MAX_STAYING = MAX_NAMED;

    /// How long the states on one page may be, about.
    static final int MAX_PAGE_CHARS = 64 * 1024;

    private final ChannelName channel;
    private final int maxNamed;

    private final NavigableMap<String, Present> present = new TreeMap<>();

    /// When each user leaves that has no client here, the first to leave first.
    private final Map<UserId, Instant> leavesAt = new LinkedHashMap<>();

    /// Whether the users are too many to name them, by what was told last.
    private boolean isCounting;

    /// Whether their number is yet to be told.
    private boolean isUncounted;

    private Instant countsAgainAt = Instant.MIN;

    private static final class Present {

        private final UserId user;
        private final Instant since;
        private int clients = 1;
        private @Nullable Payload state;

        Present(UserId user, Instant since) {
            this.user = user;
            this.since = since;
        }

        Member toMember() {
            return new Member(user, clients, since, state);
        }
    }

    /// Nobody is on the channel.
    public Members(ChannelName channel) {
        this(channel, MAX_NAMED);
    }

    Members(ChannelName channel, int maxNamed) {
        this.channel = channel;
        this.maxNamed = maxNamed;
    }

    /// A client of that user came.
    public List<PresenceNews> come(UserId user, Instant now) {
        var known = present.get(user.value());
        if (known != null) {
            known.clients++;
            leavesAt.remove(user);
            return List.of();
        }
        present.put(user.value(), new Present(user, now));
        var news = new ArrayList<PresenceNews>(1);
        tell(new MemberJoined(channel, user, now), news);
        count(now, news);
        return news;
    }

    /// A client of that user, which came before, went.
    public List<PresenceNews> go(UserId user, Instant now) {
        var known = present.get(user.value());
        if (known == null || --known.clients > 0) {
            return List.of();
        }
        leavesAt.put(user, now.plus(STAYS));
        var news = new ArrayList<PresenceNews>(0);
        if (leavesAt.size() > MAX_STAYING) {
            leave(leavesAt.keySet().iterator().next(), news);
            count(now, news);
        }
        return news;
    }

    /// One of the clients says what its user's state is.
    ///
    /// @param state absent to have none any more
    public List<PresenceNews> update(Client client, @Nullable Payload state) {
        var known = present.get(client.user().value());
        if (known == null) {
            return List.of();
        }
        known.state = state;
        return isCounting
                ? List.of()
                : List.of(new StateChanged(channel, client.user(), client.id(), state));
    }

    /// What there is to tell because time has passed.
    public List<PresenceNews> expire(Instant now) {
        var news = new ArrayList<PresenceNews>();
        while (!leavesAt.isEmpty()) {
            var first = leavesAt.entrySet().iterator().next();
            if (first.getValue().isAfter(now)) {
                break;
            }
            leave(first.getKey(), news);
        }
        count(now, news);
        return news;
    }

    /// When there is something to [#expire]; empty if time changes nothing.
    public Optional<Instant> nextExpiry() {
        var leave = leavesAt.values().stream().findFirst();
        if (!isUncounted) {
            return leave;
        }
        return leave.filter(time -> time.isBefore(countsAgainAt))
                .or(() -> Optional.of(countsAgainAt));
    }

    /// Some of the users, in the order of their ids.
    ///
    /// @param after only those whose id comes after this one; absent for the first page
    /// @param limit how many, above zero; fewer if their states are large
    public MemberPage page(@Nullable String after, int limit) {
        var members = new ArrayList<Member>();
        int chars = 0;
        for (Present next : (after == null ? present : present.tailMap(after, false)).values()) {
            if (members.size() == limit || chars > MAX_PAGE_CHARS) {
                return new MemberPage(channel, present.size(), members, members.getLast().userId());
            }
            members.add(next.toMember());
            chars += next.state == null ? 0 : next.state.json().length();
        }
        return new MemberPage(channel, present.size(), members, null);
    }

    /// Whether nobody is on the channel, and nobody stays there.
    public boolean isEmpty() {
        return present.isEmpty();
    }

    private void leave(UserId user, List<PresenceNews> news) {
        leavesAt.remove(user);
        present.remove(user.value());
        tell(new MemberLeft(channel, user), news);
    }

    private void tell(PresenceNews change, List<PresenceNews> news) {
        if (isCounting || present.size() > maxNamed) {
            isCounting = true;
            isUncounted = true;
        } else {
            news.add(change);
        }
    }

    /// Names are told again only after a number that says so.
    private void count(Instant now, List<PresenceNews> news) {
        if (isUncounted && !now.isBefore(countsAgainAt)) {
            isUncounted = false;
            isCounting = present.size() > maxNamed;
            countsAgainAt = now.plus(COUNT_HOLDS);
            news.add(new MembersCounted(channel, present.size()));
        }
    }
}
