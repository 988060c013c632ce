package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a page gets by `import … from '/fundwire.js'`: the sources, from inside the jar.
class BrowserClientFilesTest {

    private static final Path SOURCES = Path.of("..", "browser-client");

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void isServedAsItWasWritten(String name) throws IOException {
        var reply = HttpCalls.get(url("/" + name));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(Files.readString(SOURCES.resolve(name)));
        assertThat(reply.headers().firstValue("Content-Type"))
                .contains("text/javascript; charset=utf-8");
    }

    static List<String> modules() throws IOException {
        try (Stream<Path> parts = Files.list(SOURCES.resolve("fundwire"))) {
            return Stream.concat(Stream.of(SOURCES.resolve("fundwire.js")), parts)
                    .map(module -> SOURCES.relativize(module).toString())
                    .filter(name -> name.endsWith(".js"))
                    .toList();
        }
    }

    private static URI url(String path) {
        return URI.create("http://localhost:%d%s".formatted(server.port(), path));
    }
}
