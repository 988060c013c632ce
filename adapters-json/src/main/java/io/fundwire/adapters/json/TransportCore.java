package io.fundwire.adapters.json;

import io.fundwire.application.session.AdmitClient;
import io.fundwire.application.session.ConnectClient;
import io.fundwire.application.session.Delivery;
import io.fundwire.application.session.DisconnectClient;
import io.fundwire.application.session.DrainOutbox;
import io.fundwire.application.session.FaultLog;
import io.fundwire.domain.session.SessionLimits;

import java.time.InstantSource;

/// All that a transport needs of the core. In the order of use:
///
/// @param admitClient before a connection is made: may it be?
/// @param connectClient when it is open; a client that asked to come back, with `?resume=1` say, is
///   told apart here, and by nothing else
/// @param dispatcher for each whole text that the client sends, the next one only when it says so,
///   which is the backpressure on the client; for every frame, whatever is in it, the transport
///   tells the session's liveness
/// @param drainOutbox when the connection is woken: take, write, report
/// @param delivery to close a connection for a reason of the transport's own
/// @param disconnectClient once, when the connection is gone
/// @param limits what the transport sets itself up for; how large the next message may be is the
///   session's to say
/// @param faults for what breaks
/// @param clock the core's own
public record TransportCore(
        AdmitClient admitClient,
        ConnectClient connectClient,
        MessageDispatcher dispatcher,
        DrainOutbox drainOutbox,
        Delivery delivery,
        DisconnectClient disconnectClient,
        SessionLimits limits,
        FaultLog faults,
        InstantSource clock) {}
