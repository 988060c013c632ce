package io.fundwire.adapters.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.concurrent.TimeUnit.MINUTES;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What others think of our WebSocket: the Autobahn test suite, release 0.5.6, against an
/// [EchoServer]. All of it with `./test --long`, otherwise what takes seconds.
///
/// The suite is Python 2 and comes, with all that it needs, in one jar from Maven Central, which
/// Jython runs. The build copies both into `target/tools`.
class AutobahnTest {

    private static final Path TOOLS = Path.of("target", "tools");
    private static final Path FOLDER = Path.of("target", "autobahn");

    /// The suite waits for ever for a server that does not do what it expects.
    private static final long PATIENCE_MINUTES = 10;

    /// Framing, pings, reserved bits, opcodes, fragments, UTF-8, closes. Without the groups on
    /// limits and performance (9) and on fragmenting by itself (10).
    private static final Selection QUICK =
            new Selection(List.of("1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*"), 250);

    private static final Selection ALL = new Selection(List.of("*"), 305);

    private static final Set<String> GOOD = Set.of("OK", "NON-STRICT", "INFORMATIONAL");

    /// They close with 1012 to 1014, which were registered after the suite was written.
    private static final Set<String> OVERTAKEN = Set.of("7.9.6", "7.9.7", "7.9.8");

    private static final String RUN_SUITE =
            """
            import sys
            sys.path.insert(0, sys.argv[1])
            sys.argv = ['wstest', '-m', 'fuzzingclient', '-s', 'spec.json']
            from autobahntestsuite import wstest
            wstest.run()
            """;

    private final JsonMapper mapper = new JsonMapper();

    @Test
    void theAutobahnSuiteIsContent() throws Exception {
        var selection = Boolean.getBoolean("fundwire.long") ? ALL : QUICK;
        try (var server = EchoServer.start()) {
            Path report = FOLDER.resolve("reports", "index.json");
            Files.deleteIfExists(report);
            run(specification(server.url(), selection));

            Map<String, String> results = results(report);

            assertThat(results).as("cases that were run").hasSize(selection.size());
            results.keySet().removeAll(OVERTAKEN);
            results.values().removeIf("good"::equals);
            assertThat(results).as("what the suite found wrong: see %s", report).isEmpty();
        }
    }

    private String specification(String url, Selection selection) {
        return mapper.writeValueAsString(
                Map.of(
                        "options", Map.of("failByDrop", false),
                        "enable-ssl", false,
                        "outdir", "reports",
                        "servers",
                                List.of(
                                        Map.of(
                                                "agent",
                                                "fundwire",
                                                "url",
                                                url,
                                                "options",
                                                Map.of("version", 18))),
                        "cases", selection.cases(),
                        "exclude-cases", List.of(),
                        "exclude-agent-cases", Map.of()));
    }

    private static void run(String specification) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("spec.json"), specification);
        Path log = FOLDER.resolve("wstest.log");
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Dpython.cachedir.skip=true",
                                "-jar",
                                tool("jython-standalone.jar"),
                                "-c",
                                RUN_SUITE,
                                tool("autobahntestsuite-maven-plugin.jar"))
                        .directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, MINUTES)).as("ends: see %s", log).isTrue();
            assertThat(process.exitValue()).as("exit code: see %s", log).isZero();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static String tool(String jar) {
        Path path = TOOLS.resolve(jar).toAbsolutePath();
        assertThat(path).as("copied by the build: run ./test, or mvn verify").exists();
        return path.toString();
    }

    /// By case what the suite says of it: `good`, or what it did not like.
    private Map<String, String> results(Path report) throws IOException {
        JsonNode cases = mapper.readTree(Files.readString(report)).at("/fundwire");
        return cases.propertyStream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> verdict(entry.getValue())));
    }

    private static String verdict(JsonNode result) {
        String behavior = result.at("/behavior").stringValue();
        String close = result.at("/behaviorClose").stringValue();
        boolean isGood = GOOD.contains(behavior) && GOOD.contains(close);
        return isGood ? "good" : "%s, close %s".formatted(behavior, close);
    }

    /// @param cases as the suite names them, `*` standing for anything
    /// @param size how many cases that are
    private record Selection(List<String> cases, int size) {}
}
