package io.fundwire.adapters.websocket;

import io.fundwire.domain.session.CloseReason;

import org.eclipse.jetty.websocket.core.CloseStatus;

/// A close that waits for the client's own, whatever its code.
///
/// For most codes below 3000 Jetty would cut the connection as soon as the frame is written. What
/// the client still sends then resets it, and the client loses the farewell and the code. That it
/// does not wait for ever is seen to by the close's deadline.
final class PatientClose extends CloseStatus {

    PatientClose(CloseReason reason) {
        super(reason.code(), reason.sentence());
    }

    @Override
    public boolean isAbnormal() {
        return false;
    }
}
