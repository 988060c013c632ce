package io.fundwire.adapters.http;

import io.fundwire.adapters.json.Problem;

/// What an endpoint answers.
///
/// @param status the HTTP status
/// @param mediaType of the body
/// @param body becomes JSON
record Answer(int status, String mediaType, Object body) {

    static Answer json(int status, Object body) {
        return new Answer(status, "application/json", body);
    }

    static Answer problem(Problem problem) {
        return new Answer(problem.status(), Problem.MEDIA_TYPE, problem);
    }
}
