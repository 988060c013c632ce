package io.fundwire.application.notification;

import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.ConnectedClients;
import io.fundwire.application.session.Delivery;
import io.fundwire.application.session.FaultLog;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.notification.Action;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationDelivery;
import io.fundwire.domain.notification.NotificationId;
import io.fundwire.domain.notification.Payload;
import io.fundwire.domain.notification.Severity;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Addresses a notification to an audience: into every addressee's inbox, and at once to those who
/// are here.
public final class PublishNotification {

    /// How long a notification lives if its publisher does not say.
    public static final Duration DEFAULT_TTL = Duration.ofDays(7);

    /// How long it may live at most.
    public static final Duration MAX_TTL = Duration.ofDays(30);

    /// Everyone is who was seen within this time.
    private static final Duration SEEN_WITHIN = Duration.ofDays(30);

    private final Inboxes inboxes;
    private final NotificationStore store;
    private final ConnectedClients clients;
    private final Delivery delivery;
    private final FaultLog faults;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param random makes ids unguessable: thread-safe and cryptographically strong
    public PublishNotification(
            Inboxes inboxes,
            NotificationStore store,
            ConnectedClients clients,
            Delivery delivery,
            FaultLog faults,
            InstantSource clock,
            RandomGenerator random) {
        this.inboxes = inboxes;
        this.store = store;
        this.clients = clients;
        this.delivery = delivery;
        this.faults = faults;
        this.clock = clock;
        this.random = random;
    }

    /// What to tell whom.
    ///
    /// @param ttl how long anybody needs to be told, above zero and at most [#MAX_TTL]
    public record Input(
            Audience audience,
            String title,
            String body,
            Severity severity,
            @Nullable String category,
            @Nullable String link,
            List<Action> actions,
            @Nullable Payload payload,
            Duration ttl) {}

    /// What came of it.
    public sealed interface Outcome {

        /// It is in the inboxes of all its addressees.
        record Published(NotificationId id, Instant createdAt) implements Outcome {}

        /// The store could not keep it; nobody gets it.
        record NotKept() implements Outcome {}

        /// Encoded it would be larger than a notification may be; nobody gets it.
        record TooLarge(int bytes) implements Outcome {}
    }

    /// Publishes.
    ///
    /// @param whenCertain gets the outcome once, on any thread; it must not throw
    public void handle(Input input, Consumer<Outcome> whenCertain) {
        Instant now = clock.instant();
        var notification = notification(input, now);
        Outgoing outgoing = delivery.prepare(new NotificationDelivery(notification, false));
        int bytes = outgoing.encoded().size();
        if (bytes > Notification.MAX_ENCODED_BYTES) {
            whenCertain.accept(new Outcome.TooLarge(bytes));
            return;
        }
        inboxes.publish(
                notification,
                outgoing,
                recipients(input.audience(), now),
                new Receipt<>() {
                    @Override
                    public void kept(Long sequence) {
                        whenCertain.accept(new Outcome.Published(notification.id(), now));
                    }

                    @Override
                    public void notKept(RuntimeException why) {
                        faults.report("publish", why);
                        whenCertain.accept(new Outcome.NotKept());
                    }
                });
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

    private Set<UserId> recipients(Audience audience, Instant now) {
        return switch (audience) {
            case Audience.Users(var users) ->
                    users.stream().filter(this::canHaveInbox).collect(Collectors.toSet());
            case Audience.Everyone() -> {
                var everyone = new HashSet<>(store.seenSince(now.minus(SEEN_WITHIN)));
                clients.all().stream().map(ConnectedClient::user).forEach(everyone::add);
                yield everyone;
            }
        };
    }

    /// An anonymous user that is not here will never come.
    private boolean canHaveInbox(UserId user) {
        return !user.isAnonymous() || !clients.of(user).isEmpty();
    }
}
