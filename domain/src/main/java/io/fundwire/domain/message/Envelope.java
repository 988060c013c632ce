package io.fundwire.domain.message;

import io.fundwire.domain.client.ClientId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A message with what is written around it (protocol section 1).
///
/// @param timestamp when the server said it
/// @param about the client that the message is about; absent where it is about none
/// @param request what it answers; absent where nobody asked
public record Envelope(
        ServerMessage message,
        Instant timestamp,
        @Nullable ClientId about,
        @Nullable RequestRef request) {

    /// A message that goes unasked to any number of clients and is about none.
    public static Envelope of(ServerMessage message, Instant timestamp) {
        return new Envelope(message, timestamp, null, null);
    }

    /// A message that is about one client, whoever receives it.
    public static Envelope about(ClientId about, ServerMessage message, Instant timestamp) {
        return new Envelope(message, timestamp, about, null);
    }

    /// The answer to a client's request.
    public static Envelope answer(
            ClientId asker, RequestRef request, ServerMessage message, Instant timestamp) {
        return new Envelope(message, timestamp, asker, request);
    }
}
