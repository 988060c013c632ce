package io.fundwire.system;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The npm package ws against the real server: every `node/*.test.js`, each with a server of its
/// own. The options of that server are in the file's first line, behind `// serve`.
class NodeClientTest {

    private static final NodeTests TESTS = new NodeTests(NodeTests.ROOT);
    private static final String OPTIONS = "// serve ";

    @BeforeAll
    static void installWs() throws Exception {
        NodeTests.installPackages();
    }

    @ParameterizedTest
    @MethodSource("files")
    void wsIsServed(String file) throws Exception {
        try (var server = RunningServer.start(options(file))) {
            var environment =
                    Map.of(
                            "FUNDWIRE_URL", server.webSocket().toString(),
                            "FUNDWIRE_PID", String.valueOf(server.process().pid()));
            TESTS.run(file, environment);
        }
    }

    static List<String> files() throws IOException {
        return TESTS.files();
    }

    private static String[] options(String file) throws IOException {
        String first = TESTS.firstLine(file);
        return first.startsWith(OPTIONS)
                ? first.substring(OPTIONS.length()).split(" ")
                : new String[0];
    }
}
