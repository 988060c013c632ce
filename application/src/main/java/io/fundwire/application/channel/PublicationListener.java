package io.fundwire.application.channel;

import io.fundwire.domain.channel.ChannelMessage;

/// How a feature learns of what is published. Called from any thread, for each channel in the order
/// of offsets, before the publisher is answered; never throws.
@FunctionalInterface
public interface PublicationListener {

    /// A message is in its log, and was sent to those who follow its channel.
    void published(ChannelMessage message);
}
