package io.fundwire.application.notification;

import static io.fundwire.domain.notification.AckStatus.DISMISSED;
import static io.fundwire.domain.notification.AckStatus.READ;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Publisher;
import io.fundwire.application.fixtures.Stores;
import io.fundwire.application.fixtures.UnreliableStore;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.Payload;
import io.fundwire.domain.notification.AckRefused;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.InboxStatus;
import io.fundwire.domain.notification.NotificationPage;
import io.fundwire.domain.notification.Severity;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

final class ListNotificationsTest {

    private final VirtualClock clock = new VirtualClock();
    private final UnreliableStore store = new UnreliableStore();
    private final Core core = Core.of(Core.Settings.defaults().with(Stores.of(store)), clock);
    private final Publisher publisher = Publisher.in(core).offering("approve");

    @Test
    void showsWhatIsInViewTheNewestFirst() {
        publisher.tells("pending", "alice");
        var read = publisher.tells("read", "alice");
        var dismissed = publisher.tells("dismissed", "alice");
        var withdrawn = publisher.tells("withdrawn", "alice");
        publisher.lasting(Duration.ofMillis(1)).tells("expired", "alice");
        publisher.tells("for bob", "bob");
        var alice = Visitor.named(core, "alice");
        alice.acknowledges(new Acknowledgement(READ, "approve"), read);
        alice.acknowledges(DISMISSED, dismissed);
        core.withdrawNotification.handle(withdrawn, outcome -> {});
        var acknowledged = clock.instant();
        clock.advance(Duration.ofMillis(1));

        var page = page(50, Optional.empty(), Optional.empty());

        assertThat(titles(page)).containsExactly("read", "pending");
        assertThat(page.next()).isNull();
        assertThat(page.unread()).isEqualTo(1);
        assertThat(page.items().getFirst())
                .extracting(
                        NotificationPage.Item::status,
                        NotificationPage.Item::actionId,
                        NotificationPage.Item::acknowledgedAt)
                .containsExactly(InboxStatus.READ, "approve", acknowledged);
        assertThat(page.items().getLast())
                .extracting(
                        NotificationPage.Item::status,
                        NotificationPage.Item::actionId,
                        NotificationPage.Item::acknowledgedAt)
                .containsExactly(InboxStatus.PENDING, null, null);
        assertThat(titles(page(50, Optional.of(InboxStatus.EXPIRED), Optional.empty())))
                .containsExactly("expired");
        assertThat(titles(page(50, Optional.of(InboxStatus.DISMISSED), Optional.empty())))
                .containsExactly("dismissed");
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        var titles = IntStream.range(0, 10).mapToObj(i -> "n" + i).toList();
        titles.forEach(title -> publisher.tells(title, "alice"));

        List<String> read = new ArrayList<>();
        Optional<Long> before = Optional.empty();
        int pages = 0;
        do {
            var page = page(4, Optional.empty(), before);
            read.addAll(titles(page));
            before = Optional.ofNullable(page.next()).map(Long::valueOf);
            pages++;
            publisher.tells("new " + pages, "alice");
        } while (before.isPresent());

        assertThat(read).containsExactlyElementsOf(titles.reversed());
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void aFullPageWithNothingBehindItIsTheLast() {
        IntStream.range(0, 4).forEach(i -> publisher.tells("n" + i, "alice"));

        assertThat(page(4, Optional.empty(), Optional.empty()).next()).isNull();
        assertThat(page(3, Optional.empty(), Optional.empty()).next()).isNotNull();
    }

    @Test
    void largeOnesMakeAPageShorter() {
        for (int i = 0; i < 20; i++) {
            publishLarge("n" + i);
        }

        var first = page(20, Optional.empty(), Optional.empty());
        var second = page(20, Optional.empty(), Optional.of(Long.valueOf(first.next())));

        assertThat(first.items()).hasSize(8);
        assertThat(titles(second)).startsWith("n11").hasSize(8);
    }

    @Test
    void aClientIsAnsweredWithItsOwnInbox() {
        publisher.tells("fees", "alice");
        publisher.tells("for bob", "bob");
        var alice = Visitor.named(core, "alice").settled();

        alice.requestsNotifications();

        assertThat(alice.reads(NotificationPage.class))
                .singleElement()
                .satisfies(page -> assertThat(titles(page)).containsExactly("fees"));
    }

    @Test
    void aClientIsToldWhenTheStoreDoesNotAnswer() {
        var alice = Visitor.named(core, "alice").settled();
        store.breaksDown();

        alice.requestsNotifications();

        assertThat(alice.reads())
                .containsExactly(
                        new AckRefused(
                                ErrorCode.UNAVAILABLE,
                                "The inbox cannot be read now: ask again later."));
        assertThat(core.faults.places()).containsExactly("notifications-request");
    }

    private NotificationPage page(int limit, Optional<InboxStatus> status, Optional<Long> before) {
        return core.listNotifications.handle(
                new ListNotifications.Input(People.user("alice"), status, limit, before));
    }

    private void publishLarge(String title) {
        publisher.outcome(
                new PublishNotification.Input(
                        new Audience.Users(Set.of(People.user("alice"))),
                        title,
                        "",
                        Severity.INFO,
                        null,
                        null,
                        List.of(),
                        new Payload("\"" + "x".repeat(8000) + "\""),
                        Duration.ofDays(1),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static List<String> titles(NotificationPage page) {
        return page.items().stream().map(item -> item.notification().title()).toList();
    }
}
