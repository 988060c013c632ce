package io.fundwire.adapters.http;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers on every path that has no endpoint, whatever the method.
final class NothingHere extends Handler.Abstract.NonBlocking {

    private final AnswerWriter writer;

    NothingHere(AnswerWriter writer) {
        this.writer = writer;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        writer.write(
                Answer.problem(ProblemErrors.problem(HttpStatus.NOT_FOUND_404)),
                response,
                callback);
        return true;
    }
}
