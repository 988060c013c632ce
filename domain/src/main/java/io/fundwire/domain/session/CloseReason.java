package io.fundwire.domain.session;

import io.fundwire.domain.message.ErrorCode;

/// Why the server ends a connection by its own choice (protocol section 3).
///
/// Codes below 4000 are RFC 6455's. For a client that does not know a code: 4000 to 4499 mean
/// "reconnect", 4500 to 4999 "do not".
public enum CloseReason {
    /// It sent what this server does not speak: binary frames.
    UNSUPPORTED(1003, ErrorCode.INVALID_MESSAGE, "Binary frames are not understood: send text."),
    /// It sent too fast for too long.
    TOO_FAST(1008, ErrorCode.RATE_LIMITED, "Over the message rate for 10 seconds: slow down."),
    /// A message had more bytes than allowed.
    TOO_LARGE(1009, ErrorCode.TOO_LARGE, "The message is larger than maxPayload allows."),
    /// A fault in the server struck this connection.
    INTERNAL(1011, ErrorCode.INTERNAL, "The server failed, and not by your fault: reconnect."),
    /// The server is going away and will be back.
    RESTARTING(1012, ErrorCode.UNAVAILABLE, "The server is restarting: reconnect."),
    /// The server has as many clients as it may have.
    OVERLOADED(1013, ErrorCode.UNAVAILABLE, "There is no place left: reconnect later."),
    /// Nothing was heard of it for two and a half heartbeat intervals.
    SILENT(4001, ErrorCode.UNAVAILABLE, "Nothing was heard for too long: reconnect."),
    /// It reads more slowly than messages for it arrive.
    SLOW_READER(4002, ErrorCode.UNAVAILABLE, "Too many messages were waiting: reconnect."),
    /// It was to say as whom it comes back, and did not.
    NOT_RESUMED(4003, ErrorCode.UNAVAILABLE, "No resume came in time: reconnect."),
    /// Another connection took over its client id.
    RESUMED_ELSEWHERE(
            4409,
            ErrorCode.CONFLICT,
            "This client was resumed on another connection: reconnect as a new one."),
    /// An operator ended it.
    EXPELLED(4510, ErrorCode.FORBIDDEN, "An operator ended this connection: ask who runs it.");

    private final int code;
    private final ErrorCode error;
    private final String sentence;

    CloseReason(int code, ErrorCode error, String sentence) {
        this.code = code;
        this.error = error;
        this.sentence = sentence;
    }

    /// The close code on the wire.
    public int code() {
        return code;
    }

    /// The code of the `error` message that goes before the close.
    public ErrorCode error() {
        return error;
    }

    /// What people are told: in the `error` message and as the close frame's reason, where it fits
    /// into the 123 bytes that a reason may have.
    public String sentence() {
        return sentence;
    }
}
