package io.fundwire.adapters.http;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which web pages may act through their reader's browser (protocol section 3): those of this
/// server and those of configured origins. Programs that are no browsers send no origin and pass.
///
/// While the server is bound to loopback, requests must also name it as such: else a page of a
/// stranger's could reach it under a name that was made to point here (DNS rebinding).
public final class OriginRule {

    private static final Pattern WEB_ORIGIN =
            Pattern.compile("(https?)://(\\[[0-9a-f:.]+\\]|[^/:@?#\\s]+)(?::(\\d{1,5}))?");
    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9a-f:.]+\\]|[^/:@?#\\s]+)(?::(\\d{1,5}))?");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Binding binding;
    private final Set<String> allowedHosts;
    private final Set<String> allowedOrigins;

    /// @param allowedHosts names that a request may call the server by, while bound to loopback
    /// @param allowedOrigins as browsers write them; `*` stands for all
    public OriginRule(Binding binding, List<String> allowedHosts, List<String> allowedOrigins) {
        this.binding = binding;
        this.allowedHosts = lowerCase(allowedHosts);
        this.allowedOrigins = lowerCase(allowedOrigins);
    }

    /// Who can reach the server.
    public enum Binding {
        /// Programs on the same machine.
        LOOPBACK,
        /// Whoever the network lets through.
        NETWORK
    }

    /// What a request may do.
    enum Verdict {
        /// What it asks for.
        PASS,
        /// Nothing: it calls the server by a name that is not its own.
        FOREIGN_HOST,
        /// Nothing that changes anything: it comes from a page of somebody else's.
        FOREIGN_ORIGIN
    }

    /// Judges by the name alone, for requests that change nothing.
    Verdict judgeHost(@Nullable String host) {
        boolean isOwn = binding == Binding.NETWORK || isKnownHost(hostName(host));
        return isOwn ? Verdict.PASS : Verdict.FOREIGN_HOST;
    }

    /// Judges a request that connects or changes something.
    ///
    /// @param origins every `Origin` header that the request has
    Verdict judge(@Nullable String host, List<String> origins) {
        if (judgeHost(host) != Verdict.PASS) {
            return Verdict.FOREIGN_HOST;
        }
        boolean mayAct =
                switch (origins.size()) {
                    case 0 -> true;
                    case 1 -> isAllowed(origins.getFirst().toLowerCase(Locale.ROOT), host);
                    default -> false;
                };
        return mayAct ? Verdict.PASS : Verdict.FOREIGN_ORIGIN;
    }

    private boolean isAllowed(String origin, @Nullable String host) {
        if (allowedOrigins.contains("*") || allowedOrigins.contains(origin)) {
            return true;
        }
        Matcher web = WEB_ORIGIN.matcher(origin);
        if (!web.matches()) {
            return false;
        }
        if (binding == Binding.LOOPBACK && isKnownHost(Optional.of(web.group(2)))) {
            return true;
        }
        return host != null && isSame(web, host.toLowerCase(Locale.ROOT));
    }

    /// Whether the origin is this server, by the name and port that the request calls it by.
    private static boolean isSame(Matcher origin, String host) {
        Matcher own = HOST.matcher(host);
        String defaultPort = origin.group(1).equals("https") ? "443" : "80";
        return own.matches()
                && own.group(1).equals(origin.group(2))
                && port(own.group(2), defaultPort).equals(port(origin.group(3), defaultPort));
    }

    private static String port(@Nullable String given, String fallback) {
        return given == null ? fallback : given;
    }

    private boolean isKnownHost(Optional<String> name) {
        return name.filter(known -> LOOPBACK.contains(known) || allowedHosts.contains(known))
                .isPresent();
    }

    private static Optional<String> hostName(@Nullable String host) {
        if (host == null) {
            return Optional.empty();
        }
        Matcher parts = HOST.matcher(host.toLowerCase(Locale.ROOT));
        return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
    }

    private static Set<String> lowerCase(List<String> names) {
        return Set.copyOf(names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
    }
}
