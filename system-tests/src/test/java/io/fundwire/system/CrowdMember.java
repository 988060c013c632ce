package io.fundwire.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// One client of a [HealthyCrowd], whose thread calls it; what it found out may be asked by others.
final class CrowdMember {

    private static final int OPCODE = 0x0F;
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG_FRAME = 0x8A;
    private static final int TEXT_FRAME = 0x81;
    private static final int LARGEST_FRAME = 128 * 1024;

    private final SocketChannel channel;
    private ByteBuffer input = ByteBuffer.allocate(4096);
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final List<Long> roundTrips = new ArrayList<>();
    private final AtomicInteger notifications = new AtomicInteger();
    private long askedAt;
    private boolean left;

    private CrowdMember(SocketChannel channel) {
        this.channel = channel;
    }

    /// A member that has connected; its welcome may yet be on the way.
    static CrowdMember shakeHands(SocketChannel channel) throws IOException {
        channel.write(ByteBuffer.wrap(RawClient.UPGRADE.getBytes(ISO_8859_1)));
        var head = new StringBuilder();
        var one = ByteBuffer.allocate(1);
        while (head.indexOf("\r\n\r\n") < 0) {
            if (channel.read(one.clear()) < 0) {
                throw new IOException("the server closed after: " + head);
            }
            head.append((char) one.get(0));
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException("not connected: " + head);
        }
        return new CrowdMember(channel);
    }

    int notifications() {
        return notifications.get();
    }

    List<String> troubles() {
        return troubles;
    }

    /// In nanoseconds.
    long[] roundTrips() {
        synchronized (roundTrips) {
            return roundTrips.stream().mapToLong(Long::longValue).toArray();
        }
    }

    /// Unless the last one was not answered yet.
    void sendHeartbeat() {
        if (askedAt == 0 && !left) {
            askedAt = System.nanoTime();
            send(TEXT_FRAME, "{\"type\":\"heartbeat\"}".getBytes(UTF_8));
        }
    }

    /// Reads what has come.
    void read() {
        try {
            while (!left) {
                int count = channel.read(input);
                if (count < 0) {
                    leftBy("the server closed the connection");
                } else if (count == 0) {
                    return;
                }
                handleFrames();
            }
        } catch (IOException broken) {
            leftBy("the connection broke: " + broken.getMessage());
        }
    }

    private void handleFrames() {
        input.flip();
        while (input.remaining() >= 2) {
            int start = input.position();
            int opcode = input.get() & OPCODE;
            int length = input.get();
            int lengthBytes = length == 126 ? 2 : length == 127 ? 8 : 0;
            if (input.remaining() < lengthBytes) {
                input.position(start);
                break;
            }
            long size =
                    switch (lengthBytes) {
                        case 2 -> input.getShort() & 0xFFFF;
                        case 8 -> input.getLong();
                        default -> length;
                    };
            if (input.remaining() < size) {
                input.position(start);
                makeRoom(size);
                break;
            }
            byte[] payload = new byte[(int) size];
            input.get(payload);
            handle(opcode, payload);
        }
        input.compact();
    }

    private void makeRoom(long size) {
        if (size > LARGEST_FRAME) {
            leftBy("a frame of " + size + " bytes");
        } else if (input.capacity() < size + 16) {
            var larger = ByteBuffer.allocate((int) size + 4096).put(input);
            input = larger.flip();
        }
    }

    private void handle(int opcode, byte[] payload) {
        switch (opcode) {
            case TEXT -> handle(Json.parse(new String(payload, UTF_8)));
            case PING -> send(PONG_FRAME, payload);
            case CLOSE -> leftBy("closed with " + ByteBuffer.wrap(payload).getShort());
            default -> leftBy("opcode " + opcode);
        }
    }

    private void handle(JsonNode message) {
        switch (message.path("type").asString("")) {
            case "heartbeat-ack" -> {
                synchronized (roundTrips) {
                    roundTrips.add(System.nanoTime() - askedAt);
                }
                askedAt = 0;
            }
            case "notification" -> {
                String expected = HealthyCrowd.round(notifications.getAndIncrement());
                String title = message.path("data").path("title").asString("");
                if (!title.equals(expected)) {
                    troubles.add("expected " + expected + " but got " + title);
                }
            }
            case "error" -> troubles.add(message.toString());
            default -> {}
        }
    }

    private void send(int firstByte, byte[] payload) {
        try {
            channel.write(ByteBuffer.wrap(RawClient.frame(firstByte, payload)));
        } catch (IOException broken) {
            leftBy("the connection broke: " + broken.getMessage());
        }
    }

    private void leftBy(String trouble) {
        left = true;
        troubles.add(trouble);
    }

    void leave() throws IOException {
        channel.close();
    }
}
