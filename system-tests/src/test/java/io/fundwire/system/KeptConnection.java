package io.fundwire.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/// HTTP on one connection, a request after the other, with next to no work of its own: tests that
/// load a server share the processors with it.
final class KeptConnection implements AutoCloseable {

    private static final String LENGTH = "content-length: ";

    private final Socket socket;
    private final InputStream input;

    private KeptConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.input = new BufferedInputStream(socket.getInputStream());
    }

    static KeptConnection open(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) RunningServer.PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        return new KeptConnection(socket);
    }

    /// What was answered.
    record Answer(int status, String body) {}

    /// @return the status of the answer
    int post(String path, String json) throws IOException {
        return ask(path, json).status();
    }

    /// Posts as well, for who wants to know more than the status.
    Answer ask(String path, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        String request =
                """
                POST %s HTTP/1.1
                Host: localhost
                Content-Type: application/json
                Content-Length: %d

                """
                        .formatted(path, body.length)
                        .replace("\n", "\r\n");
        socket.getOutputStream().write((request + json).getBytes(UTF_8));

        String status = line();
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith(LENGTH)) {
                length = Integer.parseInt(name.substring(LENGTH.length()));
            }
        }
        String answer = new String(input.readNBytes(length), UTF_8);
        return new Answer(
                Integer.parseInt(status.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length())),
                answer);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (true) {
            int next = input.read();
            switch (next) {
                case -1 -> throw new EOFException("the server closed after: " + line);
                case '\r' -> {}
                case '\n' -> {
                    return line.toString();
                }
                default -> line.append((char) next);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
