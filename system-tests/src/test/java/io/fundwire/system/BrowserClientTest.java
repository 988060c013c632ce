package io.fundwire.system;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The browser client against the real jar, in Node and in Chromium: every
/// `node/browser-client/*.test.js`. They kill servers and start them again, so each starts its own.
class BrowserClientTest {

    /// With which Java tests in Node start which jar.
    static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "FUNDWIRE_JAVA", JarProcess.THIS_JAVA.toString(),
                    "FUNDWIRE_JAR", JarProcess.JAR.toString());

    private static final NodeTests TESTS = new NodeTests(NodeTests.ROOT.resolve("browser-client"));

    @BeforeAll
    static void installPackages() throws Exception {
        NodeTests.installPackages();
    }

    @ParameterizedTest
    @MethodSource("files")
    void theClientKeepsItsPromises(String file) throws Exception {
        TESTS.run(file, ENVIRONMENT);
    }

    static List<String> files() throws IOException {
        return TESTS.files();
    }
}
