package io.fundwire.bootstrap;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;

/// The server that a command talks to.
///
/// @param url a WebSocket or an HTTP URL, with a host
record CommandTarget(URI url) {

    private static final int MAX_PORT = 65_535;

    /// Who writes `http` means the WebSocket endpoint all the same.
    private static final Map<String, String> WEB_SOCKET =
            Map.of("ws", "ws", "wss", "wss", "http", "ws", "https", "wss");

    private static final Map<String, String> HTTP = Map.of("http", "http", "https", "https");

    /// Reads the URL of a WebSocket endpoint as a person writes it.
    static CommandTarget webSocket(String text) throws CommandFailure {
        return parse(text, WEB_SOCKET, "ws://localhost:5000/ws");
    }

    /// Reads the URL that a server's HTTP API is found below, as a person writes it.
    static CommandTarget http(String text) throws CommandFailure {
        return parse(text, HTTP, "http://localhost:5000");
    }

    private static CommandTarget parse(String text, Map<String, String> schemes, String example)
            throws CommandFailure {
        try {
            URI given = new URI(text);
            String scheme = given.getScheme() == null ? "" : given.getScheme();
            String known = schemes.get(scheme.toLowerCase(Locale.ROOT));
            if (known != null && given.getHost() != null && given.getPort() <= MAX_PORT) {
                return new CommandTarget(tidied(known, given));
            }
        } catch (URISyntaxException malformed) {
            // Said below.
        }
        throw new CommandFailure(
                "\"%s\" is not the URL of a server: write it like %s."
                        .formatted(CheckReport.plain(text), example));
    }

    /// Host and port, as people name a server.
    String name() {
        return name(url);
    }

    boolean isEncrypted() {
        return url.getScheme().equals("wss") || url.getScheme().equals("https");
    }

    /// How its URL would begin without encryption.
    String plainScheme() {
        return url.getScheme().startsWith("ws") ? "ws://" : "http://";
    }

    /// How its URL would begin with encryption.
    String encryptedScheme() {
        return url.getScheme().startsWith("ws") ? "wss://" : "https://";
    }

    /// The URL of something below this one.
    ///
    /// @param path as it stands in a URL, after its slash
    URI below(String path) {
        String base = url.toString();
        return URI.create(base.endsWith("/") ? base + path : base + "/" + path);
    }

    String host() {
        return url.getHost();
    }

    private static String name(URI url) {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    /// Without user and fragment, which are never sent.
    private static URI tidied(String scheme, URI given) {
        String path = given.getRawPath().isEmpty() ? "/" : given.getRawPath();
        String query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
        return URI.create(scheme + "://" + name(given) + path + query);
    }
}
