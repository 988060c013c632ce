package io.fundwire.application.resume;

import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.ConnectedClients;
import io.fundwire.application.session.Delivery;
import io.fundwire.application.session.ResumeLedger;
import io.fundwire.application.session.ResumeTokens;
import io.fundwire.domain.resume.RenewedResumeToken;
import io.fundwire.domain.session.ResumeToken;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Gives clients another resume token before theirs end, and forgets which were revoked when all of
/// them have ended. To be run every few seconds, on one thread.
public final class RenewResumeTokens {

    private static final Duration FORGETS_EVERY = Duration.ofHours(1);

    /// However the window was set when a token was given, it is over by then.
    private static final Duration REMEMBERS = ResumeToken.MAX_WINDOW.plus(Duration.ofDays(1));

    private final ConnectedClients clients;
    private final Delivery delivery;
    private final ResumeTokens tokens;
    private final ResumeLedger ledger;
    private final InstantSource clock;

    private Instant forgetsAt = Instant.MIN;

    /// Looks at all of `clients` in each run.
    public RenewResumeTokens(
            ConnectedClients clients,
            Delivery delivery,
            ResumeTokens tokens,
            ResumeLedger ledger,
            InstantSource clock) {
        this.clients = clients;
        this.delivery = delivery;
        this.tokens = tokens;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Looks once at every client.
    public void handle() {
        Instant now = clock.instant();
        for (ConnectedClient client : clients.all()) {
            if (client.session().tokens().isDue(now) && !client.session().isClosing()) {
                delivery.tell(client, new RenewedResumeToken(tokens.issue(client.session())));
            }
        }
        if (!now.isBefore(forgetsAt)) {
            forgetsAt = now.plus(FORGETS_EVERY);
            ledger.forgetRaisedBefore(now.minus(REMEMBERS));
        }
    }
}
