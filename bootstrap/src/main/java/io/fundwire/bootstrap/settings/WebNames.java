package io.fundwire.bootstrap.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names of machines and of web pages' origins, each compared letter by letter with what a browser
/// sends: a name that could never be sent is a mistake.
final class WebNames {

    private static final String NAME = "[A-Za-z0-9._-]+";

    /// Two colons at least, which tells it from a name with a port.
    private static final String IPV6 = "[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*";

    private static final Pattern ADDRESS = Pattern.compile(NAME + "|" + IPV6 + "(%" + NAME + ")?");

    private static final Pattern HOST =
            Pattern.compile("(?<name>" + NAME + ")|\\[?(?<ipv6>" + IPV6 + ")]?");

    private static final Pattern ORIGIN =
            Pattern.compile(
                    "(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<host>"
                            + NAME
                            + "|\\["
                            + IPV6
                            + "])(:(?<port>\\d{1,5}))?");

    private static final int MAX_PORT = 65_535;

    private WebNames() {}

    /// What a server can be told to listen on.
    static Kind<String> listenAddress() {
        return Kind.single(
                "ADDRESS",
                "a name or address of this machine, such as localhost, 127.0.0.1 or ::1",
                text -> Optional.of(text).filter(name -> ADDRESS.matcher(name).matches()));
    }

    /// Origins of web pages.
    static Kind<List<String>> origins() {
        return Kind.list(
                "ORIGIN",
                "* or origins such as https://app.example.com or http://localhost:3000, separated"
                        + " by commas, with no path and no slash at the end",
                WebNames::origin);
    }

    /// Names of machines, as a Host header has them before the port.
    static Kind<List<String>> hosts() {
        return Kind.list(
                "NAME",
                "names such as gateway.example.com, separated by commas, with no scheme and no"
                        + " port",
                WebNames::host);
    }

    /// Where something is posted to. It has no user name: it would not be used, and be logged.
    static Kind<URI> url() {
        return Kind.single(
                "URL",
                "a URL of http or https such as https://app.example.com/hooks, with no user name"
                        + " and no #",
                WebNames::url);
    }

    private static Optional<URI> url(String text) {
        try {
            var url = new URI(new URI(text).toASCIIString());
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            return Optional.of(url)
                    .filter(any -> scheme.equals("http") || scheme.equals("https"))
                    .filter(any -> any.getHost() != null && any.getUserInfo() == null)
                    .filter(any -> any.getFragment() == null)
                    .filter(any -> any.getPort() != 0 && any.getPort() <= MAX_PORT);
        } catch (URISyntaxException wrong) {
            return Optional.empty();
        }
    }

    private static Optional<String> origin(String text) {
        if (text.equals("*")) {
            return Optional.of(text);
        }
        Matcher parts = ORIGIN.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String port = parts.group("port");
        if (port == null) {
            return Optional.of(text.toLowerCase(Locale.ROOT));
        }
        int number = Integer.parseInt(port);
        if (number < 1 || number > MAX_PORT) {
            return Optional.empty();
        }
        String bare = parts.group("scheme") + "://" + parts.group("host");
        String sent = isDefault(number, parts.group("scheme")) ? bare : bare + ":" + number;
        return Optional.of(sent.toLowerCase(Locale.ROOT));
    }

    /// Browsers leave such a port out.
    private static boolean isDefault(int port, String scheme) {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "http", "ws" -> port == 80;
            case "https", "wss" -> port == 443;
            default -> false;
        };
    }

    private static Optional<String> host(String text) {
        Matcher parts = HOST.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String ipv6 = parts.group("ipv6");
        String sent = ipv6 == null ? text : "[" + ipv6 + "]";
        return Optional.of(sent.toLowerCase(Locale.ROOT));
    }
}
