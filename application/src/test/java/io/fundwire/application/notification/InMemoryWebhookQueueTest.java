package io.fundwire.application.notification;

import io.fundwire.application.fixtures.InMemoryWebhookQueue;
import io.fundwire.application.fixtures.WebhookQueueContract;
import io.fundwire.domain.notification.NotificationEvent;

import java.time.Instant;

final class InMemoryWebhookQueueTest extends WebhookQueueContract {

    private final InMemoryWebhookQueue memory = new InMemoryWebhookQueue();

    @Override
    protected WebhookQueue emptyQueue() {
        return memory;
    }

    @Override
    protected void put(NotificationEvent event, Instant now) {
        memory.put(event, now);
    }

    @Override
    protected void awaitRecords() {}
}
