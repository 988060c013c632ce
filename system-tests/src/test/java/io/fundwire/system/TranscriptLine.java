package io.fundwire.system;

import java.util.ArrayList;
import java.util.List;

/// One line of a transcript, with those that continue it.
///
/// @param number where it begins in the file
/// @param actor who does something: a client's name, `http`, `server`; empty for a comment
/// @param verb what it does
/// @param rest what else stands there; for a comment the whole line
record TranscriptLine(int number, String actor, String verb, String rest) {

    private static final int MAX_WIDTH = 110;
    private static final String CONTINUATION = "    ";

    /// Reads a transcript: an indented line continues the one before it.
    static List<TranscriptLine> parse(List<String> file) {
        var lines = new ArrayList<TranscriptLine>();
        for (int i = 0; i < file.size(); i++) {
            String text = file.get(i);
            if (text.startsWith(CONTINUATION)) {
                var before = lines.removeLast();
                lines.add(before.withRest(before.rest() + text.strip()));
            } else {
                lines.add(parse(i + 1, text.strip()));
            }
        }
        return lines;
    }

    private static TranscriptLine parse(int number, String text) {
        if (text.isEmpty() || text.startsWith("#")) {
            return new TranscriptLine(number, "", "", text);
        }
        String[] words = text.split(" ", 3);
        return new TranscriptLine(
                number,
                words[0],
                words.length > 1 ? words[1] : "",
                words.length > 2 ? words[2] : "");
    }

    boolean isComment() {
        return actor.isEmpty();
    }

    TranscriptLine withRest(String other) {
        return new TranscriptLine(number, actor, verb, other);
    }

    @Override
    public String toString() {
        return isComment() ? rest : (actor + " " + verb + " " + rest).stripTrailing();
    }

    /// As it stands in a file: a long line is broken behind commas, between the fields of its JSON.
    List<String> written() {
        var lines = new ArrayList<String>();
        var current = new StringBuilder();
        for (String piece : isComment() ? List.of(rest) : pieces()) {
            if (current.length() + piece.length() > MAX_WIDTH && !current.toString().isBlank()) {
                lines.add(current.toString());
                current = new StringBuilder(CONTINUATION);
            }
            current.append(piece);
        }
        lines.add(current.toString());
        return lines;
    }

    private List<String> pieces() {
        var pieces = new ArrayList<String>();
        var current = new StringBuilder();
        boolean quoted = false;
        String text = toString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            current.append(c);
            quoted ^= c == '"' && text.charAt(i - 1) != '\\';
            if (c == ',' && !quoted) {
                pieces.add(current.toString());
                current = new StringBuilder();
            }
        }
        pieces.add(current.toString());
        return pieces;
    }
}
