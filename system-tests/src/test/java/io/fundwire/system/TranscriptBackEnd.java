package io.fundwire.system;

import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;

/// The lines of a transcript that begin with `http`. Each method answers what stands behind its
/// verb from now on.
final class TranscriptBackEnd {

    private final RunningServer server;
    private final Comparison comparison;
    private HttpResponse<String> answer;

    TranscriptBackEnd(RunningServer server, Comparison comparison) {
        this.server = server;
        this.comparison = comparison;
    }

    String play(String verb, String rest) {
        return switch (verb) {
            case ">" -> call(rest);
            case ">>" -> callUntil(rest);
            case "<" -> answered(rest, answer, "http", comparison);
            default -> throw new AssertionError("No back end can do this.");
        };
    }

    /// Method, path, media type if it is not JSON, body if there is one.
    private String call(String request) {
        String[] words = request.split(" ", 3);
        String body = words.length > 2 ? comparison.expand(words[2]) : "";
        String mediaType = body.isEmpty() ? "" : "application/json";
        if (!body.isEmpty() && !body.startsWith("{")) {
            mediaType = body.substring(0, body.indexOf(' '));
            body = body.substring(body.indexOf(' ') + 1);
        }
        answer =
                HttpCalls.call(words[0], server.http(comparison.expand(words[1])), mediaType, body);
        return request;
    }

    /// Again and again, until the answer has the status that stands before the request.
    private String callUntil(String request) {
        String[] words = request.split(" ", 2);
        int wanted = Integer.parseInt(words[0]);
        await().atMost(RunningServer.PATIENCE)
                .until(() -> {
                    call(words[1]);
                    return answer.statusCode() == wanted;
                });
        return request;
    }

    /// Status, media type if it is not JSON, body if there is one.
    static String answered(
            String expected, HttpResponse<?> actual, String receiver, Comparison comparison) {
        String text = String.valueOf(actual.body());
        if (text.isEmpty()) {
            return comparison.text(expected, String.valueOf(actual.statusCode()));
        }
        String mediaType = actual.headers().firstValue("Content-Type").orElse("none");
        String head =
                actual.statusCode() + (mediaType.equals("application/json") ? "" : " " + mediaType);
        int body = expected.indexOf('{');
        comparison.text(body < 0 ? expected : expected.substring(0, body).strip(), head);
        return head
                + " "
                + comparison.message(
                        body < 0 ? "" : expected.substring(body), Json.parse(text), receiver);
    }
}
