package io.fundwire.adapters.http;

import io.fundwire.adapters.json.Problem;

import org.eclipse.jetty.http.HttpStatus;

/// What a request is answered.
///
/// @param status the HTTP status
/// @param mediaType of the body
/// @param body becomes JSON
record Answer(int status, String mediaType, Object body) {

    static Answer json(int status, Object body) {
        return new Answer(status, "application/json", body);
    }

    /// A problem whose title is that of its status.
    ///
    /// @param kind names the kind of problem in words joined by hyphens
    /// @param detail says what was expected
    static Answer problem(String kind, int status, String detail) {
        return problem(Problem.of(kind, HttpStatus.getMessage(status), status, detail));
    }

    static Answer problem(Problem problem) {
        return new Answer(problem.status(), Problem.MEDIA_TYPE, problem);
    }
}
