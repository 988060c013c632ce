package io.fundwire.system;

import java.util.ArrayList;
import java.util.List;

/// Plays a transcript with real servers: does all that clients, back ends and the operator do in
/// it, and holds what the servers do against what it says.
final class TranscriptReplay implements AutoCloseable {

    private final Comparison.Mode mode;
    private Scene scene;

    TranscriptReplay(Comparison.Mode mode) {
        this.mode = mode;
    }

    /// One server, from its start to its end.
    private record Scene(
            RunningServer server,
            Comparison comparison,
            TranscriptClients clients,
            TranscriptBackEnd backEnd)
            implements AutoCloseable {

        @Override
        public void close() {
            clients.close();
            server.close();
        }
    }

    /// Plays all of it.
    ///
    /// @return the same transcript, or the rewritten one
    List<TranscriptLine> play(List<TranscriptLine> transcript) {
        var played = new ArrayList<TranscriptLine>();
        for (TranscriptLine line : transcript) {
            try {
                played.add(line.isComment() ? line : line.withRest(play(line)));
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError(
                        "Line %d: %s%n%s".formatted(line.number(), line, failure.getMessage()),
                        failure);
            }
        }
        return played;
    }

    private String play(TranscriptLine line) {
        if (scene == null || line.actor().equals("server")) {
            return operate(line.actor() + " " + line.verb(), line.rest());
        }
        return line.actor().equals("http")
                ? scene.backEnd().play(line.verb(), line.rest())
                : scene.clients().play(line.actor(), line.verb(), line.rest());
    }

    private String operate(String action, String rest) {
        return switch (action) {
            case "server starts" -> start(rest);
            case "server stops" -> stop();
            case "server exits" -> exit(rest);
            default -> throw new AssertionError("No server runs, or none can do this.");
        };
    }

    private String start(String options) {
        if (scene != null) {
            throw new AssertionError("The server before has not exited.");
        }
        var server =
                options.isEmpty() ? RunningServer.start() : RunningServer.start(options.split(" "));
        var comparison = new Comparison(mode);
        scene =
                new Scene(
                        server,
                        comparison,
                        new TranscriptClients(server, comparison),
                        new TranscriptBackEnd(server, comparison));
        return options;
    }

    private String stop() {
        scene.server().process().terminate();
        return "";
    }

    private String exit(String expectedCode) {
        scene.clients().expectNobody();
        int code = scene.server().process().exitCode();
        String stands = scene.comparison().text(expectedCode, String.valueOf(code));
        scene.close();
        scene = null;
        return stands;
    }

    @Override
    public void close() {
        if (scene != null) {
            scene.close();
        }
    }
}
