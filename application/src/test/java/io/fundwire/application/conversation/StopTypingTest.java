package io.fundwire.application.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.conversation.ConversationId;
import io.fundwire.domain.conversation.TypingChanged;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Envelope;

import org.junit.jupiter.api.Test;

import java.util.List;

final class StopTypingTest {

    private final VirtualClock clock = new VirtualClock();
    private final Core core = Core.on(clock);
    private final Visitor alice = Visitor.named(core, "alice").settled();
    private final Visitor bob = Visitor.named(core, "bob").settled();

    @Test
    void theOthersAreToldWhoTypesStill() {
        var carol = Visitor.named(core, "carol").settled();
        carol.types();
        alice.types();
        bob.settled();
        alice.settled();

        alice.stopsTyping();

        assertThat(bob.readsEnvelopes())
                .containsExactly(
                        Envelope.about(
                                alice.id(),
                                new TypingChanged(
                                        "typing-stop",
                                        ConversationId.LOBBY,
                                        alice.id(),
                                        alice.user(),
                                        List.of(carol.user()),
                                        1,
                                        8000),
                                clock.instant()));
        assertThat(alice.reads()).isEmpty();
    }

    @Test
    void whoDidNotTypeTellsNothing() {
        alice.stopsTyping();
        alice.stopsTyping("42");

        assertThat(bob.reads()).isEmpty();
        assertThat(core.conversations.count()).isZero();
    }

    @Test
    void whoStoppedInOneConversationStillTypesInAnother() {
        bob.types("42");
        alice.types("42");
        alice.types();
        bob.settled();

        alice.stopsTyping();

        assertThat(bob.reads(TypingChanged.class))
                .extracting(TypingChanged::conversationId)
                .containsExactly(ConversationId.LOBBY);
    }

    @Test
    void whoLeavesStopsTypingEverywhere() {
        bob.types("42");
        alice.types("42");
        alice.types();
        bob.settled();

        alice.leaves();

        assertThat(bob.reads(TypingChanged.class))
                .allMatch(change -> change.type().equals("typing-stop"))
                .allMatch(change -> change.clientId().equals(alice.id()))
                .extracting(change -> change.conversationId().value())
                .containsExactlyInAnyOrder("lobby", "42");
    }

    @Test
    void whoLeavesWithoutTypingTellsNothing() {
        alice.leaves();

        assertThat(bob.reads()).isEmpty();
    }
}
