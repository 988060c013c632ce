package io.fundwire.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

final class DeparturesTest {

    private static final long ALL = Long.MAX_VALUE;

    private final VirtualClock clock = new VirtualClock();
    private final Departures departures = new Departures();

    @Test
    void theLastComesFirst() {
        leaves("alice");
        leaves("bob");
        leaves("alice");

        assertThat(users(newest(ALL, 10))).containsExactly("alice", "bob", "alice");
        assertThat(newest(ALL, 10))
                .extracting(Departures.Numbered::number)
                .containsExactly(3L, 2L, 1L);
    }

    @Test
    void asManyAsAskedForBelowTheNumberAskedFor() {
        leaves("alice");
        leaves("bob");
        leaves("carol");

        assertThat(users(newest(ALL, 2))).containsExactly("carol", "bob");
        assertThat(users(newest(2, 2))).containsExactly("alice");
        assertThat(newest(1, 2)).isEmpty();
    }

    @Test
    void anHourLaterADepartureIsForgotten() {
        leaves("alice");
        clock.advance(Duration.ofMinutes(30));
        leaves("bob");

        clock.advance(Duration.ofMinutes(30));
        assertThat(users(newest(ALL, 10))).containsExactly("bob", "alice");

        clock.advance(Duration.ofMillis(1));
        assertThat(users(newest(ALL, 10))).containsExactly("bob");
    }

    @Test
    void aThousandAreRememberedAtMost() {
        for (int i = 1; i <= 1_005; i++) {
            leaves("user-" + i);
        }

        var all = newest(ALL, 2_000);
        assertThat(all).hasSize(1_000);
        assertThat(all.getLast().departure().client().user()).isEqualTo(People.user("user-6"));
    }

    @Test
    void theFramesOfAClientAreThoseOfWhenItLeftLast() {
        leaves("alice", "first");
        leaves("bob", "other");
        clock.advance(Duration.ofMinutes(59));
        leaves("alice", "second");

        assertThat(typesOf("alice")).containsExactly("second");
        assertThat(typesOf("bob")).containsExactly("other");
        clock.advance(Duration.ofMinutes(2));
        assertThat(typesOf("alice")).containsExactly("second");
        assertThat(departures.lastFlightOf(People.client("bob").id(), clock.instant())).isEmpty();
    }

    private void leaves(String user) {
        leaves(user, "heartbeat");
    }

    private void leaves(String user, String lastMessage) {
        var recorder = new FlightRecorder(FlightRecording.on(), clock.instant());
        recorder.add(FlightRecord.Direction.IN, lastMessage, 10, clock.instant());
        departures.add(
                new Departure(People.client(user), clock.instant(), new Ending.ByItself(1000)),
                recorder.record());
    }

    private List<String> typesOf(String user) {
        return departures
                .lastFlightOf(People.client(user).id(), clock.instant())
                .orElseThrow()
                .frames()
                .stream()
                .map(FlightRecord.Frame::type)
                .toList();
    }

    private List<Departures.Numbered> newest(long below, int limit) {
        return departures.newest(below, limit, clock.instant());
    }

    private static List<String> users(List<Departures.Numbered> departures) {
        return departures.stream()
                .map(numbered -> numbered.departure().client().user().value())
                .toList();
    }
}
