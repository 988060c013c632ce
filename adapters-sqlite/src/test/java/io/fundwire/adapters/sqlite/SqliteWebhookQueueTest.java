package io.fundwire.adapters.sqlite;

import io.fundwire.application.fixtures.FaultRecorder;
import io.fundwire.application.fixtures.KeptAnswer;
import io.fundwire.application.fixtures.WebhookQueueContract;
import io.fundwire.application.notification.WebhookQueue;
import io.fundwire.domain.notification.NotificationEvent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;

final class SqliteWebhookQueueTest extends WebhookQueueContract {

    private OpenStore opened;

    @TempDir private Path directory;

    @Override
    protected WebhookQueue emptyQueue() {
        opened = OpenStore.open(directory, new FaultRecorder());
        return opened.sqlite().webhooks();
    }

    @Override
    protected void put(NotificationEvent event, Instant now) {
        KeptAnswer.<Boolean>of(receipt ->
                opened.sqlite()
                        .promise(
                                ledger -> {
                                    ledger.events().happened(event, now);
                                    return true;
                                },
                                receipt));
    }

    @Override
    protected void awaitRecords() {
        Settled.store(opened.sqlite());
    }

    @AfterEach
    void close() {
        opened.close();
    }
}
