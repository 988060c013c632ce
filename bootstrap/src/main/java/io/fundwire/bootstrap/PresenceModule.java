package io.fundwire.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;

import io.fundwire.application.channel.Alarms;
import io.fundwire.application.channel.ChannelRules;
import io.fundwire.application.channel.MembershipListener;
import io.fundwire.application.channel.Subscriptions;
import io.fundwire.application.presence.Attendance;
import io.fundwire.application.presence.ListMembers;
import io.fundwire.application.presence.RequestPresence;
import io.fundwire.application.presence.UpdatePresence;
import io.fundwire.application.session.Delivery;
import io.fundwire.domain.channel.ChannelKinds;

import java.time.InstantSource;

/// Presence: its use cases, and what tells it who follows which channel.
final class PresenceModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(MembershipListener.class).to(Attendance.class);
    }

    @Provides
    @Singleton
    Attendance attendance(Delivery delivery, Alarms alarms, InstantSource clock) {
        return new Attendance(delivery, alarms, clock);
    }

    @Provides
    @Singleton
    ListMembers listMembers(Attendance attendance, ChannelKinds kinds) {
        return new ListMembers(attendance, kinds);
    }

    @Provides
    @Singleton
    RequestPresence requestPresence(
            Attendance attendance, Subscriptions subscriptions, ChannelRules rules) {
        return new RequestPresence(attendance, subscriptions, rules);
    }

    @Provides
    @Singleton
    UpdatePresence updatePresence(
            Attendance attendance, Subscriptions subscriptions, ChannelRules rules) {
        return new UpdatePresence(attendance, subscriptions, rules);
    }
}
