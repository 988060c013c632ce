package io.fundwire.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;

/// What somebody who means harm, or who cannot program, does to a server.
enum Abuse {
    FLOOD_WITHOUT_READING {
        @Override
        String inflict(int port, RandomGenerator random) throws IOException {
            return flood(port, "{\"type\":\"heartbeat\"}".getBytes(UTF_8));
        }
    },
    TYPING_FLOOD {
        @Override
        String inflict(int port, RandomGenerator random) throws IOException {
            String message =
                    "{\"type\":\"typing-start\",\"data\":{\"conversationId\":\"%d\"}}"
                            .formatted(random.nextInt(500));
            return flood(port, message.getBytes(UTF_8));
        }
    },
    NEVER_READ {
        @Override
        String inflict(int port, RandomGenerator random) throws IOException {
            try (var client = RawClient.open(port)) {
                client.send(RawClient.UPGRADE);
                pause(2000);
                return "";
            }
        }
    },
    SAY_NOTHING {
        @Override
        String inflict(int port, RandomGenerator random) throws IOException {
            try (var client = RawClient.open(port)) {
                return client.readFor(2000);
            }
        }
    },
    RESET_AT_ANY_MOMENT {
        @Override
        String inflict(int port, RandomGenerator random) throws IOException {
            for (int i = 0; i < 20; i++) {
                try (var client = RawClient.open(port)) {
                    client.send(RawClient.UPGRADE.substring(0, random.nextInt(UPGRADE_LENGTH)));
                    pause(random.nextInt(3));
                    client.reset();
                }
            }
            return "";
        }
    },
    RESET_AFTER_THE_WELCOME {
        @Override
        String inflict(int port, RandomGenerator random) throws IOException {
            try (var client = RawClient.connect(port)) {
                client.sendText("{\"type\":\"typing-start\"}");
                client.reset();
                return "";
            }
        }
    },
    BAD_FRAMES {
        @Override
        String inflict(int port, RandomGenerator random) throws IOException {
            try (var client = RawClient.connect(port)) {
                byte[] noise = new byte[1 + random.nextInt(2000)];
                random.nextBytes(noise);
                client.send(noise);
                return client.readFor(500);
            }
        }
    },
    BAD_MESSAGES {
        @Override
        String inflict(int port, RandomGenerator random) throws IOException {
            try (var client = RawClient.connect(port)) {
                for (String message : MALFORMED) {
                    client.sendText(message);
                }
                return client.readFor(500);
            }
        }
    },
    TOO_LARGE_MESSAGE {
        @Override
        String inflict(int port, RandomGenerator random) throws IOException {
            try (var client = RawClient.connect(port)) {
                client.sendText("x".repeat(16 * 1024 + 1 + random.nextInt(200_000)));
                return client.readFor(500);
            }
        }
    },
    BAD_HTTP {
        @Override
        String inflict(int port, RandomGenerator random) throws IOException {
            var answers = new StringBuilder();
            for (String request : NO_HTTP) {
                try (var client = RawClient.open(port)) {
                    client.send(request);
                    answers.append(client.readFor(200));
                }
            }
            return answers.toString();
        }
    },
    HEADER_DRIP {
        @Override
        String inflict(int port, RandomGenerator random) throws IOException {
            return drip(port, "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX: ");
        }
    },
    BODY_DRIP {
        @Override
        String inflict(int port, RandomGenerator random) throws IOException {
            return drip(port, POST_BEGUN);
        }
    };

    private static final int UPGRADE_LENGTH = RawClient.UPGRADE.length();
    private static final int FLOOD = 10_000;
    private static final int TEXT = 0x81;

    private static final List<String> MALFORMED =
            List.of(
                    "no JSON",
                    "[]",
                    "[".repeat(10_000),
                    "{\"type\":\"heartbeat\",\"type\":\"heartbeat\"}",
                    "{\"type\":\"\\ud800\"}",
                    "{\"type\":\"java.lang.Runtime\"}",
                    "{\"type\":\"heartbeat\",\"data\":[]}",
                    "{\"type\":\"heartbeat\",\"clientId\":\"client_1_1\"}",
                    "{\"type\":\"typing-start\",\"data\":{\"conversationId\":1e999999999}}",
                    "{\"type\":\"notification-ack\",\"data\":{\"notificationId\":\"unknown\"}}");

    private static final String POST_BEGUN =
            lines(
                    """
                    POST /api/notifications HTTP/1.1
                    Host: localhost
                    Content-Length: 9999
                    Content-Type: application/json

                    {\
                    """);

    private static final List<String> NO_HTTP =
            List.of(
                    lines("GET / HTTP/1.1\n\n"),
                    lines("GET /../../etc/passwd HTTP/1.1\nHost: localhost\n\n"),
                    lines("GET / HTTP/1.1\nHost: evil.example\n\n"),
                    "GET / HTTP/1.1\nHost: localhost\n\n",
                    lines("GET / HTTP/3.7\nHost: localhost\n\n"),
                    lines(
                            """
                            POST /api/notifications HTTP/1.1
                            Host: localhost
                            Content-Length: 5
                            Transfer-Encoding: chunked

                            0

                            """),
                    lines("GET / HTTP/1.1\nHost: localhost\nX: " + "y".repeat(20_000) + "\n\n"),
                    "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003");

    /// Does it once.
    ///
    /// @return what the server said to it, as far as it was read
    /// @throws IOException where the server ended the connection before the abuse was over
    abstract String inflict(int port, RandomGenerator random) throws IOException;

    private static String flood(int port, byte[] message) throws IOException {
        try (var client = RawClient.connect(port)) {
            byte[] frame = RawClient.frame(TEXT, message);
            for (int i = 0; i < FLOOD; i++) {
                client.send(frame);
            }
            return client.readFor(200);
        }
    }

    private static String drip(int port, String beginning) throws IOException {
        try (var client = RawClient.open(port)) {
            client.send(beginning);
            for (int i = 0; i < 20; i++) {
                pause(100);
                client.send("x");
            }
            return client.readFor(100);
        }
    }

    /// With the line ends of HTTP.
    private static String lines(String text) {
        return text.replace("\n", "\r\n");
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
