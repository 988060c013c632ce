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
        assertThat(page(null, 10)).isEqualTo(new ListClients.Page(List.of(), 0, null));
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
                .extracting(listed -> listed.state().userId())
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

        assertThat(page(alice.id().value(), 1)).isEqualTo(new ListClients.Page(List.of(), 1, null));
        assertThat(page("z", 1).clients()).isEmpty();
    }

    @Test
    void aSearchFindsWhoseUserIdHasTheTextWhateverItsCase() {
        var annika = comes("Annika Öberg");
        var joanna = comes("joanna");
        comes("bob");

        assertThat(ids(matching("ANN"))).containsExactly(annika.id(), joanna.id());
        assertThat(ids(matching("öBERG"))).containsExactly(annika.id());
        assertThat(ids(matching("ann."))).isEmpty();
        assertThat(ids(matching("\\E"))).isEmpty();
    }

    @Test
    void aSearchFindsClientsByTheirIds() {
        comes("alice");
        var bob = comes("bob");
        var guest = comesUnnamed();
        String middle = bob.id().value().substring(3, bob.id().value().length() - 1);

        assertThat(ids(matching(middle))).containsExactly(bob.id());
        assertThat(ids(matching(guest.id().value()))).containsExactly(guest.id());
    }

    @Test
    void everyPageCountsAllThatMatch() {
        for (int i = 0; i < 5; i++) {
            comes("ann-" + i);
            comes("bob-" + i);
        }

        var first = core.listClients.handle(new ListClients.Input("ann", null, 3));
        var last = core.listClients.handle(new ListClients.Input("ann", first.next(), 3));

        assertThat(List.of(first.total(), last.total())).containsExactly(5, 5);
        assertThat(first.clients()).hasSize(3);
        assertThat(last.clients()).hasSize(2);
        assertThat(last.next()).isNull();
        assertThat(page(null, 1).total()).isEqualTo(10);
    }

    @Test
    void countsTheChannelsThatEachFollows() {
        var alice = comes("alice").subscribes("job:1").subscribes("job:2").subscribes("job:3");
        alice.unsubscribes("job:2");
        comes("bob");

        assertThat(page(null, 10).clients())
                .extracting(ListedClient::channels)
                .containsExactly(2, 0);
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
        return core.listClients.handle(new ListClients.Input(null, after, limit));
    }

    private ListClients.Page matching(String search) {
        return core.listClients.handle(new ListClients.Input(search, null, 10));
    }

    private static List<ClientId> ids(ListClients.Page page) {
        return page.clients().stream().map(listed -> listed.state().clientId()).toList();
    }
}
