package io.fundwire.domain.channel;

import io.fundwire.domain.message.ServerMessage;

/// What a client is told that wants to follow a channel.
public sealed interface SubscribeAnswer extends ServerMessage permits Subscribed, ChannelRefused {}
