package io.fundwire.application.session;

import io.fundwire.application.message.Reply;
import io.fundwire.domain.session.HeartbeatAck;

import java.time.InstantSource;

/// Answers a client's heartbeat. That it lives is known from the frame already.
public final class RecordHeartbeat {

    private final InstantSource clock;

    /// Answers by that clock.
    public RecordHeartbeat(InstantSource clock) {
        this.clock = clock;
    }

    /// The server's time.
    public Reply handle() {
        return Reply.with(new HeartbeatAck(clock.instant()));
    }
}
