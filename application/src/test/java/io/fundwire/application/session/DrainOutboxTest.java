package io.fundwire.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.fixtures.Messages;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.message.RequestRef;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

final class DrainOutboxTest {

    private final VirtualClock clock = new VirtualClock();
    private final List<String> written = new ArrayList<>();
    private final Core core = Core.of(Core.Settings.defaults().with(new Diary(written)), clock);
    private final Visitor alice = Visitor.named(core, "alice").settled();

    @Test
    void takesNothingWhereNothingWaits() {
        assertThat(taken()).isEmpty();
    }

    @Test
    void takesAllThatWaitsInTheOrderOfWriting() {
        send(Lane.EPHEMERAL, "typing");
        send(Lane.CONTROL, "answer");
        send(Lane.INBOX, "notification");

        assertThat(texts(taken())).containsExactly("answer", "notification", "typing");
    }

    @Test
    void takesNoMoreForOneWriteThanItsBytesAndTheMessageThatReachesThem() {
        for (int i = 0; i < 4; i++) {
            core.delivery.tell(alice.client(), Messages.large(Lane.INBOX, 30 * 1024));
        }

        assertThat(taken()).hasSize(3);
        assertThat(taken()).hasSize(1);
    }

    @Test
    void takesALargeMessageWhole() {
        core.delivery.tell(alice.client(), Messages.large(Lane.INBOX, 200 * 1024));

        assertThat(taken()).hasSize(1);
    }

    @Test
    void countsMessagesWhenTheyAreWrittenNotBefore() {
        long before = core.traffic.sent();
        send(Lane.CONTROL, "first");
        send(Lane.INBOX, "second");

        var messages = taken();
        assertThat(core.traffic.sent()).isEqualTo(before);

        core.drainOutbox.written(alice.client(), messages);
        assertThat(core.traffic.sent()).isEqualTo(before + 2);
    }

    @Test
    void measuresTheTimeFromARequestReadToItsAnswerWritten() {
        var request = new RequestRef("7", clock.instant());
        core.delivery.answer(alice.client(), request, Messages.plain(Lane.CONTROL, "answer"));
        var messages = taken();

        clock.advance(Duration.ofMillis(100));
        core.drainOutbox.written(alice.client(), messages);

        assertThat(core.latency.percentiles(clock.instant()).p50Millis()).isBetween(100.0, 112.5);
    }

    @Test
    void measuresNothingOfWhatNobodyAskedFor() {
        send(Lane.CONTROL, "unasked");
        var messages = taken();

        clock.advance(Duration.ofMillis(100));
        core.drainOutbox.written(alice.client(), messages);

        assertThat(core.latency.percentiles(clock.instant()).p50Millis()).isZero();
    }

    @Test
    void tellsTheListenersWhatWasWrittenAndIsFollowedInOrder() {
        send(Lane.CONTROL, "answer");
        core.delivery.tell(alice.client(), Messages.followed(Lane.INBOX, "first"));
        send(Lane.EPHEMERAL, "typing");
        core.delivery.tell(alice.client(), Messages.followed(Lane.CHANNEL, "second"));

        core.drainOutbox.written(alice.client(), taken());

        assertThat(written).containsExactly("first", "second");
    }

    private void send(Lane lane, String text) {
        core.delivery.tell(alice.client(), Messages.plain(lane, text));
    }

    private List<Outgoing> taken() {
        var messages = new ArrayList<Outgoing>();
        core.drainOutbox.take(alice.client(), messages);
        return messages;
    }

    private static List<String> texts(List<Outgoing> messages) {
        return messages.stream().map(Outgoing::message).map(Messages::textOf).toList();
    }

    private record Diary(List<String> written) implements SessionListener {

        @Override
        public void written(ConnectedClient client, Outgoing outgoing) {
            written.add(Messages.textOf(outgoing.message()));
        }
    }
}
