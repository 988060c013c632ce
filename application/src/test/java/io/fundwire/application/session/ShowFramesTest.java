package io.fundwire.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.session.FlightRecord.Frame;
import io.fundwire.domain.session.FlightRecording;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

final class ShowFramesTest {

    private final VirtualClock clock = new VirtualClock();
    private final Core core = Core.on(clock);

    @Test
    void showsWhatWasWrittenAndNotWhatWaits() {
        var alice = Visitor.named(core, "alice");
        assertThat(types(alice.id())).isEmpty();

        alice.settled();
        assertThat(types(alice.id())).containsExactly("connection", "unread");

        alice.sendsHeartbeat();
        assertThat(types(alice.id())).containsExactly("connection", "unread");
        alice.settled();
        assertThat(types(alice.id())).containsExactly("connection", "unread", "heartbeat-ack");
    }

    @Test
    void showsThoseOfOneWhoLeftInTheLastHour() {
        var alice = Visitor.named(core, "alice").settled();

        alice.leaves();

        assertThat(types(alice.id())).containsExactly("connection", "unread");
        clock.advance(Duration.ofMinutes(61));
        assertThat(core.showFrames.handle(alice.id())).isEmpty();
    }

    @Test
    void ofOneWhoCameBackShowsThoseSinceThen() {
        var older = Visitor.named(core, "alice");
        String token = older.readsToken();
        older.sendsHeartbeat();
        older.settled();
        older.leaves();

        Visitor.comingBack(core).resumes(token).settled();

        assertThat(types(older.id())).isNotEmpty().doesNotContain("heartbeat-ack");
    }

    @Test
    void whereNothingIsRecordedSaysSo() {
        var core = Core.of(Core.Settings.defaults().with(FlightRecording.off()), clock);
        var alice = Visitor.named(core, "alice").settled();

        assertThat(core.showFrames.handle(alice.id()))
                .contains(new ShowFrames.Output(false, false, List.of()));
        assertThat(alice.client().session().exchanged().sent()).isEqualTo(2);
    }

    @Test
    void showsWhatWasSaidWhereThatIsRecorded() {
        var core = Core.of(Core.Settings.defaults().with(FlightRecording.withContents()), clock);
        var alice = Visitor.named(core, "alice").settled();

        var shown = core.showFrames.handle(alice.id()).orElseThrow();

        assertThat(shown.recordsContents()).isTrue();
        assertThat(shown.frames().getFirst().type()).isEqualTo("connection");
        assertThat(shown.frames().getFirst().contents()).isEmpty();
        assertThat(shown.frames().getLast().type()).isEqualTo("unread");
        assertThat(shown.frames().getLast().contents()).isPresent();
    }

    @Test
    void nobodyKnowsWhoWasNeverHere() {
        assertThat(core.showFrames.handle(new ClientId("client_0_nobody"))).isEmpty();
    }

    private List<String> types(ClientId id) {
        var shown = core.showFrames.handle(id).orElseThrow();
        assertThat(shown.recordsFrames()).isTrue();
        return shown.frames().stream().map(Frame::type).toList();
    }
}
