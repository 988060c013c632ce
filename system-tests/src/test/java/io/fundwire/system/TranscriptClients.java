package io.fundwire.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.IntStream.rangeClosed;

import tools.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The lines of a transcript that begin with a client's name. Each method answers what stands
/// behind its verb from now on.
final class TranscriptClients implements AutoCloseable {

    private static final Pattern COUNT = Pattern.compile("<1\\.\\.(\\d+)>");

    private static final String UNREAD = "{\"type\":\"unread\"";

    private final RunningServer server;
    private final Comparison comparison;
    private final Map<String, JdkClient> clients = new TreeMap<>();
    private final Map<String, FrozenClients> frozen = new HashMap<>();
    private final Set<String> inattentive = new HashSet<>();

    TranscriptClients(RunningServer server, Comparison comparison) {
        this.server = server;
        this.comparison = comparison;
    }

    String play(String name, String verb, String rest) {
        return switch (verb) {
            case "connects" -> connect(name, rest);
            case "refused" -> refused(name, rest);
            case ">" -> send(client(name), rest);
            case ">binary" -> sendBinary(client(name), rest);
            case "<" -> comparison.message(rest, next(name, rest), name);
            case "<<" -> comparison.message(rest, messageLike(name, rest), name);
            case "leaves" -> leave(name);
            case "closed" -> comparison.text(rest, end(name));
            case "freezes" -> freeze(name, rest);
            case "vanishes" -> vanish(name);
            default -> throw new AssertionError("No client can do this.");
        };
    }

    /// Fails if somebody's connection has not ended.
    void expectNobody() {
        if (!clients.isEmpty()) {
            throw new AssertionError("Not closed: " + clients.keySet());
        }
    }

    private JdkClient client(String name) {
        JdkClient client = clients.get(name);
        if (client == null) {
            throw new AssertionError("Not connected.");
        }
        return client;
    }

    private String connect(String name, String query) {
        if (clients.containsKey(name)) {
            throw new AssertionError("Connected already.");
        }
        clients.put(name, JdkClient.connect(server.webSocket(query)));
        return query;
    }

    /// The query if there is one, and what is answered.
    private String refused(String name, String expected) {
        String query = expected.startsWith("?") ? expected.split(" ", 2)[0] : "";
        try (var client = JdkClient.connect(server.webSocket(query))) {
            throw new AssertionError("Connected: " + client.next());
        } catch (JdkClient.Refused refused) {
            String rest = expected.substring(query.length()).strip();
            String answer = TranscriptBackEnd.answered(rest, refused.answer(), name, comparison);
            return (query + " " + answer).strip();
        }
    }

    private String send(JdkClient client, String text) {
        Matcher count = COUNT.matcher(text);
        int times = count.find() ? Integer.parseInt(count.group(1)) : 1;
        rangeClosed(1, times)
                .mapToObj(i -> COUNT.matcher(text).replaceAll(String.valueOf(i)))
                .forEach(each -> client.send(comparison.expand(each)));
        return text;
    }

    private static String sendBinary(JdkClient client, String text) {
        client.sendBinary(text.getBytes(UTF_8));
        return text;
    }

    /// The next message; how many are unread is said at any time, and only looked at where it is
    /// expected.
    private JsonNode next(String name, String expected) {
        return expected.startsWith(UNREAD)
                ? client(name).receive()
                : client(name).receiveButUnread();
    }

    /// The next message that is as expected, however many others come before it.
    private JsonNode messageLike(String name, String expected) {
        inattentive.add(name);
        JsonNode next = client(name).receive();
        while (!comparison.isLike(expected, next)) {
            next = client(name).receive();
        }
        return next;
    }

    private String leave(String name) {
        client(name).leave();
        comparison.text("1000", end(name));
        return "";
    }

    /// The close code and the reason. Before them comes nothing that the transcript has not.
    private String end(String name) {
        try (var client = client(name)) {
            var event = client.next();
            while (event instanceof JdkClient.Text text
                    && (text.isUnread() || inattentive.contains(name))) {
                event = client.next();
            }
            if (event instanceof JdkClient.Closed(int code, String reason)) {
                return (code + " " + reason).strip();
            }
            throw new AssertionError("Not closed, but: " + event);
        } finally {
            clients.remove(name);
            inattentive.remove(name);
        }
    }

    private String freeze(String name, String count) {
        frozen.put(name, FrozenClients.connect(server.port(), Integer.parseInt(count)));
        return count;
    }

    private String vanish(String name) {
        frozen.remove(name).close();
        return "";
    }

    @Override
    public void close() {
        clients.values().forEach(JdkClient::close);
        frozen.values().forEach(FrozenClients::close);
    }
}
