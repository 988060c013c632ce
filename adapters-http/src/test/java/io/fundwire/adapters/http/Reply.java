package io.fundwire.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.adapters.json.JsonDialect;
import io.fundwire.adapters.json.Problem;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Locale;

/// An HTTP answer as a client sees it.
///
/// @param head the status line, if it was kept, and the headers, as they came
record Reply(int status, List<String> head, String body) {

    private static final JsonMapper MAPPER = JsonDialect.mapper();

    /// The value of a header that must be there once.
    String header(String name) {
        String start = name + ":";
        List<String> lines =
                head.stream()
                        .filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
                        .toList();
        assertThat(lines).as(start).hasSize(1);
        return lines.getFirst().substring(start.length()).strip();
    }

    /// The body, which must be JSON and said to be.
    JsonNode json() {
        assertThat(header("Content-Type")).isEqualTo("application/json");
        return MAPPER.readTree(body);
    }

    /// The body, which must be a problem of that status and kind, complete, and not to be cached.
    JsonNode problem(int expectedStatus, String kind) {
        assertThat(status).as(body).isEqualTo(expectedStatus);
        assertThat(header("Content-Type")).isEqualTo(Problem.MEDIA_TYPE);
        assertThat(header("Cache-Control")).contains("no-store");
        JsonNode problem = MAPPER.readTree(body);
        assertThat(problem.propertyNames())
                .contains("type", "title", "status", "detail")
                .isSubsetOf("type", "title", "status", "detail", "field");
        assertThat(problem.get("type").stringValue()).isEqualTo("urn:fundwire:problem:" + kind);
        assertThat(problem.get("title").stringValue()).isNotBlank();
        assertThat(problem.get("status").intValue()).isEqualTo(expectedStatus);
        assertThat(problem.get("detail").stringValue()).endsWith(".");
        return problem;
    }

    /// Nobody shall learn from it what the server is made of.
    void assertSaysNothingOfTheServer() {
        assertSaysNothingOfTheServer(String.join("\n", head) + "\n" + body);
    }

    /// As above, for answers as they came.
    static void assertSaysNothingOfTheServer(String answers) {
        assertThat("\n" + answers.toLowerCase(Locale.ROOT))
                .doesNotContain(
                        "jetty", "jackson", "java", "exception", "io.fundwire", "secret", "\tat ")
                .doesNotContain("\nserver:", "x-powered-by:", "12.1", "<html", "script");
    }
}
