package io.fundwire.application.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Publisher;
import io.fundwire.application.fixtures.ReadableFormat;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.application.notification.PublishNotification.Outcome;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Envelope;
import io.fundwire.domain.message.Payload;
import io.fundwire.domain.notification.Action;
import io.fundwire.domain.notification.Addressees;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationDelivery;
import io.fundwire.domain.notification.Severity;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

final class PublishNotificationTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final VirtualClock clock = new VirtualClock();
    private final ReadableFormat format = new ReadableFormat();
    private final Core core = Core.of(Core.Settings.defaults().with(format), clock);
    private final Publisher publisher = Publisher.in(core);

    @Test
    void anAddresseeWhoIsHereGetsItAtOnceAndWhole() {
        var alice = Visitor.named(core, "alice").settled();
        var approve = new Action("approve", "Approve", "primary");
        var payload = new Payload("{\"fund\":7}");

        var outcome =
                publisher.outcome(
                        new PublishNotification.Input(
                                new Audience.Users(Set.of(People.user("alice"))),
                                "Fees changed",
                                "See the report.",
                                Severity.WARNING,
                                "funds",
                                "/funds/7",
                                List.of(approve),
                                payload,
                                DAY,
                                Optional.empty(),
                                Optional.empty()));

        assertThat(outcome).isInstanceOf(Outcome.Published.class);
        var published = (Outcome.Published) outcome;
        assertThat(published.createdAt()).isEqualTo(clock.instant());
        var expected =
                new Notification(
                        published.id(),
                        "Fees changed",
                        "See the report.",
                        Severity.WARNING,
                        "funds",
                        "/funds/7",
                        List.of(approve),
                        payload,
                        clock.instant(),
                        clock.instant().plus(DAY));
        assertThat(alice.readsEnvelopes())
                .containsExactly(
                        Envelope.of(new NotificationDelivery(expected, false), clock.instant()));
    }

    @Test
    void everyClientOfAnAddresseeGetsItAndNobodyElse() {
        var phone = Visitor.named(core, "alice").settled();
        var laptop = Visitor.named(core, "alice").settled();
        var bob = Visitor.named(core, "bob").settled();
        var guest = Visitor.anonymous(core).settled();

        publisher.tells("fees", "alice");

        assertThat(phone.readsTitles()).containsExactly("fees");
        assertThat(laptop.readsTitles()).containsExactly("fees");
        assertThat(bob.reads()).isEmpty();
        assertThat(guest.reads()).isEmpty();
    }

    @Test
    void aChannelStandsForThoseWhoFollowItNow() {
        var alice = Visitor.named(core, "alice").subscribes("conversation:1").settled();
        var guest = Visitor.anonymous(core).subscribes("conversation:1").settled();
        var bob = Visitor.named(core, "bob").subscribes("conversation:2").settled();
        var gone = Visitor.named(core, "carol").subscribes("conversation:1");
        gone.leaves();

        publisher.tellsMembers("meeting", "conversation:1");
        var late = Visitor.named(core, "late").subscribes("conversation:1");

        assertThat(alice.readsTitles()).containsExactly("meeting");
        assertThat(guest.readsTitles()).containsExactly("meeting");
        assertThat(bob.readsTitles()).isEmpty();
        assertThat(late.readsTitles()).isEmpty();
        assertThat(Visitor.named(core, "carol").readsTitles()).isEmpty();
    }

    @Test
    void aMemberWhoLeavesIsStillToldWhatWasPublishedBefore() {
        var alice = Visitor.named(core, "alice").subscribes("conversation:1");
        publisher.tellsMembers("meeting", "conversation:1");
        alice.leaves();

        assertThat(Visitor.named(core, "alice").readsTitles()).containsExactly("meeting");
    }

    @Test
    void aChannelOfAKindThatIsNotThereStandsForNobody() {
        var outcome =
                publisher.outcome(
                        Publisher.input(
                                "meeting", new Addressees.Members(new ChannelName("chat:1")), DAY));

        assertThat(outcome).isEqualTo(new Outcome.UnknownKind(core.channelKinds.names()));
    }

    @Test
    void anAddresseeWhoComesLaterGetsAllOfItOldestFirst() {
        publisher.tells("first", "alice");
        publisher.tells("for bob", "bob");
        publisher.tells("second", "alice");

        var alice = Visitor.named(core, "alice");

        assertThat(alice.readsTitles()).containsExactly("first", "second");
    }

    @Test
    void notificationsArriveInTheOrderOfPublishing() {
        var alice = Visitor.named(core, "alice").settled();
        var titles = IntStream.range(0, 20).mapToObj(i -> "n" + i).toList();

        titles.forEach(title -> publisher.tells(title, "alice"));

        assertThat(alice.readsTitles()).containsExactlyElementsOf(titles);
    }

    @Test
    void onOneConnectionANotificationIsNotSentTwice() {
        publisher.tells("before", "alice");
        var alice = Visitor.named(core, "alice");
        publisher.tells("after", "alice");

        assertThat(alice.readsTitles()).containsExactly("before", "after");

        publisher.tells("later", "alice");

        assertThat(alice.readsTitles()).containsExactly("later");
    }

    @Test
    void whatWasWrittenBeforeIsRedeliveredToTheUsersNextClientAndSaysSo() {
        Visitor.named(core, "alice").settled();
        publisher.tells("unread", "alice");
        var alice = Visitor.named(core, "alice");
        assertThat(alice.reads(NotificationDelivery.class))
                .extracting(NotificationDelivery::redelivered)
                .containsExactly(false);

        alice.leaves();

        assertThat(Visitor.named(core, "alice").reads(NotificationDelivery.class))
                .extracting(NotificationDelivery::redelivered)
                .containsExactly(true);
    }

    @Test
    void whatWasTakenButNeverWrittenIsNotARedelivery() {
        publisher.tells("fees", "alice");
        var alice = Visitor.named(core, "alice");
        assertThat(alice.startsReading(2)).hasSize(2);

        alice.leaves();

        assertThat(Visitor.named(core, "alice").reads(NotificationDelivery.class))
                .extracting(NotificationDelivery::redelivered)
                .containsExactly(false);
    }

    @Test
    void whatExpiredIsNotSentToWhoComesLater() {
        publisher.lasting(Duration.ofMinutes(1)).tells("short", "alice");
        publisher.lasting(Duration.ofMinutes(2)).tells("long", "alice");

        clock.advance(Duration.ofMinutes(1));

        assertThat(Visitor.named(core, "alice").readsTitles()).containsExactly("long");
    }

    @Test
    void everyoneIsWhoWasSeenInTheLastThirtyDays() {
        Visitor.named(core, "long-gone").leaves();
        clock.advance(Duration.ofMillis(1));
        Visitor.named(core, "just-in-time").leaves();
        clock.advance(Duration.ofDays(30));

        publisher.tellsEveryone("fees");

        assertThat(Visitor.named(core, "just-in-time").readsTitles()).containsExactly("fees");
        assertThat(Visitor.named(core, "long-gone").readsTitles()).isEmpty();
    }

    @Test
    void whoStayedForLongWasSeenWhenItLeft() {
        var alice = Visitor.named(core, "alice");
        clock.advance(DAY.multipliedBy(20));
        alice.leaves();
        clock.advance(DAY.multipliedBy(20));

        publisher.tellsEveryone("fees");

        assertThat(Visitor.named(core, "alice").readsTitles()).containsExactly("fees");
    }

    @Test
    void everyoneIsAlsoWhoIsHereHoweverLongAgoItCame() {
        var alice = Visitor.named(core, "alice").settled();
        var guest = Visitor.anonymous(core).settled();
        for (int day = 0; day < 40; day++) {
            clock.advance(DAY);
            core.tendNotifications.handle();
        }

        publisher.tellsEveryone("fees");

        assertThat(alice.readsTitles()).containsExactly("fees");
        assertThat(guest.readsTitles()).containsExactly("fees");
    }

    @Test
    void whoIsFirstSeenLaterIsNotEveryone() {
        Visitor.anonymous(core).leaves();
        publisher.tellsEveryone("fees");

        assertThat(Visitor.named(core, "newcomer").readsTitles()).isEmpty();
        assertThat(Visitor.anonymous(core).readsTitles()).isEmpty();
        assertThat(core.store.counts().pending()).isZero();
    }

    @Test
    void anAnonymousClientsInboxEndsWhenItDoesNotComeBack() {
        var guest = Visitor.anonymous(core).settled();
        publisher.tells("fees", guest.user().value());
        assertThat(core.store.counts().pending()).isEqualTo(1);

        guest.leaves();
        assertThat(core.store.counts().pending()).as("it may come back").isEqualTo(1);
        clock.advance(Core.RESUME_WINDOW.plusMillis(1));
        core.tendNotifications.handle();

        assertThat(core.store.counts().pending()).isZero();
    }

    @Test
    void anAnonymousUserWhoDidNotComeBackGetsNoInbox() {
        var guest = Visitor.anonymous(core);
        guest.leaves();
        clock.advance(Core.RESUME_WINDOW.plusMillis(1));
        core.tendNotifications.handle();

        publisher.tells("fees", guest.user().value(), "alice");

        assertThat(core.store.counts().pending()).isEqualTo(1);
        assertThat(Visitor.named(core, "alice").readsTitles()).containsExactly("fees");
    }

    @Test
    void isEncodedOnceForAllWhoAreHere() {
        var users = IntStream.range(0, 50).mapToObj(i -> People.user("user-" + i)).toList();
        users.forEach(user -> Visitor.named(core, user.value()));
        int before = format.encoded();

        publisher.tells("fees", users.stream().collect(Collectors.toSet()));

        int numbersOfUnread = users.size();
        assertThat(format.encoded()).isEqualTo(before + 1 + numbersOfUnread);
    }

    @Test
    void whatWouldBeTooLargeReachesNobody() {
        var alice = Visitor.named(core, "alice").settled();
        var audience = new Audience.Users(Set.of(alice.user()));

        var outcome = publisher.tries("x".repeat(16_384), audience);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.TooLarge.class,
                        tooLarge -> assertThat(tooLarge.bytes()).isGreaterThan(16_384));
        assertThat(alice.reads()).isEmpty();
        assertThat(core.store.counts().published()).isZero();
    }

    @Test
    void theLargestThatFitsIsPublished() {
        var alice = Visitor.named(core, "alice").settled();
        var audience = new Audience.Users(Set.of(alice.user()));
        int around = ((Outcome.TooLarge) publisher.tries("x".repeat(16_384), audience)).bytes();
        int fits = 16_384 - (around - 16_384);

        assertThat(publisher.tries("x".repeat(fits + 1), audience))
                .isEqualTo(new Outcome.TooLarge(16_385));
        assertThat(publisher.tries("x".repeat(fits), audience))
                .isInstanceOf(Outcome.Published.class);
        assertThat(alice.reads()).hasSize(1);
    }

    // Repetition

    @Test
    void aRepetitionIsAnsweredAsTheFirstAndReachesNobody() {
        var alice = Visitor.named(core, "alice").settled();
        var first = (Outcome.Published) publisher.outcome(keyed("fees", "key", DAY));
        alice.settled();
        clock.advance(Duration.ofSeconds(1));

        var second = publisher.outcome(keyed("fees", "key", DAY));

        assertThat(second).isEqualTo(new Outcome.Repeated(first.id(), first.createdAt()));
        assertThat(alice.reads()).isEmpty();
    }

    @Test
    void aKeyThatWasUsedForSomethingElseIsRefused() {
        var alice = Visitor.named(core, "alice").settled();
        publisher.outcome(keyed("fees", "key", DAY));
        alice.settled();

        assertThat(publisher.outcome(keyed("rates", "key", DAY))).isEqualTo(new Outcome.KeyTaken());
        assertThat(publisher.outcome(keyed("fees", "key", DAY.plusSeconds(1))))
                .isEqualTo(new Outcome.KeyTaken());
        assertThat(alice.reads()).isEmpty();
    }

    private static PublishNotification.Input keyed(String title, String key, Duration ttl) {
        return new PublishNotification.Input(
                new Audience.Users(Set.of(People.user("alice"), People.user("bob"))),
                title,
                "",
                Severity.INFO,
                null,
                null,
                List.of(),
                null,
                ttl,
                Optional.empty(),
                Optional.of(key));
    }
}
