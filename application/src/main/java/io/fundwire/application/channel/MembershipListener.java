package io.fundwire.application.channel;

import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelName;

import java.util.function.BooleanSupplier;

/// How a feature learns who follows which channel.
///
/// It is told on the thread of whoever changed that, under no lock of [Subscriptions], so that it
/// may take its own and send under it. Two calls about one client may therefore come in another
/// order than their changes: what `follows` says is what counts, and since each change is followed
/// by a call, the last call finds the last change.
@FunctionalInterface
public interface MembershipListener {

    /// A client may follow a channel now that it did not, or no longer. That it follows one is told
    /// when its answer, or its welcome, is on the way to it.
    ///
    /// @param follows whether it does at the moment of asking; may be asked under a lock that no
    ///   caller of this method holds
    void changed(
            ConnectedClient client, ChannelName channel, ChannelKind kind, BooleanSupplier follows);
}
