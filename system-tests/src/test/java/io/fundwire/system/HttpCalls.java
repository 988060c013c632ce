package io.fundwire.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// HTTP as a back end speaks it.
final class HttpCalls {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private HttpCalls() {}

    static HttpResponse<String> get(URI url) {
        return call("GET", url, "", "");
    }

    static HttpResponse<String> post(URI url, String json) {
        return call("POST", url, "application/json", json);
    }

    /// @param mediaType of the body; none is sent if it is empty
    static HttpResponse<String> call(String method, URI url, String mediaType, String body) {
        var request =
                HttpRequest.newBuilder(url)
                        .timeout(RunningServer.PATIENCE)
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (!mediaType.isEmpty()) {
            request.header("Content-Type", mediaType);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
