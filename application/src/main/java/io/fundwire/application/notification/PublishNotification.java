package io.fundwire.application.notification;

import io.fundwire.application.channel.Subscriptions;
import io.fundwire.application.session.Delivery;
import io.fundwire.application.session.FaultLog;
import io.fundwire.application.store.Receipt;
import io.fundwire.domain.channel.ChannelKinds;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.message.Payload;
import io.fundwire.domain.notification.Action;
import io.fundwire.domain.notification.Addressees;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.Idempotency;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationDelivery;
import io.fundwire.domain.notification.NotificationId;
import io.fundwire.domain.notification.Publication;
import io.fundwire.domain.notification.Severity;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Addresses a notification to an audience: into every addressee's inbox, and at once to those who
/// are here.
public final class PublishNotification {

    /// How long a notification lives if its publisher does not say.
    public static final Duration DEFAULT_TTL = Duration.ofDays(7);

    /// How long it may live at most.
    public static final Duration MAX_TTL = Duration.ofDays(30);

    private final Inboxes inboxes;
    private final NotificationStore store;
    private final Subscriptions subscriptions;
    private final ChannelKinds kinds;
    private final Delivery delivery;
    private final FaultLog faults;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param subscriptions know who follows a channel of `kinds`
    /// @param random makes ids unguessable: thread-safe and cryptographically strong
    public PublishNotification(
            Inboxes inboxes,
            NotificationStore store,
            Subscriptions subscriptions,
            ChannelKinds kinds,
            Delivery delivery,
            FaultLog faults,
            InstantSource clock,
            RandomGenerator random) {
        this.inboxes = inboxes;
        this.store = store;
        this.subscriptions = subscriptions;
        this.kinds = kinds;
        this.delivery = delivery;
        this.faults = faults;
        this.clock = clock;
        this.random = random;
    }

    /// What to tell whom.
    ///
    /// @param ttl how long anybody needs to be told, above zero and at most [#MAX_TTL]
    /// @param ackDeadline after what time without any acknowledgement to raise the alarm, above
    ///   zero and at most `ttl`
    /// @param idempotencyKey the publisher's own name for it, so that it may try twice; at most
    ///   [Idempotency#MAX_KEY_LENGTH] characters
    public record Input(
            Addressees addressees,
            String title,
            String body,
            Severity severity,
            @Nullable String category,
            @Nullable String link,
            List<Action> actions,
            @Nullable Payload payload,
            Duration ttl,
            Optional<Duration> ackDeadline,
            Optional<String> idempotencyKey) {}

    /// What came of it.
    public sealed interface Outcome {

        /// It is in the inboxes of all its addressees.
        record Published(NotificationId id, Instant createdAt) implements Outcome {}

        /// It was published before, under the same key, and nothing was done now.
        ///
        /// @param id what it was called then
        record Repeated(NotificationId id, Instant createdAt) implements Outcome {}

        /// Its key was used for something else; nobody gets it.
        record KeyTaken() implements Outcome {}

        /// It names a channel of a kind that is not there; nobody gets it.
        ///
        /// @param known the kinds that there are
        record UnknownKind(List<String> known) implements Outcome {}

        /// The store could not keep it; nobody gets it.
        record NotKept() implements Outcome {}

        /// Encoded it would be larger than a notification may be; nobody gets it.
        record TooLarge(int bytes) implements Outcome {}
    }

    /// Publishes.
    ///
    /// @param whenCertain gets the outcome once, on any thread; it must not throw
    public void handle(Input input, Consumer<Outcome> whenCertain) {
        switch (input.addressees()) {
            case Audience audience -> publish(input, audience, whenCertain);
            case Addressees.Members(var channel) -> {
                if (kinds.of(channel).isEmpty()) {
                    whenCertain.accept(new Outcome.UnknownKind(kinds.names()));
                } else {
                    var members = new Audience.Users(subscriptions.usersOf(channel));
                    publish(input, members, whenCertain);
                }
            }
        }
    }

    private void publish(Input input, Audience audience, Consumer<Outcome> whenCertain) {
        Instant now = clock.instant();
        var notification = notification(input, now);
        var message = new NotificationDelivery(notification, false);
        Outgoing outgoing = delivery.prepare(message);
        int bytes = outgoing.encoded().size();
        if (bytes > Notification.MAX_ENCODED_BYTES) {
            whenCertain.accept(new Outcome.TooLarge(bytes));
            return;
        }
        store.append(
                publication(input, audience, notification),
                new Receipt<>() {
                    @Override
                    public void kept(Appended appended, long version) {
                        whenCertain.accept(
                                switch (appended) {
                                    case Appended.Kept kept -> {
                                        inboxes.published(
                                                audience, kept, version, message, outgoing);
                                        yield new Outcome.Published(notification.id(), now);
                                    }
                                    case Appended.Repeated(var first, var createdAt) ->
                                            new Outcome.Repeated(first, createdAt);
                                    case Appended.KeyTaken() -> new Outcome.KeyTaken();
                                });
                    }

                    @Override
                    public void notKept(RuntimeException why) {
                        faults.report("publish", why);
                        whenCertain.accept(new Outcome.NotKept());
                    }
                });
    }

    private static Publication publication(
            Input input, Audience audience, Notification notification) {
        return new Publication(
                notification,
                audience,
                input.ackDeadline().map(notification.createdAt()::plus),
                input.idempotencyKey().map(key -> new Idempotency(key, Fingerprint.of(input))));
    }

    private Notification notification(Input input, Instant now) {
        return new Notification(
                NotificationId.mint(now, random),
                input.title(),
                input.body(),
                input.severity(),
                input.category(),
                input.link(),
                input.actions(),
                input.payload(),
                now,
                now.plus(input.ttl()));
    }
}
