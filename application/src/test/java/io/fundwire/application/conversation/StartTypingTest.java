package io.fundwire.application.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fundwire.application.fixtures.ChannelSetup;
import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.FixedPolicy;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.conversation.ConversationId;
import io.fundwire.domain.conversation.TypingChanged;
import io.fundwire.domain.fixtures.Race;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Envelope;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.ErrorReport;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

final class StartTypingTest {

    private final VirtualClock clock = new VirtualClock();
    private final Core core = Core.on(clock);
    private final Visitor alice = Visitor.named(core, "alice").settled();
    private final Visitor bob = Visitor.named(core, "bob").settled();

    @Test
    void everyOtherClientIsInTheLobby() {
        alice.types();

        assertThat(bob.readsEnvelopes())
                .containsExactly(
                        Envelope.about(
                                alice.id(),
                                new TypingChanged(
                                        "typing-start",
                                        ConversationId.LOBBY,
                                        alice.id(),
                                        alice.user(),
                                        List.of(alice.user()),
                                        1,
                                        8000),
                                clock.instant()));
        assertThat(alice.reads()).isEmpty();
    }

    @Test
    void inAnyOtherConversationOnlyThoseAreToldWhoTypedThere() {
        bob.types("42");

        alice.types("42");
        alice.types("43");

        assertThat(bob.reads(TypingChanged.class))
                .extracting(TypingChanged::conversationId)
                .containsExactly(new ConversationId("42"));
    }

    @Test
    void whoCeasedToTypeStillTakesPart() {
        bob.types("42");
        bob.stopsTyping("42");

        alice.types("42");

        assertThat(bob.reads(TypingChanged.class)).hasSize(1);
    }

    @Test
    void whoLeftTakesPartNoMore() {
        bob.types("42");
        bob.leaves();

        alice.types("42");

        assertThat(bob.reads()).isEmpty();
    }

    @Test
    void anotherClientOfTheSameUserIsToldToo() {
        var phone = Visitor.named(core, "alice").settled();

        alice.types();

        assertThat(phone.reads(TypingChanged.class)).hasSize(1);
    }

    @Test
    void aRepeatedStartIsToldAgainOnlyAfterTwoSeconds() {
        alice.types();
        bob.reads();

        clock.advance(Duration.ofMillis(1999));
        alice.types();
        assertThat(bob.reads()).isEmpty();

        clock.advance(Duration.ofMillis(1));
        alice.types();
        assertThat(bob.reads(TypingChanged.class)).hasSize(1);
    }

    @Test
    void aReaderWhoIsBehindReadsOnlyTheLastWordOfEachClient() {
        var carol = Visitor.named(core, "carol").settled();
        alice.types();
        carol.types();
        alice.stopsTyping();

        assertThat(bob.reads(TypingChanged.class))
                .extracting(TypingChanged::type, TypingChanged::clientId)
                .containsExactly(
                        tuple("typing-start", carol.id()), tuple("typing-stop", alice.id()));
    }

    @Test
    void aClientMayTypeIn128ConversationsAndAgainInEachOfThem() {
        for (int i = 0; i < 128; i++) {
            alice.types("conversation-" + i);
        }
        alice.types("conversation-0");
        assertThat(alice.reads()).isEmpty();

        alice.types("one-too-many");

        assertThat(alice.reads())
                .containsExactly(
                        new ErrorReport(
                                ErrorCode.FORBIDDEN,
                                "A client may type in at most 128 conversations on one"
                                        + " connection."));
    }

    @Test
    void whereItIsRefusedItTakesNoPart() {
        for (int i = 0; i < 128; i++) {
            alice.types("conversation-" + i);
        }
        alice.types("42");
        alice.settled();

        bob.types("42");

        assertThat(alice.reads()).isEmpty();
    }

    @Test
    void aConversationIsForgottenWhenTheLastWhoTookPartHasLeft() {
        alice.types("42");
        bob.types("42");
        assertThat(core.conversations.count()).isEqualTo(1);

        alice.leaves();
        assertThat(core.conversations.count()).isEqualTo(1);

        bob.leaves();
        assertThat(core.conversations.count()).isZero();
    }

    @Test
    void whoLeftBeforeItsMessageWasHandledTypesNowhere() {
        alice.leaves();

        alice.types("42");

        assertThat(core.conversations.count()).isZero();
    }

    @Test
    void whoLeavesWhileItsMessageIsHandledTypesNowhereInTheEnd() throws Exception {
        for (int i = 0; i < 200; i++) {
            var visitor = Visitor.named(core, "visitor-" + i);

            Race.of(2)
                    .run(number -> {
                        if (number == 0) {
                            visitor.types("42");
                        } else {
                            visitor.leaves();
                        }
                    });

            assertThat(core.conversations.count()).isZero();
        }
    }

    @Test
    void everybodyHearsChangesInTheOrderInWhichTheyHappen() throws Exception {
        int typists = 4;
        var visitors = new Visitor[typists];
        for (int i = 0; i < typists; i++) {
            visitors[i] = Visitor.named(core, "typist-" + i);
        }

        Race.of(typists)
                .run(number -> {
                    for (int i = 0; i < 500; i++) {
                        visitors[number].types();
                        visitors[number].stopsTyping();
                    }
                });

        // Each change carries the whole list, so the one heard last must say that nobody types.
        assertThat(bob.reads(TypingChanged.class).getLast().typing()).isEmpty();
    }

    @Test
    void whoFollowsTheChannelOfAConversationIsToldToo() {
        bob.subscribes("conversation:42").settled();

        alice.types("42");

        assertThat(bob.reads(TypingChanged.class)).hasSize(1);
    }

    @Test
    void whoFollowsTheChannelAndTypedThereIsToldOnce() {
        bob.subscribes("conversation:42");
        bob.types("42");
        bob.settled();

        alice.types("42");

        assertThat(bob.reads(TypingChanged.class)).hasSize(1);
    }

    @Test
    void whoMayNotFollowTheChannelMayNotTypeThere() {
        var guarded =
                Core.of(
                        Core.Settings.defaults()
                                .with(ChannelSetup.defaults().with(FixedPolicy.closed())),
                        clock);
        var mallory = Visitor.named(guarded, "mallory").settled();
        var other = Visitor.named(guarded, "other").settled();

        mallory.types("42");
        mallory.types();

        assertThat(mallory.reads(ErrorReport.class))
                .extracting(ErrorReport::code)
                .containsExactly(ErrorCode.FORBIDDEN);
        assertThat(other.reads(TypingChanged.class)).hasSize(1);
    }

    @Test
    void aConversationWhoseIdNoChannelCanHaveIsOpenToAll() {
        bob.types("the annual report");
        bob.settled();

        alice.types("the annual report");

        assertThat(bob.reads(TypingChanged.class)).hasSize(1);
    }
}
