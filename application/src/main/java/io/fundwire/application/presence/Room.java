package io.fundwire.application.presence;

import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.Delivery;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.message.Payload;
import io.fundwire.domain.presence.MemberJoined;
import io.fundwire.domain.presence.MemberLeft;
import io.fundwire.domain.presence.MemberPage;
import io.fundwire.domain.presence.Members;
import io.fundwire.domain.presence.MembersCounted;
import io.fundwire.domain.presence.PresenceNews;
import io.fundwire.domain.presence.StateChanged;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A channel on which somebody is, or was a moment ago: its clients, and what they are told about
/// each other. Guarded by itself, so that everybody is told in the order of what happened.
final class Room {

    private final ChannelName channel;
    private final Delivery delivery;
    private final InstantSource clock;
    private final Members members;
    private final Set<ConnectedClient> clients = new LinkedHashSet<>();

    private Stage stage = Stage.OPEN;

    /// When the alarm rings that is set, if one is.
    private @Nullable Instant alarm;

    /// How far it is.
    enum Stage {
        /// Somebody is here, or about to be.
        OPEN,
        /// Somebody was here, and may return.
        VACANT,
        /// Its channel has another one by now, or none.
        CLOSED
    }

    Room(ChannelName channel, Delivery delivery, InstantSource clock) {
        this.channel = channel;
        this.delivery = delivery;
        this.clock = clock;
        this.members = new Members(channel);
    }

    ChannelName channel() {
        return channel;
    }

    Stage stage() {
        return stage;
    }

    void enters(Stage next) {
        stage = next;
    }

    /// Whether no client is here.
    boolean hasNoClients() {
        return clients.isEmpty();
    }

    /// Whether nobody is here, and nobody is expected back.
    boolean isEmpty() {
        return members.isEmpty();
    }

    /// A client is here, or is not.
    void see(ConnectedClient client, boolean isHere) {
        if (isHere && clients.add(client)) {
            tell(members.come(client.user(), clock.instant()), client);
        } else if (!isHere && clients.remove(client)) {
            tell(members.go(client.user(), clock.instant()), client);
        }
    }

    /// A client says what its user's state is, if it is here.
    boolean update(ConnectedClient client, @Nullable Payload state) {
        if (!clients.contains(client)) {
            return false;
        }
        tell(members.update(client.session().client(), state), client);
        return true;
    }

    /// Tells what there is to tell by now.
    void expire() {
        tell(members.expire(clock.instant()), null);
    }

    MemberPage page(@Nullable String after, int limit) {
        return members.page(after, limit);
    }

    /// When it is to be woken, unless it is woken by then anyway.
    Optional<Instant> nextAlarm() {
        return members.nextExpiry()
                .filter(time -> alarm == null || time.isBefore(alarm))
                .map(time -> alarm = time);
    }

    /// An alarm that was set for then rings.
    void rings(Instant time) {
        if (time.equals(alarm)) {
            alarm = null;
        }
    }

    /// Who joins knows it; who sets a state is told as well, since another client of its user may
    /// have set one at the same time, and the last one told is the one that holds.
    ///
    /// @param actor whose doing it is; absent if it is that of time
    private void tell(List<PresenceNews> all, @Nullable ConnectedClient actor) {
        for (PresenceNews news : all) {
            switch (news) {
                case MemberJoined _ when actor != null -> delivery.tellOthers(clients, actor, news);
                case StateChanged(var _, var _, var by, var _) ->
                        send(delivery.prepareAbout(by, news));
                case MemberJoined _, MemberLeft _, MembersCounted _ -> send(delivery.prepare(news));
            }
        }
    }

    private void send(Outgoing outgoing) {
        clients.forEach(client -> delivery.send(client, outgoing));
    }
}
