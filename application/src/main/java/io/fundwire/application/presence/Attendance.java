package io.fundwire.application.presence;

import io.fundwire.application.channel.Alarms;
import io.fundwire.application.channel.MembershipListener;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.Delivery;
import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.message.Payload;
import io.fundwire.domain.presence.MemberPage;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/// Who is on which channel, of kinds that show it. Thread-safe.
///
/// A channel's news are told under the lock of its [Room], which is taken after the lock of the
/// reception and before those of subscriptions and sessions.
public final class Attendance implements MembershipListener {

    /// How many channels are kept for those who may return to them when nobody is left: whoever
    /// subscribes and leaves again and again costs no more memory than that.
    static final int MAX_VACANT = 10_000;

    private final Delivery delivery;
    private final Alarms alarms;
    private final InstantSource clock;

    private final Map<ChannelName, Room> rooms = new ConcurrentHashMap<>();
    private final AtomicInteger vacant = new AtomicInteger();

    /// Nobody is anywhere yet.
    public Attendance(Delivery delivery, Alarms alarms, InstantSource clock) {
        this.delivery = delivery;
        this.alarms = alarms;
        this.clock = clock;
    }

    @Override
    public void changed(
            ConnectedClient client,
            ChannelName channel,
            ChannelKind kind,
            BooleanSupplier follows) {
        switch (kind.presence()) {
            case SHOWN ->
                    in(
                            channel,
                            room -> {
                                room.see(client, follows.getAsBoolean());
                                return true;
                            });
            case HIDDEN -> {}
        }
    }

    /// A client says what its user's state is.
    ///
    /// @return whether it follows the channel; if not, nothing has changed
    boolean update(
            ConnectedClient client,
            ChannelName channel,
            @Nullable Payload state,
            BooleanSupplier follows) {
        return in(
                channel,
                room -> {
                    room.see(client, follows.getAsBoolean());
                    return room.update(client, state);
                });
    }

    /// Shows a client who is here, in such a way that it is told all that happens after.
    ///
    /// @param answer gets the page before anything else is told
    void show(
            ConnectedClient client,
            ListMembers.Input which,
            BooleanSupplier follows,
            Consumer<MemberPage> answer) {
        in(
                which.channel(),
                room -> {
                    room.see(client, follows.getAsBoolean());
                    answer.accept(room.page(which.after(), which.limit()));
                    return true;
                });
    }

    /// Shows who is here.
    MemberPage page(ListMembers.Input which) {
        var room = rooms.get(which.channel());
        if (room == null) {
            return MemberPage.empty(which.channel());
        }
        synchronized (room) {
            return room.stage() == Room.Stage.CLOSED
                    ? MemberPage.empty(which.channel())
                    : room.page(which.after(), which.limit());
        }
    }

    /// How many channels somebody is on, or was a moment ago.
    int count() {
        return rooms.size();
    }

    private <T> T in(ChannelName channel, Function<Room, T> action) {
        while (true) {
            var room = rooms.computeIfAbsent(channel, this::newRoom);
            synchronized (room) {
                if (room.stage() != Room.Stage.CLOSED) {
                    try {
                        return action.apply(room);
                    } finally {
                        settle(room);
                    }
                }
            }
        }
    }

    private Room newRoom(ChannelName channel) {
        return new Room(channel, delivery, clock);
    }

    private void settle(Room room) {
        if (room.isEmpty() || (room.hasNoClients() && !isKeptVacant(room))) {
            close(room);
            return;
        }
        if (!room.hasNoClients() && room.stage() == Room.Stage.VACANT) {
            vacant.decrementAndGet();
            room.enters(Room.Stage.OPEN);
        }
        room.nextAlarm().ifPresent(time -> alarms.at(time, () -> ring(room, time)));
    }

    private boolean isKeptVacant(Room room) {
        if (room.stage() == Room.Stage.VACANT) {
            return true;
        }
        if (vacant.incrementAndGet() > MAX_VACANT) {
            vacant.decrementAndGet();
            return false;
        }
        room.enters(Room.Stage.VACANT);
        return true;
    }

    private void close(Room room) {
        if (room.stage() == Room.Stage.VACANT) {
            vacant.decrementAndGet();
        }
        room.enters(Room.Stage.CLOSED);
        rooms.remove(room.channel(), room);
    }

    private void ring(Room room, Instant time) {
        synchronized (room) {
            if (room.stage() != Room.Stage.CLOSED) {
                room.rings(time);
                room.expire();
                settle(room);
            }
        }
    }
}
