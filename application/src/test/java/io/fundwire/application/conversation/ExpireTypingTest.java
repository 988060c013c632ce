package io.fundwire.application.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.conversation.TypingChanged;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;

final class ExpireTypingTest {

    private final VirtualClock clock = new VirtualClock();
    private final Core core = Core.on(clock);
    private final Visitor alice = Visitor.named(core, "alice").settled();
    private final Visitor bob = Visitor.named(core, "bob").settled();

    @Test
    void whoWentSilentStopsTypingAfterSixSeconds() {
        alice.types();
        bob.settled();

        clock.advance(Duration.ofMillis(5999));
        core.expireTyping.handle();
        assertThat(bob.reads()).isEmpty();

        clock.advance(Duration.ofMillis(1));
        core.expireTyping.handle();
        assertThat(bob.reads(TypingChanged.class))
                .extracting(TypingChanged::type, TypingChanged::clientId, TypingChanged::count)
                .containsExactly(tuple("typing-stop", alice.id(), 0));
        assertThat(alice.reads()).isEmpty();
    }

    @Test
    void whoGoesOnTypingGoesOnTyping() {
        for (int i = 0; i < 10; i++) {
            alice.types();
            clock.advance(Duration.ofMillis(5999));
            core.expireTyping.handle();
        }

        assertThat(bob.reads(TypingChanged.class))
                .noneMatch(change -> change.type().equals("typing-stop"));
    }

    @Test
    void itIsToldOnce() {
        alice.types();
        bob.settled();
        clock.advance(Duration.ofSeconds(6));

        core.expireTyping.handle();
        core.expireTyping.handle();
        alice.stopsTyping();
        alice.leaves();

        assertThat(bob.reads()).hasSize(1);
    }

    @Test
    void everyConversationIsLookedAt() {
        bob.types("42");
        bob.types("43");
        alice.types("42");
        alice.types("43");
        bob.settled();
        clock.advance(Duration.ofSeconds(6));

        core.expireTyping.handle();

        assertThat(bob.reads(TypingChanged.class))
                .extracting(change -> change.conversationId().value())
                .containsExactlyInAnyOrder("42", "43");
    }
}
