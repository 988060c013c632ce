package io.fundwire.adapters.http;

import io.fundwire.adapters.json.InvalidField;

import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/// What a request without a body asks for: the variables of its path and its query.
final class ApiRequest {

    private final Request request;
    private final UriTemplatePathSpec path;
    private final Fields query;

    /// @param path the template that the request's path matched
    ApiRequest(Request request, UriTemplatePathSpec path) {
        this.request = request;
        this.path = path;
        this.query = Request.extractQueryParameters(request);
    }

    /// What stands in the path for a variable of its template, decoded.
    String pathVariable(String name) {
        String value = path.getPathParams(Request.getPathInContext(request)).get(name);
        if (value == null) {
            throw new IllegalArgumentException("the path has no variable " + name);
        }
        return value;
    }

    /// A parameter of the query, or absent.
    @Nullable String query(String name) {
        return query.getValue(name);
    }

    /// A whole number in the query; `absent` if it is not there.
    ///
    /// @throws InvalidField if it is anything else
    int wholeNumber(String name, int min, int max, int absent) {
        String text = query.getValue(name);
        if (text == null) {
            return absent;
        }
        if (text.matches("\\d{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw new InvalidField(name, "must be a whole number from %d to %d.".formatted(min, max));
    }
}
