package io.fundwire.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// The message that is being heard: where it stands in what was read. One for all messages, as
/// nothing is made for each.
final class Message {

    private static final int DECIMAL = 10;

    private byte[] bytes = {};
    private int from;
    private int to;

    void set(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    static byte[] type(String type) {
        return "{\"type\":\"%s\"".formatted(type).getBytes(US_ASCII);
    }

    /// Every server under test writes the type first.
    boolean is(byte[] type) {
        return to - from >= type.length
                && Arrays.equals(bytes, from, from + type.length, type, 0, type.length);
    }

    /// The number that follows a text.
    ///
    /// @return -1 where there is none
    long numberAfter(byte[] text) {
        for (int i = from; i + text.length < to; i++) {
            if (bytes[i] == text[0]
                    && Arrays.equals(bytes, i, i + text.length, text, 0, text.length)) {
                return number(i + text.length);
            }
        }
        return -1;
    }

    private long number(int begin) {
        long number = 0;
        int i = begin;
        for (; i < to && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            number = number * DECIMAL + bytes[i] - '0';
        }
        return i == begin ? -1 : number;
    }

    byte[] payload() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    @Override
    public String toString() {
        return new String(bytes, from, to - from, UTF_8);
    }
}
