package io.fundwire.adapters.http;

import io.fundwire.adapters.json.InvalidField;
import io.fundwire.adapters.json.WireText;

import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.URIUtil;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a request says besides its body: the variables of its path, its query and its headers.
final class ApiRequest {

    private final Request request;
    private final UriTemplatePathSpec path;

    /// @param path the template that the request's path matched
    ApiRequest(Request request, UriTemplatePathSpec path) {
        this.request = request;
        this.path = path;
    }

    /// What stands in the path for a variable of its template, decoded.
    String pathVariable(String name) {
        // The whole path: Jetty takes off what a handler was found by.
        String whole = request.getHttpURI().getCanonicalPath();
        Map<String, String> variables = path.getPathParams(whole);
        if (variables == null || !variables.containsKey(name)) {
            throw new IllegalArgumentException("the path has no variable " + name);
        }
        return URIUtil.decodePath(variables.get(name));
    }

    /// A parameter of the query, or absent.
    ///
    /// @throws InvalidField if the query cannot be decoded
    @Nullable String query(String name) {
        try {
            return Request.extractQueryParameters(request).getValue(name);
        } catch (RuntimeException undecodable) {
            throw new InvalidField("query", "must be percent-encoded UTF-8.");
        }
    }

    /// The value of a header, or absent.
    ///
    /// @throws InvalidField if it is there more than once
    @Nullable String header(String name) {
        List<String> values = request.getHeaders().getValuesList(name);
        if (values.size() > 1) {
            throw new InvalidField(name, "must be given once.");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /// One of an enum's constants in the query, or absent.
    ///
    /// @throws InvalidField if it is anything else
    <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
        return Optional.ofNullable(query(name)).map(text -> WireText.constant(name, type, text));
    }

    /// What the query says of where the page begins, or absent.
    ///
    /// @throws InvalidField if it is nothing that a page says
    Optional<Long> mark(String name) {
        return Optional.ofNullable(query(name)).map(text -> WireText.mark(name, text));
    }

    /// Text of 1 to `maxLength` characters in the query, or absent.
    ///
    /// @throws InvalidField if it is anything else
    @Nullable String text(String name, int maxLength) {
        String text = query(name);
        if (text != null && (text.isEmpty() || text.length() > maxLength)) {
            throw new InvalidField(
                    name, "must be text of 1 to %d characters.".formatted(maxLength));
        }
        return text;
    }

    /// A whole number in the query; `absent` if it is not there.
    ///
    /// @throws InvalidField if it is anything else
    int wholeNumber(String name, int min, int max, int absent) {
        String text = query(name);
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
