package io.fundwire.application.resume;

import io.fundwire.application.message.Reply;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.Delivery;
import io.fundwire.application.session.FaultLog;
import io.fundwire.application.session.Reception;
import io.fundwire.application.session.ResumeTokens;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.resume.Resumed;
import io.fundwire.domain.session.CloseReason;
import io.fundwire.domain.session.ResumeToken;

import java.util.Map;

/// Lets a client come back as who it was, with its subscriptions; with a token that is worth
/// nothing, as somebody new (protocol section 5).
public final class ResumeClient {

    /// How many channels a client may come back to.
    public static final int MAX_CHANNELS = 128;

    private final Reception reception;
    private final ResumeTokens tokens;
    private final SubscriptionRestorer restorer;
    private final Delivery delivery;
    private final FaultLog faults;

    /// @param restorer is asked before the client is told that it is back
    public ResumeClient(
            Reception reception,
            ResumeTokens tokens,
            SubscriptionRestorer restorer,
            Delivery delivery,
            FaultLog faults) {
        this.reception = reception;
        this.tokens = tokens;
        this.restorer = restorer;
        this.delivery = delivery;
        this.faults = faults;
    }

    /// Who wants to come back.
    ///
    /// @param from connected to do so
    /// @param token any text
    /// @param channels what it wants to follow, at most [#MAX_CHANNELS]
    public record Input(
            ConnectedClient from,
            String token,
            Map<ChannelName, SubscriptionRestorer.Wish> channels) {}

    /// Answers whether it is who it was, and welcomes it after that.
    public Reply handle(Input input) {
        return switch (input.from().session().entrance().begin()) {
            case BEGUN -> new Reply.Later(answers -> begin(new Comeback(input, answers)));
            case NOT_AWAITED ->
                    Reply.refused(
                            ErrorCode.INVALID_MESSAGE,
                            "resume must be the first message of a connection with ?resume=1.");
        };
    }

    private void begin(Comeback comeback) {
        comeback.orGiveUp(() -> claim(comeback, comeback.input));
    }

    private void claim(Comeback comeback, Input input) {
        var from = input.from();
        var token = tokens.read(input.token()).filter(one -> isFor(from, one));
        switch (token.map(one -> reception.claim(from, one)).orElse(Reception.Claim.REFUSED)) {
            case GRANTED ->
                    restorer.restore(
                            from,
                            input.channels(),
                            ready -> comeback.orGiveUp(() -> comeback.finish(true, ready)));
            case REFUSED -> comeback.finish(false, Restoration.NONE);
            case TOO_LATE -> comeback.end();
        }
    }

    /// One that names its user comes back as that user only.
    private static boolean isFor(ConnectedClient from, ResumeToken token) {
        return from.user().isAnonymous() || from.user().equals(token.user());
    }

    /// One client on its way in.
    private final class Comeback {

        private final Input input;
        private final ConnectedClient client;
        private final Reply.Answers answers;

        Comeback(Input input, Reply.Answers answers) {
            this.input = input;
            this.client = input.from();
            this.answers = answers;
        }

        /// A client that cannot be let in is closed, so that it tries again.
        void orGiveUp(Runnable step) {
            try {
                step.run();
            } catch (RuntimeException fault) {
                faults.report("resume", fault);
                delivery.close(client, CloseReason.INTERNAL);
                end();
            }
        }

        void finish(boolean resumed, Restoration ready) {
            var told = new Resumed(resumed, client.id(), ready.channels());
            boolean isIn = false;
            try {
                isIn = takesIn(told, ready);
            } finally {
                if (!isIn) {
                    ready.abandon();
                }
            }
            end();
        }

        private boolean takesIn(Resumed told, Restoration ready) {
            var admission = reception.takeIn(client, () -> answers.give(told), () -> begin(ready));
            return admission == Reception.Admission.DONE;
        }

        private void begin(Restoration ready) {
            try {
                ready.begin();
            } catch (RuntimeException fault) {
                faults.report("restore", fault);
                delivery.close(client, CloseReason.INTERNAL);
            }
        }

        /// The client's next messages may be handled, and what waits for it be written.
        void end() {
            answers.end();
            client.session().entrance().end();
            client.connection().wake();
        }
    }
}
