package io.fundwire.adapters.http;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;

import io.fundwire.adapters.json.Fields;
import io.fundwire.adapters.json.InvalidField;
import io.fundwire.adapters.json.Problem;
import io.fundwire.application.session.FaultLog;
import io.fundwire.application.store.StoreUnavailable;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// One path, and what answers each method on it.
final class Endpoint extends Handler.Abstract {

    private final UriTemplatePathSpec path;
    private final AnswerWriter writer;
    private final FaultLog faults;
    private final Duration patience;
    private final Map<String, Action> actions = new TreeMap<>();

    /// @param path may have variables: `/api/clients/{id}`
    /// @param patience how long a body may take to come
    Endpoint(UriTemplatePathSpec path, AnswerWriter writer, FaultLog faults, Duration patience) {
        this.path = path;
        this.writer = writer;
        this.faults = faults;
        this.patience = patience;
    }

    /// What is done with a request: the answer may take its time. Both may throw [InvalidField], at
    /// once.
    private sealed interface Action {

        /// It has no body, or one that nobody looks at.
        record Asked(Function<ApiRequest, CompletionStage<Answer>> answer) implements Action {}

        /// Its body is a JSON object.
        record Told(BiFunction<ApiRequest, Fields, CompletionStage<Answer>> answer)
                implements Action {}
    }

    /// Answers GET, and HEAD with it, from what is in memory.
    Endpoint get(Function<ApiRequest, Answer> answer) {
        return getLater(request -> completedStage(answer.apply(request)));
    }

    /// Answers GET, and HEAD with it.
    Endpoint getLater(Function<ApiRequest, CompletionStage<Answer>> answer) {
        actions.put("GET", new Action.Asked(answer));
        actions.put("HEAD", new Action.Asked(answer));
        return this;
    }

    /// Answers DELETE, from what is in memory.
    Endpoint delete(Function<ApiRequest, Answer> answer) {
        return deleteLater(request -> completedStage(answer.apply(request)));
    }

    /// Answers DELETE.
    Endpoint deleteLater(Function<ApiRequest, CompletionStage<Answer>> answer) {
        actions.put("DELETE", new Action.Asked(answer));
        return this;
    }

    /// Answers POST with a JSON object as its body.
    Endpoint post(BiFunction<ApiRequest, Fields, CompletionStage<Answer>> answer) {
        actions.put("POST", new Action.Told(answer));
        return this;
    }

    UriTemplatePathSpec path() {
        return path;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        switch (actions.get(request.getMethod())) {
            case null -> writer.write(Answer.wrongMethod(actions.keySet()), response, callback);
            case Action.Asked(var answer) ->
                    settle(() -> answer.apply(new ApiRequest(request, path)), response, callback);
            case Action.Told(var answer) -> readAndSettle(answer, request, response, callback);
        }
        return true;
    }

    private void readAndSettle(
            BiFunction<ApiRequest, Fields, CompletionStage<Answer>> answer,
            Request request,
            Response response,
            Callback callback) {
        JsonBody.read(
                request,
                patience,
                new JsonBody.Receiver() {
                    @Override
                    public void body(byte[] bytes) {
                        settle(
                                () ->
                                        answer.apply(
                                                new ApiRequest(request, path),
                                                Fields.of(bytes, writer.mapper())),
                                response,
                                callback);
                    }

                    @Override
                    public void refusal(Answer refusal) {
                        writer.write(refusal, response, callback);
                    }

                    @Override
                    public void broken(Throwable cause) {
                        callback.failed(cause);
                    }
                });
    }

    /// A fault costs the request that struck it, and nothing else.
    private void settle(
            Supplier<CompletionStage<Answer>> finding, Response response, Callback callback) {
        CompletionStage<Answer> found;
        try {
            found = finding.get();
        } catch (InvalidField invalid) {
            found = completedStage(Answer.problem(Problem.of(invalid)));
        } catch (RuntimeException fault) {
            found = failedStage(fault);
        }
        var _ =
                found.exceptionally(this::fault)
                        .thenAccept(answer -> writer.write(answer, response, callback));
    }

    private Answer fault(Throwable thrown) {
        var cause = thrown instanceof CompletionException wrapped ? wrapped.getCause() : thrown;
        var fault =
                cause instanceof RuntimeException direct ? direct : new CompletionException(cause);
        faults.report(path.getDeclaration(), fault);
        if (cause instanceof StoreUnavailable) {
            return Answer.tryLater(
                    "store-unavailable", "Nothing can be read now: try again later.");
        }
        return Answer.problem(
                "internal",
                HttpStatus.INTERNAL_SERVER_ERROR_500,
                "The server failed to handle this request; it is not your fault.");
    }
}
