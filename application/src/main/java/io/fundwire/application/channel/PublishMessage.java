package io.fundwire.application.channel;

import io.fundwire.domain.channel.ChannelKinds;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.message.Payload;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Publishes a message on a channel for the application's back end, which may on every kind.
public final class PublishMessage {

    private final Publishing publishing;
    private final ChannelKinds kinds;

    /// Publishes on channels of `kinds`.
    public PublishMessage(Publishing publishing, ChannelKinds kinds) {
        this.publishing = publishing;
        this.kinds = kinds;
    }

    /// What is published.
    ///
    /// @param event at most [io.fundwire.domain.channel.ChannelPublication#MAX_EVENT_LENGTH]
    ///   characters
    /// @param key messages of one key supersede each other; absent if each counts
    /// @param publishId the back end's own name for it, so that it may try twice
    public record Input(
            ChannelName channel,
            String event,
            Payload payload,
            @Nullable String key,
            Optional<String> publishId) {}

    /// What came of it.
    public sealed interface Outcome {

        /// It is in the log, and on its way to all subscribers.
        record Published(long offset) implements Outcome {}

        /// It was published before, under the same id, and nothing was done now.
        record Repeated(long offset) implements Outcome {}

        /// Its id was used for something else.
        record IdTaken() implements Outcome {}

        /// Nobody said what a channel of that kind is.
        ///
        /// @param known the kinds that there are
        record UnknownKind(List<String> known) implements Outcome {}

        /// Its payload is larger than the kind allows.
        record TooLarge(int bytes, int allowed) implements Outcome {}

        /// Its kind takes no keys.
        record KeyNotTaken() implements Outcome {}

        /// The log could not keep it.
        record NotKept() implements Outcome {}
    }

    /// Publishes.
    ///
    /// @param whenCertain gets the outcome once, on any thread; it must not throw
    public void handle(Input input, Consumer<Outcome> whenCertain) {
        var kind = kinds.of(input.channel());
        if (kind.isEmpty()) {
            whenCertain.accept(new Outcome.UnknownKind(kinds.names()));
            return;
        }
        var draft =
                new Publishing.Draft(
                        input.channel(),
                        input.event(),
                        input.payload(),
                        input.key(),
                        input.publishId());
        publishing.publish(
                kind.get(), draft, null, outcome -> whenCertain.accept(outcomeOf(outcome)));
    }

    private static Outcome outcomeOf(Publishing.Outcome outcome) {
        return switch (outcome) {
            case Publishing.Outcome.Done(var offset) -> new Outcome.Published(offset);
            case Publishing.Outcome.Repeated(var offset) -> new Outcome.Repeated(offset);
            case Publishing.Outcome.IdTaken() -> new Outcome.IdTaken();
            case Publishing.Outcome.TooLarge(var bytes, var allowed) ->
                    new Outcome.TooLarge(bytes, allowed);
            case Publishing.Outcome.KeyNotTaken() -> new Outcome.KeyNotTaken();
            case Publishing.Outcome.NotKept() -> new Outcome.NotKept();
        };
    }
}
