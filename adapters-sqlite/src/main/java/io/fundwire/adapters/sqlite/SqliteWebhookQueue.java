package io.fundwire.adapters.sqlite;

import io.fundwire.application.notification.QueuedEvent;
import io.fundwire.application.notification.WebhookQueue;

import java.time.Instant;
import java.util.List;

/// What is to be told to those outside, in the file of all that is kept.
record SqliteWebhookQueue(Changes changes, Readers readers) implements WebhookQueue {

    @Override
    public List<QueuedEvent> due(Instant now, int limit) {
        return readers.ask(reader -> reader.events().due(now, limit));
    }

    @Override
    public void remove(long number) {
        changes.note(ledger -> ledger.events().remove(number));
    }

    @Override
    public void postpone(long number, Instant until) {
        changes.note(ledger -> ledger.events().postpone(number, until));
    }
}
