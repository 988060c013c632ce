package io.fundwire.adapters.http;

import io.fundwire.adapters.json.Problem;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

import java.util.Collection;

/// What a request is answered.
///
/// @param status the HTTP status
/// @param mediaType of the body
/// @param body becomes JSON; absent where there is nothing to say
/// @param header one more header, if there is need of one
record Answer(int status, String mediaType, @Nullable Object body, @Nullable HttpField header) {

    /// After what time a disk that was full or failed is worth another try.
    private static final int RETRY_SECONDS = 10;

    static Answer json(int status, Object body) {
        return new Answer(status, "application/json", body, null);
    }

    static Answer nothing() {
        return new Answer(HttpStatus.NO_CONTENT_204, "application/json", null, null);
    }

    /// A problem.
    ///
    /// @param kind names the kind of problem in words joined by hyphens
    /// @param detail says what was expected
    static Answer problem(String kind, int status, String detail) {
        return problem(Problem.of(kind, status, detail));
    }

    static Answer problem(Problem problem) {
        return new Answer(problem.status(), Problem.MEDIA_TYPE, problem, null);
    }

    /// The store cannot do its part at present.
    static Answer tryLater(String kind, String detail) {
        return problem(kind, HttpStatus.SERVICE_UNAVAILABLE_503, detail)
                .with(new HttpField(HttpHeader.RETRY_AFTER, String.valueOf(RETRY_SECONDS)));
    }

    /// The path is there, but not for that method.
    static Answer wrongMethod(Collection<String> allowed) {
        String list = String.join(", ", allowed);
        return problem(
                        "method-not-allowed",
                        HttpStatus.METHOD_NOT_ALLOWED_405,
                        "Use %s here.".formatted(list))
                .with(new HttpField(HttpHeader.ALLOW, list));
    }

    Answer with(HttpField other) {
        return new Answer(status, mediaType, body, other);
    }
}
