package io.fundwire.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// How a client asks for a WebSocket (RFC 6455, section 4.1).
public final class Handshake {

    private Handshake() {}

    /// The request, the same for all clients.
    public static byte[] request(int port) {
        return """
        GET /ws HTTP/1.1
        Host: localhost:%d
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

        """
                .formatted(port)
                .replace("\n", "\r\n")
                .getBytes(US_ASCII);
    }
}
