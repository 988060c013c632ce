package io.fundwire.application.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Publisher;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.DeliveryRecord;
import io.fundwire.domain.notification.InboxStatus;
import io.fundwire.domain.notification.NotificationId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class ListDeliveriesTest {

    private final VirtualClock clock = new VirtualClock();
    private final Core core = Core.on(clock);
    private final Publisher publisher = Publisher.in(core);

    @Test
    void tellsWhatBecameOfItWithEachAddressee() {
        var queued = clock.instant();
        var slow = Visitor.named(core, "slow").settled();
        var fast = Visitor.named(core, "fast").settled();
        var fees = publisher.tells("fees", "slow", "fast", "absent");
        clock.advance(Duration.ofSeconds(1));
        var written = clock.instant();
        fast.settled();
        slow.startsReading(10);
        clock.advance(Duration.ofSeconds(1));
        var read = clock.instant();
        fast.acknowledges(AckStatus.READ, fees);
        slow.leaves();

        assertThat(page(fees, "", 10).deliveries())
                .containsExactly(
                        of("absent", InboxStatus.PENDING).build(),
                        of("fast", InboxStatus.READ)
                                .queued(queued)
                                .written(written)
                                .read(read)
                                .build(),
                        of("slow", InboxStatus.PENDING).queued(queued).build());
    }

    @Test
    void pagesFollowEachOther() {
        var fees = publisher.tells("fees", "a", "b", "c", "d", "e");

        var first = page(fees, "", 2);
        var second = page(fees, first.next().orElseThrow(), 2);
        var third = page(fees, second.next().orElseThrow(), 2);

        assertThat(users(first)).containsExactly("a", "b");
        assertThat(users(second)).containsExactly("c", "d");
        assertThat(users(third)).containsExactly("e");
        assertThat(third.next()).isEmpty();
        assertThat(page(fees, "", 5).next()).isEmpty();
    }

    @Test
    void whatIsUnknownHasNoPage() {
        assertThat(
                        core.listDeliveries.handle(
                                new ListDeliveries.Input(new NotificationId("ntf_x"), "", 10)))
                .isEmpty();
        assertThat(core.showNotification.handle(new NotificationId("ntf_x"))).isEmpty();
    }

    @Test
    void theSummaryCountsThem() {
        var alice = Visitor.named(core, "alice").settled();
        var fees = publisher.tells("fees", "alice", "bob");
        alice.settled();
        alice.acknowledges(AckStatus.DISMISSED, fees);

        var summary = core.showNotification.handle(fees).orElseThrow();

        assertThat(summary.addressed()).isEqualTo(2);
        assertThat(summary.delivered()).isEqualTo(1);
        assertThat(summary.byStatus())
                .containsEntry(InboxStatus.DISMISSED, 1L)
                .containsEntry(InboxStatus.PENDING, 1L);
    }

    private ListDeliveries.Page page(NotificationId notification, String after, int limit) {
        Optional<ListDeliveries.Page> page =
                core.listDeliveries.handle(new ListDeliveries.Input(notification, after, limit));
        return page.orElseThrow();
    }

    private static List<String> users(ListDeliveries.Page page) {
        return page.deliveries().stream().map(found -> found.user().value()).toList();
    }

    private static Expected of(String user, InboxStatus status) {
        return new Expected(user, status, null, null, null);
    }

    private record Expected(
            String user, InboxStatus status, Instant queued, Instant written, Instant read) {

        Expected queued(Instant at) {
            return new Expected(user, status, at, written, read);
        }

        Expected written(Instant at) {
            return new Expected(user, status, queued, at, read);
        }

        Expected read(Instant at) {
            return new Expected(user, status, queued, written, at);
        }

        DeliveryRecord build() {
            return new DeliveryRecord(
                    People.user(user),
                    status,
                    queued,
                    queued,
                    written,
                    written,
                    null,
                    read,
                    null,
                    null,
                    null);
        }
    }
}
