package io.fundwire.application.presence;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Simulation;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Payload;
import io.fundwire.domain.message.ServerMessage;
import io.fundwire.domain.presence.Member;
import io.fundwire.domain.presence.MemberJoined;
import io.fundwire.domain.presence.MemberLeft;
import io.fundwire.domain.presence.MemberPage;
import io.fundwire.domain.presence.StateChanged;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Whoever subscribes, asks who is there and reads what follows, however slowly, knows in the end
/// who is there, and how.
final class AttendanceSimulationTest {

    private static final int STEPS = 200;
    private static final int CLIENTS = 8;
    private static final int USERS = 5;
    private static final String DOC = "document:1";

    @Test
    void everySubscriberKnowsInTheEndWhoIsThere() {
        Simulation.seeds(100).run(random -> new Run(random).play());
    }

    private static final class Run {

        private final RandomGenerator random;
        private final VirtualClock clock = new VirtualClock();
        private final Core core = Core.on(clock);
        private final List<Tab> tabs = new ArrayList<>();
        private final Map<UserId, Payload> states = new HashMap<>();

        Run(RandomGenerator random) {
            this.random = random;
            for (int i = 0; i < CLIENTS; i++) {
                tabs.add(new Tab(core, "user-" + i % USERS));
            }
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                var tab = tabs.get(random.nextInt(CLIENTS));
                switch (random.nextInt(9)) {
                    case 0, 1 -> tab.subscribes();
                    case 2 -> tab.unsubscribes();
                    case 3 -> tab.comesAnew(core);
                    case 4, 5 -> setsState(tab);
                    case 6 -> tab.reads();
                    default -> pass(Duration.ofMillis(random.nextInt(4000)));
                }
            }

            pass(Duration.ofSeconds(10));

            var users =
                    tabs.stream().filter(tab -> tab.isHere).map(tab -> tab.user).collect(toSet());
            for (Tab tab : tabs) {
                tab.reads();
                if (tab.isHere) {
                    assertThat(tab.users).isEqualTo(users);
                    assertThat(tab.states).isEqualTo(statesOf(users));
                }
            }
            assertThat(core.alarms.count()).isZero();
            assertThat(core.attendance.count()).isEqualTo(users.isEmpty() ? 0 : 1);
        }

        /// What was set last of those who did not leave for long enough to lose it.
        private Map<UserId, Payload> statesOf(Set<UserId> users) {
            var kept =
                    core
                            .attendance
                            .page(new ListMembers.Input(new ChannelName(DOC), null, 100))
                            .members()
                            .stream()
                            .filter(member -> member.state() != null)
                            .collect(toMap(Member::userId, Member::state));
            kept.forEach((user, state) -> assertThat(states).containsEntry(user, state));
            assertThat(users).containsAll(kept.keySet());
            return kept;
        }

        private void setsState(Tab tab) {
            if (tab.isHere) {
                int number = random.nextInt(10);
                if (number == 0) {
                    tab.visitor.updatesPresence(DOC, null);
                    states.remove(tab.user);
                } else {
                    tab.visitor.updatesPresence(DOC, Integer.toString(number));
                    states.put(tab.user, new Payload(Integer.toString(number)));
                }
            }
        }

        private void pass(Duration duration) {
            clock.advance(duration);
            core.alarms.ring();
        }
    }

    /// A client that keeps a picture of who is there.
    private static final class Tab {

        private final UserId user;
        private final Set<UserId> users = new HashSet<>();
        private final Map<UserId, Payload> states = new HashMap<>();
        private Visitor visitor;
        private boolean isHere;

        Tab(Core core, String user) {
            this.user = new UserId(user);
            this.visitor = Visitor.named(core, user);
        }

        void subscribes() {
            visitor.subscribes(DOC).requestsPresence(DOC);
            isHere = true;
        }

        void unsubscribes() {
            visitor.unsubscribes(DOC);
            isHere = false;
        }

        void comesAnew(Core core) {
            visitor.leaves();
            visitor = Visitor.named(core, user.value());
            isHere = false;
        }

        void reads() {
            visitor.reads().forEach(this::sees);
        }

        private void sees(ServerMessage message) {
            switch (message) {
                case MemberPage(var _, var _, var members, var _) -> {
                    users.clear();
                    states.clear();
                    members.forEach(member -> sees(member.userId(), member.state()));
                }
                case MemberJoined(var _, var joined, var _) -> sees(joined, null);
                case StateChanged(var _, var other, var _, var state) -> sees(other, state);
                case MemberLeft(var _, var left) -> {
                    users.remove(left);
                    states.remove(left);
                }
                default -> {}
            }
        }

        private void sees(UserId other, @Nullable Payload state) {
            users.add(other);
            if (state == null) {
                states.remove(other);
            } else {
                states.put(other, state);
            }
        }
    }
}
