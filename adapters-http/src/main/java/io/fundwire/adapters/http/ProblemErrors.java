package io.fundwire.adapters.http;

import io.fundwire.adapters.json.Problem;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

/// Says what the server itself refuses (an unknown path, a request that is no HTTP) in the same
/// form as the API, and nothing about the server.
public final class ProblemErrors extends ErrorHandler {

    private final JsonMapper mapper;

    /// @param mapper writes problems
    public ProblemErrors(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /// All of them.
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        // What was no request may go on where the next one is looked for.
        response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        new AnswerWriter(mapper).write(Answer.problem(problem(code)), response, callback);
    }

    /// What the server itself says by that status.
    static Problem problem(int code) {
        String title = HttpStatus.getMessage(code);
        String detail =
                switch (code) {
                    case HttpStatus.NOT_FOUND_404 -> "There is nothing at this path.";
                    case HttpStatus.INTERNAL_SERVER_ERROR_500 ->
                            "The server failed to handle this request; it is not your fault.";
                    default -> "The request was refused: " + title + ".";
                };
        return Problem.of("http-" + code, title, code, detail);
    }
}
