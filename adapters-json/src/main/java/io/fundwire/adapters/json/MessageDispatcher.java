package io.fundwire.adapters.json;

import io.fundwire.application.message.Reply;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.Delivery;
import io.fundwire.application.session.FaultLog;
import io.fundwire.domain.health.Traffic;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.ErrorReport;
import io.fundwire.domain.message.RequestRef;
import io.fundwire.domain.message.ServerMessage;
import io.fundwire.domain.session.AckAllowance;
import io.fundwire.domain.session.CloseReason;
import io.fundwire.domain.session.FlightRecording;
import io.fundwire.domain.session.RateLimit;
import io.fundwire.domain.session.Session;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Takes one message of a client from its text to its answer: reads the envelope, charges the
/// client's rate, finds the route, calls the use case, sends what it answers.
///
/// For one client one call at a time; for different clients any threads.
public final class MessageDispatcher {

    private final EnvelopeReader reader;
    private final RoutingTable routes;
    private final Delivery delivery;
    private final Traffic traffic;
    private final FaultLog faults;
    private final InstantSource clock;

    /// @param mapper from [JsonDialect]
    /// @param faults gets what breaks in use cases
    public MessageDispatcher(
            JsonMapper mapper,
            RoutingTable routes,
            Delivery delivery,
            Traffic traffic,
            FaultLog faults,
            InstantSource clock) {
        this.reader = new EnvelopeReader(mapper);
        this.routes = routes;
        this.delivery = delivery;
        this.traffic = traffic;
        this.faults = faults;
        this.clock = clock;
    }

    /// Handles one message. Its answer waits in the client's outbox then, or comes when something
    /// is kept for good; too many of these make the client wait, and so does its coming back. Never
    /// throws for anything in the text. What a client says that is being closed is not handled.
    ///
    /// @param text the whole message, valid UTF-8
    /// @param next runs when the next message may be handled: now, or later on any thread
    public void dispatch(ConnectedClient from, byte[] text, Runnable next) {
        var session = from.session();
        if (!session.isClosing()) {
            dispatch(from, text);
        }
        session.entrance().whenStill(() -> session.awaitedWrites().whenRoom(next));
    }

    private void dispatch(ConnectedClient from, byte[] text) {
        Instant readAt = clock.instant();
        traffic.countReceived();
        Incoming incoming = reader.read(text);
        var request = new RequestRef(incoming.id(), readAt);
        switch (incoming) {
            case Incoming.Rejected(var id, var error) -> {
                from.session().received(FlightRecording.OTHER, text, readAt);
                if (mayPass(from, request, Route.Toll.MESSAGE, text.length)) {
                    delivery.answer(from, request, error);
                }
            }
            case Incoming.Message message -> route(from, request, message, text);
        }
    }

    private void route(
            ConnectedClient from, RequestRef request, Incoming.Message message, byte[] text) {
        var route = routes.find(message.type());
        String type = route.isPresent() ? message.type() : FlightRecording.OTHER;
        from.session().received(type, text, request.readAt());
        var toll = route.map(Route::toll).orElse(Route.Toll.MESSAGE);
        if (!mayPass(from, request, toll, text.length)) {
            return;
        }
        if (from.session().entrance().awaitsResume()
                && !route.map(Route::time).equals(Optional.of(Route.Time.ANY))) {
            refuse(
                    from,
                    request,
                    ErrorCode.INVALID_MESSAGE,
                    "type must be resume on this connection, until it is answered.");
        } else if (claimsToBeAnother(from, message)) {
            refuse(
                    from,
                    request,
                    ErrorCode.CLIENT_MISMATCH,
                    "clientId must be your own, or left out.");
        } else if (route.isEmpty()) {
            refuse(
                    from,
                    request,
                    ErrorCode.UNKNOWN_TYPE,
                    "No message of this type is known: see the protocol for those that are.");
        } else {
            call(from, request, route.get().handler(), message, text);
        }
    }

    /// One that is yet to say as whom it comes back may be whoever it says until then.
    private static boolean claimsToBeAnother(ConnectedClient from, Incoming.Message message) {
        String claimed = message.clientId();
        return claimed != null
                && !claimed.equals(from.id().value())
                && !from.session().entrance().awaitsResume();
    }

    /// A fault costs the message that struck it, and nothing else.
    private void call(
            ConnectedClient from,
            RequestRef request,
            Route.Handler handler,
            Incoming.Message message,
            byte[] text) {
        try {
            switch (handler.handle(from, reader.fields(text, message.data()))) {
                case Reply.Now(var answers) ->
                        answers.forEach(answer -> delivery.answer(from, request, answer));
                case Reply.Later(var start) -> start(start, new LaterAnswers(from, request));
            }
        } catch (InvalidField invalid) {
            refuse(from, request, ErrorCode.INVALID_MESSAGE, invalid.sentence());
        } catch (RuntimeException fault) {
            faults.report(message.type(), fault);
            refuse(
                    from,
                    request,
                    ErrorCode.INTERNAL,
                    "The server failed to handle this message; it is not your fault.");
        }
    }

    /// What fails to begin has no end that would come by itself.
    private static void start(Consumer<Reply.Answers> start, LaterAnswers answers) {
        boolean begun = false;
        try {
            start.accept(answers);
            begun = true;
        } finally {
            if (!begun) {
                answers.end();
            }
        }
    }

    /// Answers that come when they are certain. A client that left meanwhile is not told.
    private final class LaterAnswers implements Reply.Answers {

        private final ConnectedClient asker;
        private final RequestRef request;
        private final AtomicBoolean isOver = new AtomicBoolean();

        LaterAnswers(ConnectedClient asker, RequestRef request) {
            this.asker = asker;
            this.request = request;
            asker.session().awaitedWrites().begin();
        }

        @Override
        public void give(ServerMessage message) {
            delivery.answer(asker, request, message);
        }

        @Override
        public void end() {
            if (!isOver.getAndSet(true)) {
                asker.session().awaitedWrites().end();
            }
        }
    }

    private boolean mayPass(ConnectedClient from, RequestRef request, Route.Toll toll, int bytes) {
        switch (charge(from.session(), toll, bytes, request.readAt())) {
            case ADMITTED -> {
                return true;
            }
            case DROPPED_AND_TOLD ->
                    refuse(
                            from,
                            request,
                            ErrorCode.RATE_LIMITED,
                            "Too many messages: this one was dropped, send fewer a second.");
            case DROPPED -> {}
            case GIVEN_UP -> delivery.close(from, CloseReason.TOO_FAST);
        }
        return false;
    }

    private static RateLimit.Verdict charge(
            Session session, Route.Toll toll, int bytes, Instant now) {
        return switch (toll) {
            case MESSAGE -> session.messageRate().admit(1, now);
            case RESUME ->
                    session.entrance().awaitsResume()
                            ? session.ackByteRate().admit(bytes, now)
                            : session.messageRate().admit(1, now);
            case ACKNOWLEDGEMENT -> {
                var verdict = session.ackByteRate().admit(bytes, now);
                boolean isPaid =
                        verdict != RateLimit.Verdict.ADMITTED
                                || session.ackAllowance().spend() == AckAllowance.Payment.FREE;
                yield isPaid ? verdict : session.messageRate().admit(1, now);
            }
        };
    }

    private void refuse(ConnectedClient from, RequestRef request, ErrorCode code, String sentence) {
        delivery.answer(from, request, new ErrorReport(code, sentence));
    }
}
