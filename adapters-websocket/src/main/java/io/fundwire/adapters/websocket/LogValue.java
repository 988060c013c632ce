package io.fundwire.adapters.websocket;

import io.fundwire.adapters.json.Printable;

/// Text from clients as it may stand in a line of the log: a value that could be taken for
/// something else, for another field or another line, is quoted and escaped.
final class LogValue {

    private static final String PLAIN = "._~@:+/-";

    private LogValue() {}

    static String of(String text) {
        boolean isPlain = !text.isEmpty() && text.chars().allMatch(LogValue::isPlain);
        return isPlain ? text : quoted(text);
    }

    private static boolean isPlain(int character) {
        return character < 0x80
                && (Character.isLetterOrDigit(character) || PLAIN.indexOf(character) >= 0);
    }

    private static String quoted(String text) {
        return '"' + Printable.text(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }
}
