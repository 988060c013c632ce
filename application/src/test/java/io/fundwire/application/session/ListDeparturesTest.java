package io.fundwire.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.OutboxLimits;
import io.fundwire.domain.session.CloseReason;
import io.fundwire.domain.session.Departure;
import io.fundwire.domain.session.Ending;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

final class ListDeparturesTest {

    private final VirtualClock clock = new VirtualClock();
    private final Core core = Core.on(clock);

    @Test
    void saysWhoLeftWhenAndHow() {
        clock.advance(Duration.ofSeconds(1));
        var alice = Visitor.named(core, "alice");
        clock.advance(Duration.ofSeconds(1));

        alice.leaves(1001);

        assertThat(all())
                .containsExactly(
                        new Departure(
                                alice.client().session().client(),
                                clock.instant(),
                                new Ending.ByItself(1001)));
        assertThat(all().getFirst().client().since()).isEqualTo(VirtualClock.START.plusSeconds(1));
    }

    @Test
    void nobodyWhoIsHereHasLeft() {
        Visitor.named(core, "alice");

        assertThat(all()).isEmpty();
    }

    @Test
    void whoLeavesTwiceLeftOnce() {
        var alice = Visitor.named(core, "alice");

        alice.leaves(1000);
        alice.leaves(1006);

        assertThat(endings()).containsExactly(new Ending.ByItself(1000));
    }

    @Test
    void whoGotNoPlaceWasNeverHere() {
        var core = Core.of(Core.Settings.defaults().withMaxConnections(1), clock);
        Visitor.named(core, "alice");

        Visitor.named(core, "bob").leaves();

        assertThat(page(core, OptionalLong.empty(), 10).departures()).isEmpty();
    }

    @Test
    void whoIsExpelledLeavesBecauseOfThat() {
        var alice = Visitor.named(core, "alice");

        core.expelClient.handle(alice.id(), outcome -> {});
        assertThat(endings()).isEmpty();
        alice.leaves(4510);

        assertThat(endings()).containsExactly(new Ending.ByServer(CloseReason.EXPELLED, 4510));
    }

    @Test
    void whoIsSilentLeavesBecauseOfThat() {
        var alice = Visitor.named(core, "alice");
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(30));
            core.evictSilentClients.handle();
        }

        alice.leaves(1006);

        assertThat(endings()).containsExactly(new Ending.ByServer(CloseReason.SILENT, 1006));
    }

    @Test
    void whoReadsTooSlowlyLeavesBecauseOfThat() {
        var tight = new OutboxLimits(2_000, 256, Duration.ofSeconds(2));
        var core = Core.of(Core.Settings.defaults().with(tight), clock);
        var slow = Visitor.named(core, "slow");
        for (int i = 0; i < 100; i++) {
            slow.sendsHeartbeat();
        }

        slow.leaves(4002);

        assertThat(page(core, OptionalLong.empty(), 10).departures())
                .extracting(Departure::ending)
                .containsExactly(new Ending.ByServer(CloseReason.SLOW_READER, 4002));
    }

    @Test
    void whoCameBackLeftOnTheOlderConnection() {
        var older = Visitor.named(core, "alice");
        String token = older.readsToken();
        clock.advance(Duration.ofSeconds(5));
        var newer = Visitor.comingBack(core).resumes(token);

        older.leaves(4409);

        assertThat(all())
                .containsExactly(
                        new Departure(
                                older.client().session().client(),
                                clock.instant(),
                                new Ending.ByServer(CloseReason.RESUMED_ELSEWHERE, 4409)));
        newer.leaves();
        assertThat(all())
                .extracting(departure -> departure.client().id())
                .hasSize(2)
                .containsOnly(older.id());
    }

    @Test
    void whoLeavesInADrainLeavesBecauseOfThat() {
        var alice = Visitor.named(core, "alice");
        core.drainServer.handle(new DrainServer.Input(1));

        alice.leaves(1012);

        assertThat(endings()).containsExactly(new Ending.ByServer(CloseReason.RESTARTING, 1012));
    }

    @Test
    void thePagesTogetherHaveEverybodyOnceTheLastFirst() {
        for (int i = 0; i < 7; i++) {
            Visitor.named(core, "user-" + i).leaves();
        }

        var users = new ArrayList<String>();
        var page = page(core, OptionalLong.empty(), 3);
        users.addAll(users(page));
        while (page.next() != null) {
            assertThat(page.departures()).hasSize(3);
            Visitor.named(core, "leaves meanwhile").leaves();
            page = page(core, OptionalLong.of(page.next()), 3);
            users.addAll(users(page));
        }

        assertThat(users)
                .containsExactly(
                        "user-6", "user-5", "user-4", "user-3", "user-2", "user-1", "user-0");
    }

    @Test
    void aFullLastPageIsFollowedByNone() {
        Visitor.named(core, "alice").leaves();
        Visitor.named(core, "bob").leaves();

        assertThat(page(core, OptionalLong.empty(), 2).next()).isNull();
        assertThat(page(core, OptionalLong.empty(), 1).next()).isNotNull();
    }

    @Test
    void anHourLaterNobodyKnows() {
        Visitor.named(core, "alice").leaves();

        clock.advance(Duration.ofMinutes(61));

        assertThat(all()).isEmpty();
    }

    private List<Departure> all() {
        return page(core, OptionalLong.empty(), 10).departures();
    }

    private List<Ending> endings() {
        return all().stream().map(Departure::ending).toList();
    }

    private static ListDepartures.Page page(Core core, OptionalLong after, int limit) {
        return core.listDepartures.handle(new ListDepartures.Input(after, limit));
    }

    private static List<String> users(ListDepartures.Page page) {
        return page.departures().stream()
                .map(departure -> departure.client().user().value())
                .toList();
    }
}
