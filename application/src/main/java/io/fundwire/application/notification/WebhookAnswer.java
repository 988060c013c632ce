package io.fundwire.application.notification;

/// What became of telling an event.
public sealed interface WebhookAnswer {

    /// The other side has it.
    record Accepted() implements WebhookAnswer {}

    /// The other side does not have it, as far as is known.
    ///
    /// @param reason why, in a few words for an operator and without secrets
    record Refused(String reason) implements WebhookAnswer {}
}
