package io.fundwire.adapters.http;

import io.fundwire.application.session.ExpelClient;
import io.fundwire.application.session.ListClients;
import io.fundwire.application.session.ListDepartures;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;

import org.eclipse.jetty.http.HttpStatus;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What answers operators who look after clients.
record ClientRoutes(HttpApi.UseCases useCases) {

    private static final int DEFAULT_PAGE = 100;

    Answer list(ApiRequest request) {
        int limit = request.wholeNumber("limit", 1, ListClients.MAX_PAGE, DEFAULT_PAGE);
        var search = request.text("search", UserId.MAX_LENGTH);
        var input = new ListClients.Input(search, request.query("after"), limit);
        return Answer.json(HttpStatus.OK_200, useCases.listClients().handle(input));
    }

    Answer show(ApiRequest request) {
        return useCases.showClient()
                .handle(clientId(request))
                .map(client -> Answer.json(HttpStatus.OK_200, client))
                .orElseGet(ClientRoutes::notHere);
    }

    Answer frames(ApiRequest request) {
        return useCases.showFrames()
                .handle(clientId(request))
                .map(frames -> Answer.json(HttpStatus.OK_200, frames))
                .orElseGet(ClientRoutes::unknown);
    }

    Answer departures(ApiRequest request) {
        int limit = request.wholeNumber("limit", 1, ListDepartures.MAX_PAGE, DEFAULT_PAGE);
        var after = request.mark("after").map(OptionalLong::of).orElse(OptionalLong.empty());
        var page = useCases.listDepartures().handle(new ListDepartures.Input(after, limit));
        return Answer.json(HttpStatus.OK_200, DepartureReport.Page.of(page));
    }

    CompletionStage<Answer> expel(ApiRequest request) {
        var answer = new CompletableFuture<Answer>();
        useCases.expelClient()
                .handle(clientId(request), outcome -> answer.complete(expelled(outcome)));
        return answer;
    }

    private static Answer expelled(ExpelClient.Outcome outcome) {
        return switch (outcome) {
            case ExpelClient.Outcome.Expelled() -> Answer.nothing();
            case ExpelClient.Outcome.NotHere() -> notHere();
            case ExpelClient.Outcome.NotKept() ->
                    Answer.tryLater(
                            "not-kept",
                            "The client is disconnected, but that it must not come back could not"
                                    + " be kept: after a restart of the server it may.");
        };
    }

    private static ClientId clientId(ApiRequest request) {
        return new ClientId(request.pathVariable("id"));
    }

    private static Answer notHere() {
        return notFound("No client of this id is connected.");
    }

    private static Answer unknown() {
        return notFound("No client of this id is connected, or left within the last hour.");
    }

    private static Answer notFound(String detail) {
        return Answer.problem("client-not-found", HttpStatus.NOT_FOUND_404, detail);
    }
}
