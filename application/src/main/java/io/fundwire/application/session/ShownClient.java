package io.fundwire.application.session;

import io.fundwire.domain.channel.ChannelName;

import java.util.List;

/// One client by itself.
///
/// @param channels that it follows, in the order of their names
public record ShownClient(ClientState state, List<ChannelName> channels) {}
