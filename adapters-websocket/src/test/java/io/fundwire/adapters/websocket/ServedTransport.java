package io.fundwire.adapters.websocket;

import io.fundwire.adapters.json.fixtures.Gateway;
import io.fundwire.adapters.json.fixtures.Peer;
import io.fundwire.adapters.json.fixtures.Transport;
import io.fundwire.adapters.websocket.fixtures.LoopbackServer;
import io.fundwire.adapters.websocket.fixtures.RawFrame;
import io.fundwire.adapters.websocket.fixtures.RawPeer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;

/// The transport on a real port, with peers on raw sockets, as the contracts want it.
record ServedTransport(LoopbackServer server, JsonMapper mapper) implements Transport {

    /// A slow machine must not end a write, and should find the time to read what was written
    /// before a close.
    private static final WebSocketTimeouts TIMEOUTS =
            new WebSocketTimeouts(Duration.ofMinutes(1), Duration.ofSeconds(8));

    static Transport start(Gateway gateway) throws Exception {
        return new ServedTransport(LoopbackServer.of(gateway, TIMEOUTS), gateway.mapper);
    }

    @Override
    public Peer connect(String query) {
        return new Client(server.upgrade(query, RawPeer.Manners.POLITE), mapper);
    }

    @Override
    public void close() {
        server.close();
    }

    private record Client(RawPeer raw, JsonMapper mapper) implements Peer {

        @Override
        public void send(String text) {
            raw.send(text);
        }

        @Override
        public JsonNode receive() {
            while (true) {
                RawFrame frame = raw.next().orElseThrow(() -> new AssertionError("closed"));
                if (frame.opcode() == RawFrame.TEXT) {
                    return mapper.readTree(frame.bytes());
                }
            }
        }

        @Override
        public void stopReading() {
            raw.stopReading();
        }

        @Override
        public void resumeReading() {
            raw.resumeReading();
        }

        @Override
        public int closeCode() {
            return raw.closeCode();
        }

        @Override
        public void goodbye() {
            raw.sendClose(1000);
        }

        @Override
        public void vanish() {
            raw.vanish();
        }
    }
}
