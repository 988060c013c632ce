package io.fundwire.adapters.websocket;

import io.fundwire.domain.session.Rate;
import io.fundwire.domain.session.SessionLimits;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.BadPayloadException;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// Answers each message with itself, on a free port of 127.0.0.1. Jetty is set up as in the
/// product, and the product's parts put messages together, check them and answer pings; only the
/// largest message is larger.
final class EchoServer implements AutoCloseable {

    private static final String PATH = "/echo";
    private static final int MAX_PAYLOAD = 16 * 1024 * 1024;

    private static final SessionLimits LIMITS =
            new SessionLimits(
                    SessionLimits.DEFAULT.heartbeatInterval(),
                    MAX_PAYLOAD,
                    Rate.UNLIMITED,
                    Rate.UNLIMITED,
                    SessionLimits.DEFAULT.outbox());

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, -1);

    private EchoServer() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(WebSocketTransport.upgrades(server, PATH, new Everybody(), LIMITS));
        server.start();
    }

    static EchoServer start() throws Exception {
        return new EchoServer();
    }

    /// Where to connect.
    String url() {
        return "ws://127.0.0.1:" + connector.getLocalPort() + PATH;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static final class Everybody extends WebSocketNegotiator.AbstractNegotiator {

        @Override
        public FrameHandler negotiate(
                ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
            return new Echo();
        }
    }

    private static final class Echo implements FrameHandler {

        private final MessageAssembler text = new MessageAssembler();
        private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
        private CoreSession socket;
        private byte messageOpcode;

        @Override
        public void onOpen(CoreSession opened, Callback callback) {
            socket = opened;
            callback.succeeded();
            opened.demand();
        }

        @Override
        public void onFrame(Frame frame, Callback callback) {
            switch (frame.getOpCode()) {
                case OpCode.TEXT, OpCode.BINARY -> {
                    messageOpcode = frame.getOpCode();
                    onPart(frame, callback);
                }
                case OpCode.CONTINUATION -> onPart(frame, callback);
                case OpCode.PING -> ClientFrames.answerPing(socket, frame, callback);
                case OpCode.CLOSE -> callback.succeeded();
                default -> proceed(callback);
            }
        }

        private void onPart(Frame frame, Callback callback) {
            if (messageOpcode == OpCode.TEXT) {
                onText(frame, callback);
            } else {
                onBinary(frame, callback);
            }
        }

        private void onText(Frame frame, Callback callback) {
            switch (text.add(frame.getPayload(), frame.isFin(), MAX_PAYLOAD)) {
                case INCOMPLETE -> proceed(callback);
                case COMPLETE -> echo(text.take(), callback);
                case TOO_LARGE -> callback.failed(new IllegalStateException("too large"));
                case NOT_UTF8 -> callback.failed(new BadPayloadException("Text must be UTF-8."));
            }
        }

        private void onBinary(Frame frame, Callback callback) {
            var part = new byte[frame.getPayloadLength()];
            frame.getPayload().get(part);
            binary.writeBytes(part);
            if (frame.isFin()) {
                byte[] whole = binary.toByteArray();
                binary.reset();
                echo(whole, callback);
            } else {
                proceed(callback);
            }
        }

        private void echo(byte[] message, Callback callback) {
            var answer = new Frame(messageOpcode, ByteBuffer.wrap(message));
            var sent = Callback.from(() -> proceed(callback), callback::failed);
            socket.sendFrame(answer, sent, false);
        }

        private void proceed(Callback callback) {
            callback.succeeded();
            socket.demand();
        }

        @Override
        public void onError(Throwable cause, Callback callback) {
            callback.succeeded();
        }

        @Override
        public void onClosed(CloseStatus status, Callback callback) {
            callback.succeeded();
        }
    }
}
