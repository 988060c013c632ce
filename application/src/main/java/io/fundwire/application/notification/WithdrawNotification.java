package io.fundwire.application.notification;

import io.fundwire.application.session.FaultLog;
import io.fundwire.application.store.Receipt;
import io.fundwire.domain.notification.NotificationId;

import java.time.InstantSource;
import java.util.function.Consumer;

/// Takes a notification back: nobody is told of it any more, and clients that may show it are told
/// that it is gone.
public final class WithdrawNotification {

    private final Inboxes inboxes;
    private final NotificationStore store;
    private final FaultLog faults;
    private final InstantSource clock;

    /// Withdraws from `store`.
    public WithdrawNotification(
            Inboxes inboxes, NotificationStore store, FaultLog faults, InstantSource clock) {
        this.inboxes = inboxes;
        this.store = store;
        this.faults = faults;
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Outcome {

        /// It is withdrawn, or was over before.
        record Over() implements Outcome {}

        /// There is no notification of that id.
        record NotFound() implements Outcome {}

        /// The store could not keep that; nothing was changed.
        record NotKept() implements Outcome {}
    }

    /// Withdraws.
    ///
    /// @param whenCertain gets the outcome once, on any thread; it must not throw
    public void handle(NotificationId notification, Consumer<Outcome> whenCertain) {
        store.withdraw(
                notification,
                clock.instant(),
                new Receipt<>() {
                    @Override
                    public void kept(Withdrawal withdrawal, long version) {
                        whenCertain.accept(
                                switch (withdrawal) {
                                    case Withdrawal.Done(var ended) -> {
                                        inboxes.withdrawn(ended);
                                        yield new Outcome.Over();
                                    }
                                    case Withdrawal.WasOver() -> new Outcome.Over();
                                    case Withdrawal.NotFound() -> new Outcome.NotFound();
                                });
                    }

                    @Override
                    public void notKept(RuntimeException why) {
                        faults.report("withdraw", why);
                        whenCertain.accept(new Outcome.NotKept());
                    }
                });
    }
}
