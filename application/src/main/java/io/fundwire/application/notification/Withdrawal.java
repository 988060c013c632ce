package io.fundwire.application.notification;

/// What became of an attempt to take a notification back.
public sealed interface Withdrawal {

    /// From now on nobody is told of it.
    record Done(Ended ended) implements Withdrawal {}

    /// It had expired or was withdrawn before: nothing was changed.
    record WasOver() implements Withdrawal {}

    /// There is none of that id.
    record NotFound() implements Withdrawal {}
}
