package io.fundwire.benchmarks;

import org.jspecify.annotations.Nullable;

/// What clients say and hear about channels; each message that is published has a number.
final class ChannelTalk {

    private static final String NUMBER = "\"payload\":{\"n\":";
    private static final String FILL =
            "what is told is as long as a line of prices or a short remark";

    private ChannelTalk() {}

    static String subscribe(String channel) {
        return "{\"type\":\"subscribe\",\"data\":{\"channel\":\"%s\"}}".formatted(channel);
    }

    static String subscribe(String channel, String epoch, long offset) {
        return """
        {"type":"subscribe","data":{"channel":"%s","position":{"epoch":"%s","offset":%d}}}\
        """
                .formatted(channel, epoch, offset);
    }

    static String subscribe(String channel, double maxRate) {
        return "{\"type\":\"subscribe\",\"data\":{\"channel\":\"%s\",\"maxRate\":%s}}"
                .formatted(channel, maxRate);
    }

    static String publish(String channel, @Nullable String key, long number) {
        return "{\"type\":\"publish\",\"data\":{\"channel\":\"%s\",\"event\":\"tick\",%s\"payload\":%s}}"
                .formatted(
                        channel,
                        key == null ? "" : "\"key\":\"%s\",".formatted(key),
                        payload(number));
    }

    static String payload(long number) {
        return "{\"n\":%d,\"text\":\"%s\"}".formatted(number, FILL);
    }

    static boolean isMessage(String text) {
        return text.startsWith("{\"type\":\"message\"");
    }

    static boolean isSubscribed(String text) {
        return text.startsWith("{\"type\":\"subscribed\"");
    }

    /// The number of the message that came.
    static long number(String message) {
        int begin = message.indexOf(NUMBER) + NUMBER.length();
        return Long.parseLong(message, begin, message.indexOf(',', begin), 10);
    }

    /// What follows the name of a text field.
    static String textOf(String message, String field) {
        String name = "\"%s\":\"".formatted(field);
        int begin = message.indexOf(name) + name.length();
        return message.substring(begin, message.indexOf('"', begin));
    }
}
