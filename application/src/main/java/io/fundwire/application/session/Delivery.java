package io.fundwire.application.session;

import io.fundwire.application.message.MessageFormat;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.message.Envelope;
import io.fundwire.domain.message.ErrorReport;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.message.RequestRef;
import io.fundwire.domain.message.ServerMessage;
import io.fundwire.domain.session.CloseReason;
import io.fundwire.domain.session.Session;

import java.time.InstantSource;

/// The one way from use cases to clients: puts messages into outboxes, each encoded once whoever
/// receives it, and closes connections with a word of farewell. Thread-safe; never blocks.
public final class Delivery {

    private final MessageFormat format;
    private final InstantSource clock;

    /// Delivers in one format, stamping messages by `clock`.
    public Delivery(MessageFormat format, InstantSource clock) {
        this.format = format;
        this.clock = clock;
    }

    /// Answers a client's request.
    public void answer(ConnectedClient asker, RequestRef request, ServerMessage message) {
        send(asker, encode(Envelope.answer(asker.id(), request, message, clock.instant())));
    }

    /// Tells one client something about itself that it did not ask for.
    public void tell(ConnectedClient receiver, ServerMessage message) {
        send(receiver, encode(Envelope.about(receiver.id(), message, clock.instant())));
    }

    /// Tells many clients something about one of them, and that one nothing.
    public void tellOthers(
            Iterable<ConnectedClient> receivers, ClientId about, ServerMessage message) {
        Outgoing outgoing = encode(Envelope.about(about, message, clock.instant()));
        for (ConnectedClient receiver : receivers) {
            if (!receiver.id().equals(about)) {
                send(receiver, outgoing);
            }
        }
    }

    /// Prepares a message about no client, to be sent to any number of them.
    public Outgoing prepare(ServerMessage message) {
        return encode(Envelope.of(message, clock.instant()));
    }

    /// Puts a prepared message into a client's outbox. One that has too much waiting is closed with
    /// 4002.
    public void send(ConnectedClient receiver, Outgoing outgoing) {
        switch (receiver.session().offer(outgoing, clock.instant())) {
            case QUEUED, SUPERSEDED -> receiver.connection().wake();
            case TOO_MANY_BYTES, TOO_MANY_MESSAGES -> close(receiver, CloseReason.SLOW_READER);
            case CLOSING -> {}
        }
    }

    /// Closes a client's connection, telling it why.
    public void close(ConnectedClient client, CloseReason reason) {
        close(client, reason, new ErrorReport(reason.error(), reason.sentence()));
    }

    /// Closes a client's connection after a farewell of one's own.
    public void close(ConnectedClient client, CloseReason reason, ServerMessage farewell) {
        Outgoing last = encode(Envelope.about(client.id(), farewell, clock.instant()));
        if (client.session().close(reason, last) == Session.Closing.NOW) {
            client.connection().close(reason);
        }
    }

    private Outgoing encode(Envelope envelope) {
        return new Outgoing(envelope, format.encode(envelope));
    }
}
