package io.fundwire.domain.session;

import io.fundwire.domain.client.Client;
import io.fundwire.domain.message.ConflationKey;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.Offer;
import io.fundwire.domain.message.Outbox;
import io.fundwire.domain.message.Outgoing;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A client's live state in the server: what waits for it, whether it lives, how fast it sends, and
/// whether it is on its way out.
///
/// Thread-safe, but for the rates, which belong to the one who reads the connection.
public final class Session {

    private volatile Client client;
    private volatile boolean resumed;
    private final Entrance entrance;
    private final TokenLease tokens = new TokenLease();
    private final int maxPayload;
    private final Liveness liveness;
    private final RateLimit messageRate;
    private final RateLimit ackByteRate;
    private final AckAllowance ackAllowance = new AckAllowance();
    private final AwaitedWrites awaitedWrites = new AwaitedWrites();
    private final Outbox outbox;
    private final FlightRecorder recorder;

    private long received;
    private long sent;
    private @Nullable CloseReason closeReason;

    /// Starts the session of a client that connected at `client.since()`, and whose frames nobody
    /// wants to see.
    public Session(Client client, SessionLimits limits) {
        this(client, limits, FlightRecording.off());
    }

    /// Starts the session of a client that connected at `client.since()`.
    public Session(Client client, SessionLimits limits, FlightRecording recording) {
        this(client, Entrance.open(), limits, recording);
    }

    /// Starts the session of a client that is to say as whom it comes back.
    ///
    /// @param provisional who it is until then, and if it is nobody who was here before
    public static Session awaitingResume(
            Client provisional, SessionLimits limits, FlightRecording recording) {
        return new Session(provisional, Entrance.awaitingResume(), limits, recording);
    }

    private Session(
            Client client, Entrance entrance, SessionLimits limits, FlightRecording recording) {
        this.client = client;
        this.entrance = entrance;
        this.maxPayload = limits.maxPayload();
        this.liveness = new Liveness(limits.heartbeatInterval(), client.since());
        var notice = new DropNotice();
        this.messageRate = new RateLimit(limits.messages(), client.since(), notice);
        this.ackByteRate = new RateLimit(limits.ackBytes(), client.since(), notice);
        this.outbox = new Outbox(limits.outbox());
        this.recorder = new FlightRecorder(recording, client.since());
    }

    /// Who is behind it.
    public Client client() {
        return client;
    }

    /// It is one that was here before: who it is changes once, before anybody can find it.
    public void goOnFrom(ResumeToken token) {
        tokens.goOnFrom(token);
        client = new Client(token.client(), token.user(), client.since());
        resumed = true;
    }

    /// Whether it goes on from one that was here before.
    public boolean isResumed() {
        return resumed;
    }

    /// How far it is on its way in.
    public Entrance entrance() {
        return entrance;
    }

    /// Its resume tokens.
    public TokenLease tokens() {
        return tokens;
    }

    /// How many bytes its next message may have.
    public int maxPayload() {
        return entrance.awaitsResume()
                ? Math.max(maxPayload, Entrance.MAX_RESUME_BYTES)
                : maxPayload;
    }

    /// When it was last heard, and what to do about silence.
    public Liveness liveness() {
        return liveness;
    }

    /// How fast it sends messages; first acknowledgements aside.
    public RateLimit messageRate() {
        return messageRate;
    }

    /// How fast it sends acknowledgements, in bytes.
    public RateLimit ackByteRate() {
        return ackByteRate;
    }

    /// How many acknowledgements it may send that are not counted as messages.
    public AckAllowance ackAllowance() {
        return ackAllowance;
    }

    /// How many of its messages await their durable write.
    public AwaitedWrites awaitedWrites() {
        return awaitedWrites;
    }

    /// Puts a message into the outbox, unless the session is closing or a limit forbids it.
    public synchronized Offer offer(Outgoing outgoing, Instant now) {
        return closeReason != null ? Offer.CLOSING : outbox.offer(outgoing, now);
    }

    /// Takes what waits, important lanes first, until nothing is left or `maxBytes` are reached;
    /// the last message taken may go beyond them. Nothing is given out to a client on its way in,
    /// so that what it reads then is true: that it can be found, say.
    ///
    /// @param into gets them in the order of writing
    /// @return what was left out and thrown away, as it is outdated
    public synchronized List<Outgoing> take(
            int maxBytes, Instant now, List<? super Outgoing> into) {
        List<Outgoing> outdated = List.of();
        if (entrance.isUnderWay() && closeReason == null) {
            return outdated;
        }
        int bytes = 0;
        while (bytes < maxBytes) {
            Optional<Outgoing> next = outbox.poll();
            if (next.isEmpty()) {
                return outdated;
            }
            if (next.get().message().isOutdated(now)) {
                outbox.leftOut(next.get());
                outdated = with(outdated, next.get());
            } else {
                bytes += next.get().encoded().size();
                into.add(next.get());
            }
        }
        return outdated;
    }

    /// Most calls leave nothing out, and need no list of their own.
    private static List<Outgoing> with(List<Outgoing> outdated, Outgoing next) {
        List<Outgoing> more = outdated.isEmpty() ? new ArrayList<>() : outdated;
        more.add(next);
        return more;
    }

    /// Takes a message back that waits, if it does.
    public synchronized Optional<Outgoing> retract(Lane lane, ConflationKey key) {
        return outbox.retract(lane, key);
    }

    /// A message came in, good or bad.
    ///
    /// @param type its type if it is one that there is, or else [FlightRecording#OTHER]
    /// @param text the whole message, valid UTF-8
    public synchronized void received(String type, byte[] text, Instant at) {
        received++;
        recorder.add(FlightRecord.Direction.IN, type, text.length, at);
        // While it is to say as whom it comes back, what it says may be a misspelled resume token.
        if (recorder.wantsContents(type) && !entrance.awaitsResume()) {
            recorder.addContents(ByteBuffer.wrap(text));
        }
    }

    /// What was taken is on the socket.
    public synchronized void written(List<Outgoing> messages, Instant at) {
        outbox.written();
        sent += messages.size();
        for (Outgoing outgoing : messages) {
            String type = outgoing.message().type();
            recorder.add(FlightRecord.Direction.OUT, type, outgoing.encoded().size(), at);
            if (recorder.wantsContents(type)) {
                recorder.addContents(outgoing.encoded().view());
            }
        }
    }

    /// The last messages that came and went.
    public synchronized FlightRecord flight() {
        return recorder.record();
    }

    /// How many messages came and went.
    public synchronized Exchanged exchanged() {
        return new Exchanged(received, sent);
    }

    /// How much waits.
    public synchronized Waiting waiting() {
        return new Waiting(outbox.messages(), outbox.bytes());
    }

    /// Whether anything waits.
    public synchronized boolean isIdle() {
        return outbox.messages() == 0;
    }

    /// Whether the session was ended and waits for its connection to go.
    public synchronized boolean isClosing() {
        return closeReason != null;
    }

    /// Why the server ended the session, if it did.
    public synchronized Optional<CloseReason> closeReason() {
        return Optional.ofNullable(closeReason);
    }

    /// Ends the session: `farewell` is the last that it takes in. What waits is still given out,
    /// but not to a client that would not read it in time or is somebody else by now.
    public synchronized Closing close(CloseReason reason, Outgoing farewell) {
        if (closeReason != null) {
            return Closing.ALREADY;
        }
        closeReason = reason;
        if (reason == CloseReason.SLOW_READER || reason == CloseReason.RESUMED_ELSEWHERE) {
            outbox.clear();
        }
        outbox.offerLast(farewell);
        return Closing.NOW;
    }

    /// What waits in the outbox.
    public record Waiting(int messages, int bytes) {}

    /// The messages of a session so far.
    ///
    /// @param received came in, good or bad
    /// @param sent were written
    public record Exchanged(long received, long sent) {}

    /// Whether it was this call that ended a session.
    public enum Closing {
        /// This call did.
        NOW,
        /// Another did before.
        ALREADY
    }
}
