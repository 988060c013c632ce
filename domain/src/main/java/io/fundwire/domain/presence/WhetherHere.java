package io.fundwire.domain.presence;

import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.message.ConflationKey;

/// What joining and leaving have in common: the later of them counts.
record WhetherHere(ChannelName channel, UserId user) implements ConflationKey {}
