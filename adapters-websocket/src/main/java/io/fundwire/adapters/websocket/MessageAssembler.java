package io.fundwire.adapters.websocket;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Puts a text message together from its frames: checks size and encoding as they come, so that a
/// message that will be refused is never held. One message after the other; not thread-safe.
final class MessageAssembler {

    private static final byte[] NOTHING = new byte[0];

    private byte[] bytes = NOTHING;
    private int length;
    private final Utf8Check utf8 = new Utf8Check();

    /// What there is after a frame.
    enum Progress {
        /// More frames must come.
        INCOMPLETE,
        /// A whole message, valid UTF-8: to be taken now.
        COMPLETE,
        /// More bytes than a message may have.
        TOO_LARGE,
        /// Not UTF-8.
        NOT_UTF8
    }

    /// Adds a frame's payload, which is copied.
    ///
    /// @param isLast whether it ends the message
    /// @param maxPayload bytes of the largest message that there may be
    Progress add(ByteBuffer payload, boolean isLast, int maxPayload) {
        int more = payload.remaining();
        if (length + more > maxPayload) {
            return Progress.TOO_LARGE;
        }
        makeRoom(more, isLast, maxPayload);
        payload.get(bytes, length, more);
        var verdict = utf8.check(bytes, length, more);
        length += more;
        if (verdict == Utf8Check.Verdict.INVALID
                || (isLast && verdict == Utf8Check.Verdict.SPLIT)) {
            return Progress.NOT_UTF8;
        }
        return isLast ? Progress.COMPLETE : Progress.INCOMPLETE;
    }

    /// Gives a complete message away and makes ready for the next one.
    byte[] take() {
        byte[] whole = bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
        bytes = NOTHING;
        length = 0;
        return whole;
    }

    /// The common message is one frame and gets an array of its size at once.
    private void makeRoom(int more, boolean isLast, int maxPayload) {
        int needed = length + more;
        if (needed > bytes.length) {
            int roomy = isLast ? needed : Math.min(maxPayload, Math.max(needed, 2 * bytes.length));
            bytes = Arrays.copyOf(bytes, roomy);
        }
    }
}
