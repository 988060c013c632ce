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

import org.jspecify.annotations.Nullable;

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
        send(asker, encode(new Envelope(message, clock.instant(), knownId(asker), request)));
    }

    /// Tells one client something about itself that it did not ask for.
    public void tell(ConnectedClient receiver, ServerMessage message) {
        send(receiver, encode(aboutItself(receiver, message)));
    }

    /// Tells many clients something about one of them, and that one nothing.
    public void tellOthers(
            Iterable<ConnectedClient> receivers, ClientId about, ServerMessage message) {
        Outgoing outgoing = prepareAbout(about, message);
        for (ConnectedClient receiver : receivers) {
            if (!receiver.id().equals(about)) {
                send(receiver, outgoing);
            }
        }
    }

    /// Tells many clients something about one of them, and that one nothing. Another connection
    /// that took over its id is another client.
    public void tellOthers(
            Iterable<ConnectedClient> receivers, ConnectedClient about, ServerMessage message) {
        Outgoing outgoing = encode(Envelope.about(about.id(), message, clock.instant()));
        for (ConnectedClient receiver : receivers) {
            if (!receiver.equals(about)) {
                send(receiver, outgoing);
            }
        }
    }

    /// Prepares a message about no client, to be sent to any number of them.
    public Outgoing prepare(ServerMessage message) {
        return encode(Envelope.of(message, clock.instant()));
    }

    /// Prepares a message about one client, to be sent to any number of them.
    public Outgoing prepareAbout(ClientId about, ServerMessage message) {
        return encode(Envelope.about(about, message, clock.instant()));
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
        Outgoing last = encode(aboutItself(client, farewell));
        if (client.session().close(reason, last) == Session.Closing.NOW) {
            client.connection().close(reason);
        }
    }

    private Envelope aboutItself(ConnectedClient client, ServerMessage message) {
        return new Envelope(message, clock.instant(), knownId(client), null);
    }

    /// One that is yet to say as whom it comes back does not know an id of its own.
    private static @Nullable ClientId knownId(ConnectedClient client) {
        return client.session().entrance().awaitsResume() ? null : client.id();
    }

    private Outgoing encode(Envelope envelope) {
        return new Outgoing(envelope, format.encode(envelope));
    }
}
