package io.fundwire.domain.channel;

import io.fundwire.domain.message.ConflationKey;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.ServerMessage;

import java.util.Optional;

/// The last message of a page of a log that is replayed to a subscriber: when it was written, the
/// next page may follow.
public record LastOfPage(ChannelMessageDelivery delivery) implements ServerMessage {

    @Override
    public String type() {
        return delivery.type();
    }

    @Override
    public Lane lane() {
        return delivery.lane();
    }

    @Override
    public Optional<ConflationKey> conflationKey() {
        return delivery.conflationKey();
    }

    @Override
    public boolean isFollowed() {
        return true;
    }
}
