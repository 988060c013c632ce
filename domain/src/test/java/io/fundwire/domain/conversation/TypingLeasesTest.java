package io.fundwire.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.client.Client;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

final class TypingLeasesTest {

    private static final ConversationId WHERE = new ConversationId("42");
    private static final Duration NANO = Duration.ofNanos(1);

    private final VirtualClock clock = new VirtualClock();
    private final TypingLeases leases = new TypingLeases(WHERE);

    private final Client alice = People.client("alice");
    private final Client bob = People.client("bob");

    @Test
    void aStartTellsWhoTypesWhereAndForHowLong() {
        var told = start(alice);

        assertThat(told)
                .contains(
                        new TypingChanged(
                                "typing-start",
                                WHERE,
                                alice.id(),
                                alice.user(),
                                List.of(alice.user()),
                                1,
                                8000));
        assertThat(leases.isEmpty()).isFalse();
    }

    @Test
    void aStopTellsWhoTypesStill() {
        start(alice);
        start(bob);

        var told = leases.stop(alice.id());

        assertThat(told)
                .contains(
                        new TypingChanged(
                                "typing-stop",
                                WHERE,
                                alice.id(),
                                alice.user(),
                                List.of(bob.user()),
                                1,
                                8000));
    }

    @Test
    void aStopOfSomebodyWhoDoesNotTypeTellsNothing() {
        start(bob);

        assertThat(leases.stop(alice.id())).isEmpty();
    }

    @Test
    void nobodyTypesWhenAllHaveStopped() {
        start(alice);

        leases.stop(alice.id());

        assertThat(leases.isEmpty()).isTrue();
    }

    @Test
    void aRepeatedStartIsToldAgainOnlyAfterTwoSeconds() {
        start(alice);

        clock.advance(Duration.ofSeconds(2).minus(NANO));
        assertThat(start(alice)).isEmpty();

        clock.advance(NANO);
        assertThat(start(alice)).isPresent();
    }

    @Test
    void theTwoSecondsRunFromWhatWasToldNotFromWhatWasHeard() {
        start(alice);
        clock.advance(Duration.ofSeconds(1));
        start(alice);
        clock.advance(Duration.ofSeconds(1));

        assertThat(start(alice)).isPresent();
    }

    @Test
    void aStartAfterAStopIsToldAtOnce() {
        start(alice);
        leases.stop(alice.id());

        assertThat(start(alice)).isPresent();
    }

    @Test
    void aLeaseEndsByItselfSixSecondsAfterItsStart() {
        start(alice);

        clock.advance(Duration.ofSeconds(6).minus(NANO));
        assertThat(expire()).isEmpty();

        clock.advance(NANO);
        assertThat(expire())
                .singleElement()
                .isEqualTo(
                        new TypingChanged(
                                "typing-stop",
                                WHERE,
                                alice.id(),
                                alice.user(),
                                List.of(),
                                0,
                                8000));
        assertThat(leases.isEmpty()).isTrue();
    }

    @Test
    void everyStartRenewsTheLeaseToldOrNot() {
        start(alice);
        clock.advance(Duration.ofSeconds(1));
        start(alice);

        clock.advance(Duration.ofSeconds(6).minus(NANO));
        assertThat(expire()).isEmpty();

        clock.advance(NANO);
        assertThat(expire()).hasSize(1);
    }

    @Test
    void leasesEndInTheOrderOfTheirLastStarts() {
        start(alice);
        clock.advance(Duration.ofSeconds(1));
        start(bob);
        clock.advance(Duration.ofSeconds(1));
        start(alice);

        clock.advance(Duration.ofSeconds(5));
        assertThat(expire()).extracting(TypingChanged::userId).containsExactly(bob.user());

        clock.advance(Duration.ofSeconds(1));
        assertThat(expire()).extracting(TypingChanged::userId).containsExactly(alice.user());
    }

    @Test
    void eachLeaseThatEndsIsToldWithWhatIsLeftThen() {
        start(alice);
        start(bob);

        clock.advance(TypingLeases.LEASE);

        assertThat(expire())
                .extracting(TypingChanged::typing)
                .containsExactly(List.of(bob.user()), List.of());
    }

    @Test
    void aUserWhoTypesOnTwoClientsIsListedOnceAndUntilBothStopped() {
        var phone = People.client("phone", "alice");
        var laptop = People.client("laptop", "alice");
        start(phone);

        assertThat(start(laptop).orElseThrow().count()).isEqualTo(1);
        assertThat(leases.stop(phone.id()).orElseThrow().typing())
                .containsExactly(People.user("alice"));
        assertThat(leases.stop(laptop.id()).orElseThrow().typing()).isEmpty();
    }

    @Test
    void listsTwentyUsersAndCountsAll() {
        IntStream.range(0, 20).forEach(i -> start(People.client("user-" + i)));

        var told = start(People.client("one-too-many")).orElseThrow();

        assertThat(told.typing())
                .hasSize(20)
                .startsWith(People.user("user-0"))
                .doesNotContain(People.user("one-too-many"));
        assertThat(told.count()).isEqualTo(21);
    }

    @Test
    void aNewerChangeOfTheSameClientThereSupersedesAWaitingOne() {
        var started = start(alice).orElseThrow();
        var stopped = leases.stop(alice.id()).orElseThrow();
        var bobStarted = start(bob).orElseThrow();
        var elsewhere =
                new TypingLeases(ConversationId.LOBBY).start(alice, clock.instant()).orElseThrow();

        assertThat(stopped.conflationKey()).isPresent().isEqualTo(started.conflationKey());
        assertThat(bobStarted.conflationKey()).isNotEqualTo(started.conflationKey());
        assertThat(elsewhere.conflationKey()).isNotEqualTo(started.conflationKey());
    }

    private Optional<TypingChanged> start(Client client) {
        return leases.start(client, clock.instant());
    }

    private List<TypingChanged> expire() {
        return leases.expire(clock.instant());
    }
}
