package io.fundwire.application.session;

import io.fundwire.application.store.Receipt;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.session.CloseReason;

import java.time.InstantSource;
import java.util.function.Consumer;

/// Ends a client's connection because an operator wants it, with 4510: it shall not come back by
/// itself, and cannot come back as who it was.
public final class ExpelClient {

    private final Reception reception;
    private final ResumeLedger ledger;
    private final FaultLog faults;
    private final InstantSource clock;

    /// @param ledger keeps that the client's resume tokens are worth nothing any more
    public ExpelClient(
            Reception reception, ResumeLedger ledger, FaultLog faults, InstantSource clock) {
        this.reception = reception;
        this.ledger = ledger;
        this.faults = faults;
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Outcome {

        /// Its connection is being closed, and its tokens are revoked for good.
        record Expelled() implements Outcome {}

        /// It is not here.
        record NotHere() implements Outcome {}

        /// Its connection is being closed, but its tokens are valid again if the server starts
        /// anew.
        record NotKept() implements Outcome {}
    }

    /// Closes the client's connection, if it is here.
    ///
    /// The tokens first: a connection that came back by one of them before is closed, and none
    /// comes back by them after.
    ///
    /// @param whenCertain gets the outcome once, on any thread; it must not throw
    public void handle(ClientId id, Consumer<Outcome> whenCertain) {
        if (!reception.knows(id)) {
            whenCertain.accept(new Outcome.NotHere());
            return;
        }
        ledger.raise(
                id,
                clock.instant(),
                new Receipt<>() {
                    @Override
                    public void kept(Long generation, long version) {
                        whenCertain.accept(new Outcome.Expelled());
                    }

                    @Override
                    public void notKept(RuntimeException why) {
                        faults.report("expel", why);
                        whenCertain.accept(new Outcome.NotKept());
                    }
                });
        reception.close(id, CloseReason.EXPELLED);
    }
}
