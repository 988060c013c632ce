package io.fundwire.domain.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.domain.session.FlightRecord.Contents;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// The beginnings of what the frames of a session said, each at the place of its frame; none at the
/// places of those of which that is not recorded. Not thread-safe.
final class Excerpts {

    /// How many bytes of a frame are kept at most.
    static final int MAX_BYTES = 512;

    private static final byte[] NOTHING = {};

    /// Those of who keeps none.
    static final Excerpts NONE = new Excerpts(new byte[0][]);

    private final byte[][] texts;

    private Excerpts(byte[][] texts) {
        this.texts = texts;
    }

    /// For how many places there is room.
    int room() {
        return texts.length;
    }

    /// The same, with room for so many.
    Excerpts grownTo(int room) {
        byte[][] more = Arrays.copyOf(texts, room);
        Arrays.fill(more, texts.length, room, NOTHING);
        return new Excerpts(more);
    }

    /// Keeps the beginning of a text that is valid UTF-8.
    ///
    /// @param place less than [#room()]
    void put(int place, ByteBuffer text) {
        byte[] beginning = new byte[lengthOfBeginning(text)];
        text.get(beginning);
        texts[place] = beginning;
    }

    /// Up to [#MAX_BYTES], and no part of a character.
    private static int lengthOfBeginning(ByteBuffer text) {
        if (text.remaining() <= MAX_BYTES) {
            return text.remaining();
        }
        int length = MAX_BYTES;
        while (length > 0 && isInsideACharacter(text.get(text.position() + length))) {
            length--;
        }
        return length;
    }

    private static boolean isInsideACharacter(byte utf8) {
        return (utf8 & 0xC0) == 0x80;
    }

    /// Another frame is at that place now.
    void forget(int place) {
        if (place < texts.length) {
            texts[place] = NOTHING;
        }
    }

    /// A copy of the first `size` of them, in the order in which that at `oldest` comes first.
    Excerpts oldestFirst(int oldest, int size) {
        if (texts.length == 0) {
            return this;
        }
        byte[][] ordered = new byte[size][];
        for (int i = 0; i < size; i++) {
            int place = (oldest + i) % size;
            ordered[i] = place < texts.length ? texts[place] : NOTHING;
        }
        return new Excerpts(ordered);
    }

    /// What the frame at that place said, as far as it is kept.
    ///
    /// @param bytes how many it had
    Optional<Contents> of(int place, int bytes) {
        return place < texts.length && texts[place].length > 0
                ? Optional.of(
                        new Contents(new String(texts[place], UTF_8), bytes > texts[place].length))
                : Optional.empty();
    }
}
