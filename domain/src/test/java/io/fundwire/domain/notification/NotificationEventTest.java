package io.fundwire.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.fixtures.Notifications;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;

import java.util.stream.Stream;

final class NotificationEventTest {

    @Test
    void saysWhatKindItIs() {
        var id = Notifications.id("fees");
        var read = new Acknowledgement(AckStatus.READ, null);

        assertThat(
                        Stream.of(
                                new NotificationEvent.Unacknowledged(id, VirtualClock.START),
                                new NotificationEvent.Acknowledged(
                                        id, People.user("alice"), read, VirtualClock.START),
                                new NotificationEvent.Expired(id, VirtualClock.START)))
                .extracting(NotificationEvent::kind)
                .containsExactly(NotificationEvent.Kind.values());
    }
}
