package io.fundwire.application.notification;

import java.util.function.Consumer;

/// Port: who wants to be told what happens to notifications. Thread-safe.
public interface WebhookEndpoint {

    /// Tells an event, without waiting for the answer.
    ///
    /// @param whenAnswered is called once, on any thread, within half a minute or so; not at all
    ///   once the server stops
    void post(QueuedEvent event, Consumer<WebhookAnswer> whenAnswered);
}
