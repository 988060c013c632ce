package io.fundwire.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Notifications;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

final class NotificationTest {

    @Test
    void isExpiredFromTheVeryInstantOn() {
        var end = VirtualClock.START.plusSeconds(60);
        var notification = Notifications.expiring("fees", end);

        assertThat(notification.isExpired(end.minusNanos(1))).isFalse();
        assertThat(notification.isExpired(end)).isTrue();
    }

    @Test
    void keepsItsActionsWhateverBecomesOfTheListGiven() {
        var actions = new ArrayList<>(List.of(new Action("approve", "Approve", null)));
        var notification =
                new Notification(
                        Notifications.id("fees"),
                        "Fees",
                        "",
                        Severity.INFO,
                        null,
                        null,
                        actions,
                        null,
                        VirtualClock.START,
                        VirtualClock.START.plusSeconds(60));

        actions.clear();

        assertThat(notification.actions()).hasSize(1);
    }

    @Test
    void anAudienceKeepsItsUsersWhateverBecomesOfTheSetGiven() {
        Set<UserId> users = new HashSet<>(Set.of(People.user("alice")));
        var audience = new Audience.Users(users);

        users.clear();

        assertThat(audience.users()).containsExactly(People.user("alice"));
    }
}
