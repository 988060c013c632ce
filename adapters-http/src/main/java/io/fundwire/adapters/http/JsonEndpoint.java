package io.fundwire.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.adapters.json.Fields;
import io.fundwire.adapters.json.InvalidField;
import io.fundwire.adapters.json.Problem;
import io.fundwire.application.session.FaultLog;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/// One method on one path: a question without a body, or a JSON body that is acted upon.
final class JsonEndpoint extends Handler.Abstract {

    private static final int MAX_BODY = 256 * 1024;

    /// Not yet: to ignore it would break a promise that the sender relies on.
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final HttpMethod method;
    private final Function<Fields, Answer> action;
    private final JsonMapper mapper;
    private final FaultLog faults;

    private JsonEndpoint(
            HttpMethod method,
            Function<Fields, Answer> action,
            JsonMapper mapper,
            FaultLog faults) {
        this.method = method;
        this.action = action;
        this.mapper = mapper;
        this.faults = faults;
    }

    /// Answers GET, and HEAD with it.
    static JsonEndpoint get(Supplier<Answer> answer, JsonMapper mapper, FaultLog faults) {
        return new JsonEndpoint(HttpMethod.GET, noFields -> answer.get(), mapper, faults);
    }

    /// Answers POST with a JSON object as its body.
    ///
    /// @param action may throw [InvalidField]
    static JsonEndpoint post(Function<Fields, Answer> action, JsonMapper mapper, FaultLog faults) {
        return new JsonEndpoint(HttpMethod.POST, action, mapper, faults);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!isAllowed(request.getMethod())) {
            response.getHeaders()
                    .put(HttpHeader.ALLOW, method == HttpMethod.GET ? "GET, HEAD" : "POST");
            send(
                    refusal(
                            "method-not-allowed",
                            HttpStatus.METHOD_NOT_ALLOWED_405,
                            "Use %s here.".formatted(method.asString())),
                    response,
                    callback);
        } else if (method == HttpMethod.GET) {
            answer(this::noFields, request, response, callback);
        } else if (!isPlainJson(request)) {
            send(
                    refusal(
                            "unsupported-media-type",
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
                            "Send the body as application/json in UTF-8, not compressed."),
                    response,
                    callback);
        } else if (request.getHeaders().contains(IDEMPOTENCY_KEY)) {
            send(
                    refusal(
                            "unsupported-header",
                            HttpStatus.BAD_REQUEST_400,
                            IDEMPOTENCY_KEY + " is not supported by this version: leave it out."),
                    response,
                    callback);
        } else {
            readBody(request, response, callback);
        }
        return true;
    }

    private boolean isAllowed(String asked) {
        return method.is(asked) || (method == HttpMethod.GET && HttpMethod.HEAD.is(asked));
    }

    private Fields noFields() {
        return Fields.of("{}".getBytes(UTF_8), mapper);
    }

    /// Without holding a thread while the body comes.
    private void readBody(Request request, Response response, Callback callback) {
        if (request.getLength() > MAX_BODY) {
            send(tooLarge(), response, callback);
        } else {
            new Body(request, response, callback).run();
        }
    }

    /// Gathers a body as its pieces come. Jetty's own gatherer would go on to fail the request of a
    /// body that is too long after that was answered.
    private final class Body implements Runnable {

        private final Request request;
        private final Response response;
        private final Callback callback;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Body(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        @Override
        public void run() {
            for (Content.Chunk piece = request.read(); piece != null; piece = request.read()) {
                if (Content.Chunk.isFailure(piece)) {
                    fail(piece.getFailure());
                    return;
                }
                bytes.writeBytes(BufferUtil.toArray(piece.getByteBuffer()));
                piece.release();
                if (bytes.size() > MAX_BODY) {
                    send(tooLarge(), response, callback);
                    return;
                }
                if (piece.isLast()) {
                    act();
                    return;
                }
            }
            request.demand(this);
        }

        private void act() {
            answer(() -> Fields.of(bytes.toByteArray(), mapper), request, response, callback);
        }

        private void fail(Throwable failure) {
            if (failure instanceof TimeoutException) {
                send(
                        refusal(
                                "body-too-slow",
                                HttpStatus.REQUEST_TIMEOUT_408,
                                "The body did not come in time: send it at once."),
                        response,
                        callback);
            } else {
                callback.failed(failure);
            }
        }
    }

    /// A fault costs the request that struck it, and nothing else.
    private void answer(
            Supplier<Fields> body, Request request, Response response, Callback callback) {
        Answer answer;
        try {
            answer = action.apply(body.get());
        } catch (InvalidField invalid) {
            answer = Answer.problem(Problem.of(invalid));
        } catch (RuntimeException fault) {
            faults.report(request.getHttpURI().getPath(), fault);
            answer =
                    refusal(
                            "http-500",
                            HttpStatus.INTERNAL_SERVER_ERROR_500,
                            "The server failed to handle this request; it is not your fault.");
        }
        send(answer, response, callback);
    }

    private static Answer tooLarge() {
        return refusal(
                "body-too-large",
                HttpStatus.PAYLOAD_TOO_LARGE_413,
                "The body may have at most %d bytes.".formatted(MAX_BODY));
    }

    private static Answer refusal(String kind, int status, String detail) {
        return Answer.problem(Problem.of(kind, HttpStatus.getMessage(status), status, detail));
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

    private void send(Answer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.mediaType());
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        byte[] body = mapper.writeValueAsBytes(answer.body());
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
