package io.fundwire.domain.message;

/// An envelope with its bytes: one object, however many clients receive it.
public record Outgoing(Envelope envelope, Encoded encoded) {

    /// The message inside the envelope.
    public ServerMessage message() {
        return envelope.message();
    }
}
