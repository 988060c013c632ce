package io.fundwire.adapters.http;

import io.fundwire.adapters.json.Problem;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.nio.ByteBuffer;

/// Says what the server itself refuses (an unknown path, a request that is no HTTP) in the same
/// form as the API, and nothing about the server.
public final class ProblemErrors extends ErrorHandler {

    private final JsonMapper mapper;

    /// @param mapper writes problems
    public ProblemErrors(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /// Jetty refuses OPTIONS in a way of its own, which leaves no room for a body.
    @Override
    public boolean errorPageForMethod(String method) {
        return !HttpMethod.OPTIONS.is(method);
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.write(true, body(code), callback);
    }

    private ByteBuffer body(int code) {
        String title = HttpStatus.getMessage(code);
        String detail =
                switch (code) {
                    case HttpStatus.NOT_FOUND_404 -> "There is nothing at this path.";
                    case HttpStatus.INTERNAL_SERVER_ERROR_500 ->
                            "The server failed to handle this request; it is not your fault.";
                    default -> "The request was refused: " + title + ".";
                };
        var problem = Problem.of("http-" + code, title, code, detail);
        return ByteBuffer.wrap(mapper.writeValueAsBytes(problem));
    }
}
