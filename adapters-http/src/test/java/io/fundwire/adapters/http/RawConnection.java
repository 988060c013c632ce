package io.fundwire.adapters.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/// A socket on which a test writes what no decent client would.
final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// Writes that text, with the line ends of HTTP.
    RawConnection send(String text) throws IOException {
        socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(UTF_8));
        return this;
    }

    /// Writes that text as it stands, a byte for each character.
    RawConnection sendExactly(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    /// Says that nothing more will come, and reads on.
    RawConnection finish() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /// Writes that text as long as the server is there to read it.
    ///
    /// @return whether the server has cut the connection
    boolean isCutWhile(String text) {
        try {
            send(text);
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    /// Whether something can be read.
    boolean isAnswered() throws IOException {
        return in.available() > 0;
    }

    /// Reads an answer with its body.
    Reply receive() throws IOException {
        List<String> head = head();
        int length =
                head.stream()
                        .filter(line -> line.startsWith("Content-Length:"))
                        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                        .sum();
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the body broke off after " + body.length + " bytes");
        }
        return new Reply(status(head), head, new String(body, UTF_8));
    }

    /// Reads an answer that has no body whatever its headers say.
    Reply receiveHead() throws IOException {
        List<String> head = head();
        return new Reply(status(head), head, "");
    }

    /// Reads until the server closes the connection, by a reset or otherwise.
    ///
    /// @return what it sent before
    String receiveRest() throws IOException {
        var rest = new ByteArrayOutputStream();
        try {
            in.transferTo(rest);
        } catch (SocketException reset) {
            // Closed as well.
        }
        return rest.toString(UTF_8);
    }

    /// Cuts the connection.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private List<String> head() throws IOException {
        var head = new ArrayList<String>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.add(line);
        }
        return head;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next == -1) {
                throw new EOFException("closed after: " + line.toString(ISO_8859_1));
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).strip();
    }

    private static int status(List<String> head) {
        return Integer.parseInt(head.getFirst().split(" ", 3)[1]);
    }
}
