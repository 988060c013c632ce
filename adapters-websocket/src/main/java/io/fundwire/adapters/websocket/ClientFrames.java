package io.fundwire.adapters.websocket;

import io.fundwire.adapters.json.JsonDialect;
import io.fundwire.adapters.json.TransportCore;
import io.fundwire.application.session.ConnectClient;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.DisconnectClient;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.session.CloseReason;
import io.fundwire.domain.session.Departure;
import io.fundwire.domain.session.Ending;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.BadPayloadException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.function.Function;

/// One client's connection from its first frame to its last. Asks for the next frame only when the
/// last one is done with: that is the backpressure on a client that sends too fast.
final class ClientFrames implements FrameHandler {

    private static final Logger log = LoggerFactory.getLogger(ClientFrames.class);

    private final TransportCore core;
    private final Optional<UserId> user;
    private final ConnectClient.Beginning beginning;
    private final Function<CoreSession, SocketWriter> writers;
    private final MessageAssembler message = new MessageAssembler();

    private @Nullable CoreSession socket;
    private volatile @Nullable ConnectedClient client;

    /// @param user whom the client acts for, if it said so
    /// @param beginning how it begins
    /// @param writers makes the writing half of a connection
    ClientFrames(
            TransportCore core,
            Optional<UserId> user,
            ConnectClient.Beginning beginning,
            Function<CoreSession, SocketWriter> writers) {
        this.core = core;
        this.user = user;
        this.beginning = beginning;
        this.writers = writers;
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        socket = opened;
        try {
            connect(opened);
        } catch (RuntimeException fault) {
            giveUp("connect", fault, opened);
        }
        callback.succeeded();
        opened.demand();
    }

    private void connect(CoreSession opened) {
        var writer = writers.apply(opened);
        var connected =
                core.connectClient().handle(new ConnectClient.Input(writer, user, beginning));
        client = connected;
        writer.start(connected);
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        var from = client;
        var opened = socket;
        if (from == null || opened == null) {
            callback.failed(new IllegalStateException("frame before open"));
            return;
        }
        try {
            handle(from, opened, frame, callback);
        } catch (RuntimeException fault) {
            giveUp("frame", fault, opened);
            callback.succeeded();
        }
    }

    private void handle(ConnectedClient from, CoreSession opened, Frame frame, Callback callback) {
        from.session().liveness().heard(core.clock().instant());
        switch (frame.getOpCode()) {
            case OpCode.TEXT, OpCode.CONTINUATION -> onText(from, opened, frame, callback);
            case OpCode.BINARY -> {
                core.delivery().close(from, CloseReason.UNSUPPORTED);
                proceed(opened, callback);
            }
            case OpCode.PING -> answerPing(opened, frame, callback);
            case OpCode.CLOSE -> callback.succeeded();
            default -> proceed(opened, callback);
        }
    }

    private void onText(ConnectedClient from, CoreSession opened, Frame frame, Callback callback) {
        // What a client still sends while it is being closed is read and thrown away, so that it
        // gets to read why.
        if (from.session().isClosing()) {
            proceed(opened, callback);
            return;
        }
        switch (message.add(frame.getPayload(), frame.isFin(), from.session().maxPayload())) {
            case INCOMPLETE -> proceed(opened, callback);
            case COMPLETE -> {
                callback.succeeded();
                dispatch(from, message.take(), opened::demand);
            }
            case TOO_LARGE -> {
                core.delivery().close(from, CloseReason.TOO_LARGE);
                proceed(opened, callback);
            }
            case NOT_UTF8 -> callback.failed(new BadPayloadException("Text must be UTF-8."));
        }
    }

    private void dispatch(ConnectedClient from, byte[] text, Runnable next) {
        try {
            core.dispatcher().dispatch(from, text, next);
        } catch (RuntimeException fault) {
            core.faults().report("dispatch", fault);
            core.delivery().close(from, CloseReason.INTERNAL);
            next.run();
        }
    }

    /// For faults that nobody else caught: left to Jetty, the client would be told their text.
    private void giveUp(String where, RuntimeException fault, CoreSession opened) {
        core.faults().report(where, fault);
        var reason = CloseReason.INTERNAL;
        var known = client;
        if (known == null) {
            opened.close(reason.code(), reason.sentence(), Callback.NOOP);
        } else {
            core.delivery().close(known, reason);
        }
    }

    /// Asks for the next frame only when the pong is written.
    static void answerPing(CoreSession opened, Frame ping, Callback callback) {
        var pong = new Frame(OpCode.PONG, ping.getPayload());
        var sent =
                Callback.from(
                        () -> proceed(opened, callback),
                        failure -> proceedWithoutPong(opened, callback, failure));
        opened.sendFrame(pong, sent, false);
    }

    /// Behind our close there are no pongs: that is no fault, and the client's close is yet to
    /// come.
    private static void proceedWithoutPong(
            CoreSession opened, Callback callback, Throwable failure) {
        if (opened.isInputOpen()) {
            proceed(opened, callback);
        } else {
            callback.failed(failure);
        }
    }

    private static void proceed(CoreSession opened, Callback callback) {
        callback.succeeded();
        opened.demand();
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        log.debug("connection error", cause);
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        var gone = client;
        if (gone != null) {
            var left = new DisconnectClient.Input(gone, status.getCode());
            log(core.disconnectClient().handle(left), gone.connection().remoteAddress());
        }
        callback.succeeded();
    }

    private static void log(Departure departure, String address) {
        log.info(
                "client left: client={} user={} code={} seconds={} why={} address={}",
                departure.client().id(),
                LogValue.of(departure.client().user().value()),
                departure.ending().code(),
                departure.stay().toSeconds(),
                switch (departure.ending()) {
                    case Ending.ByServer(var reason, var _) -> JsonDialect.word(reason);
                    case Ending.ByItself _ -> "by-itself";
                },
                address);
    }
}
