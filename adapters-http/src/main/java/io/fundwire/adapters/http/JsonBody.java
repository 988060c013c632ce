package io.fundwire.adapters.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Gathers the JSON body of one request as its pieces come, without holding a thread meanwhile, and
/// gives up on one that is too long or does not come.
///
/// Jetty's own gatherer would go on to fail a request after it was answered that its body is too
/// long.
final class JsonBody {

    static final int MAX_BYTES = 256 * 1024;

    private final Request request;
    private final Receiver receiver;
    private final Scheduler.Task deadline;
    private final AtomicBoolean settled = new AtomicBoolean();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private JsonBody(Request request, Duration patience, Receiver receiver) {
        this.request = request;
        this.receiver = receiver;
        this.deadline =
                request.getComponents()
                        .getScheduler()
                        .schedule(this::giveUp, patience.toMillis(), MILLISECONDS);
    }

    /// Who waits for a body. Exactly one of its methods is called, once, on any thread.
    interface Receiver {

        /// The whole body.
        void body(byte[] bytes);

        /// There is no body to be had; this is what to answer.
        void refusal(Answer answer);

        /// The connection broke.
        void broken(Throwable cause);
    }

    /// Reads a body.
    ///
    /// @param patience how long all of it may take
    static void read(Request request, Duration patience, Receiver receiver) {
        if (!isPlainJson(request)) {
            receiver.refusal(
                    Answer.problem(
                            "unsupported-media-type",
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
                            "Send the body as application/json in UTF-8, not compressed."));
        } else if (request.getLength() > MAX_BYTES) {
            receiver.refusal(tooLarge());
        } else {
            new JsonBody(request, patience, receiver).readOn();
        }
    }

    private void readOn() {
        for (Content.Chunk piece = request.read(); piece != null; piece = request.read()) {
            if (Content.Chunk.isFailure(piece)) {
                failed(piece.getFailure());
                return;
            }
            bytes.writeBytes(BufferUtil.toArray(piece.getByteBuffer()));
            piece.release();
            if (bytes.size() > MAX_BYTES) {
                settle(to -> to.refusal(tooLarge()));
                return;
            }
            if (piece.isLast()) {
                settle(to -> to.body(bytes.toByteArray()));
                return;
            }
        }
        request.demand(this::readOn);
    }

    private void failed(Throwable cause) {
        if (cause instanceof TimeoutException) {
            giveUp();
        } else {
            settle(to -> to.broken(cause));
        }
    }

    private void giveUp() {
        settle(to ->
                to.refusal(
                        Answer.problem(
                                "body-too-slow",
                                HttpStatus.REQUEST_TIMEOUT_408,
                                "The body did not come in time: send it at once.")));
    }

    private void settle(Consumer<Receiver> news) {
        if (settled.compareAndSet(false, true)) {
            deadline.cancel();
            news.accept(receiver);
        }
    }

    private static Answer tooLarge() {
        return Answer.problem(
                "body-too-large",
                HttpStatus.PAYLOAD_TOO_LARGE_413,
                "The body may have at most %d bytes.".formatted(MAX_BYTES));
    }

    /// Nothing is guessed: a type that a browser's form can send is refused, and so is a body that
    /// would have to be unpacked first.
    private static boolean isPlainJson(Request request) {
        List<String> types = request.getHeaders().getValuesList(HttpHeader.CONTENT_TYPE);
        if (types.size() != 1 || request.getHeaders().contains(HttpHeader.CONTENT_ENCODING)) {
            return false;
        }
        String type = types.getFirst();
        String charset = MimeTypes.getCharsetFromContentType(type);
        String bare = MimeTypes.getContentTypeWithoutCharset(type);
        return bare.strip().toLowerCase(Locale.ROOT).equals("application/json")
                && (charset == null || charset.equalsIgnoreCase("utf-8"));
    }
}
