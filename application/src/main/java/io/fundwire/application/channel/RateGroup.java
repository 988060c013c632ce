package io.fundwire.application.channel;

import io.fundwire.domain.channel.ChannelMessage;
import io.fundwire.domain.channel.Position;
import io.fundwire.domain.channel.Throttle;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The subscribers of a channel that asked for the same rate: what one of them is sent, all are, so
/// it is held back and encoded once for all. Under the lock of its channel, but for what an alarm
/// calls.
final class RateGroup {

    /// An alarm is set no farther ahead, so that it keeps nothing for long that is not needed.
    private static final Duration FARTHEST_ALARM = Duration.ofMinutes(1);

    private final Channel channel;
    private final Duration period;
    private final Alarms alarms;
    private final InstantSource clock;
    private final List<Subscription> members = new ArrayList<>();

    private Throttle throttle;
    private Position published = new Position("", 0);

    /// When the alarm rings that is set, if one is.
    private @Nullable Instant alarm;

    RateGroup(Channel channel, Duration period, Alarms alarms, InstantSource clock) {
        this.channel = channel;
        this.period = period;
        this.alarms = alarms;
        this.clock = clock;
        this.throttle = newThrottle();
    }

    private Throttle newThrottle() {
        return new Throttle(period, channel.kind().history().messages());
    }

    void add(Subscription subscription) {
        members.add(subscription);
    }

    /// Leaves a subscriber out, and is nothing any more if nobody is left.
    @Nullable RateGroup without(Subscription subscription) {
        members.remove(subscription);
        if (members.isEmpty()) {
            forget();
            return null;
        }
        return this;
    }

    /// What is held back is not to be sent any more.
    void forget() {
        throttle = newThrottle();
    }

    void published(ChannelMessage message, Position position) {
        published = position;
        send(throttle.offer(message, clock.instant()));
        setAlarm();
    }

    private void send(List<ChannelMessage> messages) {
        for (int i = 0; i < messages.size(); i++) {
            channel.send(members, messages.get(i), position(messages, i + 1));
        }
    }

    /// What is not sent yet, be it held back or one of `rest`, is not behind the position.
    private Position position(List<ChannelMessage> messages, int rest) {
        long unsent = throttle.heldFrom();
        for (int i = rest; i < messages.size(); i++) {
            unsent = Math.min(unsent, messages.get(i).offset());
        }
        return new Position(published.epoch(), Math.min(published.offset(), unsent - 1));
    }

    private void setAlarm() {
        var next = throttle.nextRelease();
        if (next.isPresent() && alarm == null) {
            Instant farthest = clock.instant().plus(FARTHEST_ALARM);
            alarm = next.get().isBefore(farthest) ? next.get() : farthest;
            alarms.at(alarm, this::ring);
        }
    }

    private void ring() {
        synchronized (channel) {
            alarm = null;
            send(throttle.release(clock.instant()));
            setAlarm();
        }
    }
}
