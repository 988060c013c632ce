package io.fundwire.system;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The console of the real jar in Chromium: `node/console/console.test.js`.
class ConsoleTest {

    private static final NodeTests TESTS = new NodeTests(NodeTests.ROOT.resolve("console"));

    @BeforeAll
    static void installPackages() throws Exception {
        NodeTests.installPackages();
    }

    @Test
    void everyViewDoesWhatAPersonExpects() throws Exception {
        TESTS.run("console.test.js", BrowserClientTest.ENVIRONMENT);
    }
}
