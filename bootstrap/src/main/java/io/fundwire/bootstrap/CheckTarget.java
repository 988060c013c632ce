package io.fundwire.bootstrap;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;

/// The server that is tried.
///
/// @param url a WebSocket URL with a host
record CheckTarget(URI url) {

    private static final int MAX_PORT = 65_535;

    /// Who writes `http` means the WebSocket endpoint all the same.
    private static final Map<String, String> SCHEMES =
            Map.of("ws", "ws", "wss", "wss", "http", "ws", "https", "wss");

    /// Reads a URL as a person writes it.
    static CheckTarget parse(String text) throws CheckFailure {
        try {
            URI given = new URI(text);
            String scheme = given.getScheme() == null ? "" : given.getScheme();
            String known = SCHEMES.get(scheme.toLowerCase(Locale.ROOT));
            if (known != null && given.getHost() != null && given.getPort() <= MAX_PORT) {
                return new CheckTarget(webSocket(known, given));
            }
        } catch (URISyntaxException malformed) {
            // Said below.
        }
        throw new CheckFailure(
                "\"%s\" is not the URL of a server: write it like ws://localhost:5000/ws."
                        .formatted(CheckReport.plain(text)));
    }

    /// Host and port, as people name a server.
    String name() {
        return name(url);
    }

    boolean isEncrypted() {
        return url.getScheme().equals("wss");
    }

    String host() {
        return url.getHost();
    }

    private static String name(URI url) {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    /// Without user and fragment, which are never sent.
    private static URI webSocket(String scheme, URI given) {
        String path = given.getRawPath().isEmpty() ? "/" : given.getRawPath();
        String query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
        return URI.create(scheme + "://" + name(given) + path + query);
    }
}
