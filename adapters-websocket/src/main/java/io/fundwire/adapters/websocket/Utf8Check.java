package io.fundwire.adapters.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Checks that bytes are UTF-8 as they come, piece by piece: a character may be split between
/// pieces (RFC 3629 section 4, RFC 6455 section 8.1).
final class Utf8Check {

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;

    /// Continuation bytes that the current character still needs, and the range of the next one.
    private int missing;

    private int lowest;
    private int highest;

    /// Checks the next piece.
    Verdict check(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end) {
            if (missing == 0) {
                i = skipAscii(bytes, i, end);
                if (i == end) {
                    break;
                }
            }
            if (!accept(bytes[i] & 0xFF)) {
                return Verdict.INVALID;
            }
            i++;
        }
        return missing == 0 ? Verdict.COMPLETE : Verdict.SPLIT;
    }

    private static int skipAscii(byte[] bytes, int from, int end) {
        int i = from;
        while (i + Long.BYTES <= end && ((long) EIGHT_BYTES.get(bytes, i) & HIGH_BITS) == 0) {
            i += Long.BYTES;
        }
        while (i < end && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    private boolean accept(int next) {
        if (missing > 0) {
            boolean inRange = next >= lowest && next <= highest;
            expect(missing - 1, 0x80, 0xBF);
            return inRange;
        }
        if (next >= 0xC2 && next <= 0xDF) {
            expect(1, 0x80, 0xBF);
        } else if (next >= 0xE0 && next <= 0xEF) {
            // Neither overlong forms nor surrogates.
            expect(2, next == 0xE0 ? 0xA0 : 0x80, next == 0xED ? 0x9F : 0xBF);
        } else if (next >= 0xF0 && next <= 0xF4) {
            // Neither overlong forms nor anything beyond U+10FFFF.
            expect(3, next == 0xF0 ? 0x90 : 0x80, next == 0xF4 ? 0x8F : 0xBF);
        } else {
            return false;
        }
        return true;
    }

    private void expect(int count, int from, int to) {
        missing = count;
        lowest = from;
        highest = to;
    }

    /// What the bytes so far are.
    enum Verdict {
        /// Whole characters.
        COMPLETE,
        /// Good so far, the last character being incomplete.
        SPLIT,
        /// Not UTF-8, whatever follows.
        INVALID
    }
}
