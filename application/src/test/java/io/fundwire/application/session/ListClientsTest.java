package io.fundwire.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

final class ListClientsTest {

    private final VirtualClock clock = new VirtualClock();
    private final Core core = Core.on(clock);

    @Test
    void listsNobodyWhereNobodyIs() {
        assertThat(page(null, 10)).isEqualTo(new ListClients.Page(List.of(), null));
    }

    @Test
    void listsThoseWhoAreHereInTheOrderInWhichTheyCame() {
        var alice = comes("alice");
        var guest = comesUnnamed();
        var bob = comes("bob");
        comes("carol").leaves();

        var page = page(null, 10);

        assertThat(ids(page)).containsExactly(alice.id(), guest.id(), bob.id());
        assertThat(page.clients())
                .extracting(ListedClient::userId)
                .containsExactly(alice.user(), guest.user(), bob.user());
        assertThat(page.next()).isNull();
    }

    @Test
    void aFullLastPageIsFollowedByNone() {
        comes("alice");
        comes("bob");

        assertThat(page(null, 2).next()).isNull();
        assertThat(page(null, 1).next()).isNotNull();
    }

    @Test
    void thePagesTogetherHaveEverybodyOnce() {
        var all = new ArrayList<ClientId>();
        for (int i = 0; i < 25; i++) {
            // Several come in the same millisecond.
            all.add(Visitor.anonymous(core).id());
            clock.advance(Duration.ofMillis(i % 2));
        }

        var listed = new ArrayList<ClientId>();
        var page = page(null, 4);
        listed.addAll(ids(page));
        while (page.next() != null) {
            assertThat(page.clients()).hasSize(4);
            page = page(page.next(), 4);
            listed.addAll(ids(page));
        }

        assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aPageGoesOnBehindOneWhoHasLeft() {
        comes("alice");
        var bob = comes("bob");
        var carol = comes("carol");
        String next = page(null, 2).next();

        bob.leaves();

        assertThat(next).isEqualTo(bob.id().value());
        assertThat(ids(page(next, 2))).containsExactly(carol.id());
    }

    @Test
    void nothingFollowsTheLast() {
        var alice = comes("alice");

        assertThat(page(alice.id().value(), 1)).isEqualTo(new ListClients.Page(List.of(), null));
        assertThat(page("z", 1).clients()).isEmpty();
    }

    private Visitor comes(String user) {
        clock.advance(Duration.ofMillis(1));
        return Visitor.named(core, user);
    }

    private Visitor comesUnnamed() {
        clock.advance(Duration.ofMillis(1));
        return Visitor.anonymous(core);
    }

    private ListClients.Page page(String after, int limit) {
        return core.listClients.handle(new ListClients.Input(after, limit));
    }

    private static List<ClientId> ids(ListClients.Page page) {
        return page.clients().stream().map(ListedClient::clientId).toList();
    }
}
