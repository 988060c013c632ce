package io.fundwire.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A server that can be started. The command becomes the server: it has its process id.
///
/// @param name as it stands in tables
record Peer(String name, List<String> command, Map<String, String> environment) {

    static final String LIMIT = "limit";
    static final String NODE = "Node ws";
    static final String FUNDWIRE = "Fundwire";

    /// Where in the folder Fundwire keeps what it must not lose.
    static final String DATA = "data";

    private static final Path FOLDER = Path.of("benchmarks", "peers");
    private static final String MOST_CLIENTS = "20000";

    /// All that this machine can run. What is lacking is said.
    ///
    /// @param folder for what is built and written
    static List<Peer> all(Path folder, List<String> notes) throws IOException {
        Files.createDirectories(folder);
        var all = new ArrayList<Peer>();
        var limit = folder.resolve("limit");
        Path source = FOLDER.resolve("limit").resolve("limit.c");
        if (Tool.succeeds(Path.of("."), "cc", "-O2", "-o", limit.toString(), source.toString())) {
            all.add(new Peer(LIMIT, List.of(limit.toAbsolutePath().toString()), Map.of()));
        } else {
            notes.add("No row for the limit: there is no C compiler `cc` for Linux here.");
        }
        Path node = FOLDER.resolve("node-ws");
        if (Tool.succeeds(node, "npm", "ci", "--ignore-scripts", "--loglevel=error")) {
            all.add(
                    new Peer(
                            NODE,
                            List.of("node", node.resolve("server.js").toString()),
                            Map.of("NODE_ENV", "production")));
        } else {
            notes.add(
                    "No row for Node ws: there is no Node with npm here, or it cannot install ws.");
        }
        all.add(fundwire(folder.resolve(DATA)));
        return all;
    }

    private static Peer fundwire(Path data) {
        return new Peer(
                FUNDWIRE,
                List.of(
                        "./fundwire",
                        "serve",
                        "--port",
                        "0",
                        "--data-dir",
                        data.toString(),
                        "--message-rate",
                        "0",
                        "--max-connections",
                        MOST_CLIENTS),
                Map.of());
    }

    boolean isFundwire() {
        return name.equals(FUNDWIRE);
    }
}
