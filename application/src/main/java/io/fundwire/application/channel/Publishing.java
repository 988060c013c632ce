package io.fundwire.application.channel;

import io.fundwire.application.session.FaultLog;
import io.fundwire.application.store.Receipt;
import io.fundwire.application.store.TextDigest;
import io.fundwire.domain.channel.Author;
import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelMessage;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelPublication;
import io.fundwire.domain.channel.Position;
import io.fundwire.domain.channel.PublishId;
import io.fundwire.domain.message.Payload;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// Puts messages into logs and before subscribers, whoever publishes them. Thread-safe.
public final class Publishing {

    private final ChannelLogs logs;
    private final Subscriptions subscriptions;
    private final PublicationListener listener;
    private final FaultLog faults;
    private final InstantSource clock;

    /// Keeps messages in `logs` and tells `subscriptions`, then `listener`.
    public Publishing(
            ChannelLogs logs,
            Subscriptions subscriptions,
            PublicationListener listener,
            FaultLog faults,
            InstantSource clock) {
        this.logs = logs;
        this.subscriptions = subscriptions;
        this.listener = listener;
        this.faults = faults;
        this.clock = clock;
    }

    /// What is to be published.
    record Draft(
            ChannelName channel,
            String event,
            Payload payload,
            @Nullable String key,
            Optional<String> publishId) {

        /// How large the payload is, in bytes of UTF-8.
        int bytes() {
            return payload.json().getBytes(StandardCharsets.UTF_8).length;
        }

        private String fingerprint() {
            return new TextDigest().add(channel.value(), event, payload.json(), key).hex();
        }
    }

    /// What came of it.
    sealed interface Outcome {

        /// It is in the log, and on its way to all subscribers.
        record Done(long offset) implements Outcome {}

        /// It was published before, under the same id.
        record Repeated(long offset) implements Outcome {}

        /// Its id was used for something else.
        record IdTaken() implements Outcome {}

        /// It is larger than the kind allows.
        record TooLarge(int bytes, int allowed) implements Outcome {}

        /// Its kind takes no keys.
        record KeyNotTaken() implements Outcome {}

        /// The log could not keep it.
        record NotKept() implements Outcome {}
    }

    /// Publishes.
    ///
    /// @param author absent if no client publishes it
    /// @param whenCertain gets the outcome once, on any thread; it must not throw
    void publish(
            ChannelKind kind, Draft draft, @Nullable Author author, Consumer<Outcome> whenCertain) {
        int bytes = draft.bytes();
        if (bytes > kind.limits().messageBytes()) {
            whenCertain.accept(new Outcome.TooLarge(bytes, kind.limits().messageBytes()));
        } else if (draft.key() != null && kind.keys() == ChannelKind.Keys.NONE) {
            whenCertain.accept(new Outcome.KeyNotTaken());
        } else {
            append(kind, publication(draft, author), whenCertain);
        }
    }

    private ChannelPublication publication(Draft draft, @Nullable Author author) {
        String publisher = author == null ? draft.channel().value() : author.clientId().value();
        return new ChannelPublication(
                draft.channel(),
                draft.event(),
                draft.payload(),
                draft.key(),
                author,
                clock.instant(),
                draft.publishId().map(id -> new PublishId(publisher, id, draft.fingerprint())));
    }

    private void append(
            ChannelKind kind, ChannelPublication publication, Consumer<Outcome> whenCertain) {
        logs.of(kind)
                .append(
                        kind,
                        publication,
                        new Receipt<>() {
                            @Override
                            public void kept(Logged logged, long version) {
                                whenCertain.accept(told(publication, logged));
                            }

                            @Override
                            public void notKept(RuntimeException why) {
                                faults.report("publish on channel", why);
                                whenCertain.accept(new Outcome.NotKept());
                            }
                        });
    }

    /// The message is kept, whatever becomes of telling it.
    private void tell(ChannelMessage message, Position position) {
        try {
            subscriptions.published(message, position);
            listener.published(message);
        } catch (RuntimeException fault) {
            faults.report("tell of a message", fault);
        }
    }

    private Outcome told(ChannelPublication publication, Logged logged) {
        return switch (logged) {
            case Logged.Kept(var position) -> {
                tell(publication.at(position.offset()), position);
                yield new Outcome.Done(position.offset());
            }
            case Logged.Repeated(var offset) -> new Outcome.Repeated(offset);
            case Logged.IdTaken() -> new Outcome.IdTaken();
        };
    }
}
