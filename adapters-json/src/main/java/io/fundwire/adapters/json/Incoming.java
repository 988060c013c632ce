package io.fundwire.adapters.json;

import io.fundwire.domain.message.ErrorReport;

import org.jspecify.annotations.Nullable;

/// What the reader made of a client's text.
sealed interface Incoming {

    /// The request's `id`, if it had one that could be read.
    @Nullable String id();

    /// A well-formed envelope.
    ///
    /// @param clientId whom the sender says it is, if it does
    /// @param data where the text of `data` stands
    record Message(String type, @Nullable String id, @Nullable String clientId, Slice data)
            implements Incoming {}

    /// No envelope.
    ///
    /// @param error what was wrong
    record Rejected(@Nullable String id, ErrorReport error) implements Incoming {}

    /// A stretch of the text that was read.
    ///
    /// @param length 0 if there is nothing
    record Slice(int offset, int length) {

        static final Slice NONE = new Slice(0, 0);
    }
}
