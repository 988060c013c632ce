package io.fundwire.adapters.websocket;

import java.time.Duration;

/// How long the transport waits for a client.
///
/// @param write until a client has taken what was written to it
/// @param close until a connection is cut that was asked to close
public record WebSocketTimeouts(Duration write, Duration close) {

    /// 10 s for a write, 5 s for a close.
    public static final WebSocketTimeouts DEFAULT =
            new WebSocketTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(5));
}
