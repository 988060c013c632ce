package io.fundwire.application.notification;

import io.fundwire.application.fixtures.InMemoryNotificationStore;
import io.fundwire.application.fixtures.NotificationStoreContract;
import io.fundwire.application.fixtures.Stores;
import io.fundwire.domain.notification.NotificationEvent;

import java.util.Set;

final class InMemoryNotificationStoreTest extends NotificationStoreContract {

    @Override
    protected Stores emptyStore() {
        return Stores.of(new InMemoryNotificationStore(Set.of(NotificationEvent.Kind.values())));
    }
}
