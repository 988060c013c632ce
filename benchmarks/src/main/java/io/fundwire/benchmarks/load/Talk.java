package io.fundwire.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// What is said: the same to every server.
final class Talk {

    static final byte[] HEARTBEAT_ACK = Message.type("heartbeat-ack");
    static final byte[] MESSAGE = Message.type("message");
    static final byte[] NOTIFICATION = Message.type("notification");
    static final byte[] NUMBER = "\"payload\":{\"n\":".getBytes(US_ASCII);
    static final byte[] TITLE = "\"title\":\"".getBytes(US_ASCII);

    private static final String CHANNEL = "live:benchmark";

    private Talk() {}

    static String heartbeat() {
        return "{\"type\":\"heartbeat\",\"data\":{}}";
    }

    static String subscribe() {
        return "{\"type\":\"subscribe\",\"data\":{\"channel\":\"%s\"}}".formatted(CHANNEL);
    }

    /// As long as a line of prices or a short remark.
    static String publish(long number) {
        return """
        {"type":"publish","data":{"channel":"%s","event":"tick",\
        "payload":{"n":%d,"text":"what is told is as long as a line of prices"}}}\
        """
                .formatted(CHANNEL, number);
    }

    static String notification(long number) {
        return """
        {"audience":{"everyone":true},"title":"%d","body":"what is told is as long as a remark"}\
        """
                .formatted(number);
    }
}
