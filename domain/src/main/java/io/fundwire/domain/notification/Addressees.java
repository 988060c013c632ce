package io.fundwire.domain.notification;

import io.fundwire.domain.channel.ChannelName;

/// Whom a publisher names: an audience, or a channel that stands for one.
public sealed interface Addressees permits Audience, Addressees.Members {

    /// The users who follow a channel at the time of publishing.
    record Members(ChannelName channel) implements Addressees {}
}
