package io.fundwire.bootstrap;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;

import io.fundwire.bootstrap.settings.ServerSettings;
import io.fundwire.bootstrap.settings.SettingsReader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What tests of this module start servers with: the defaults, on a free port.
final class TestSettings {

    static final int ANY_PORT = 0;

    private TestSettings() {}

    static ServerSettings onPort(int port) {
        return with(Map.of("port", Integer.toString(port)));
    }

    static ServerSettings withMaxConnections(int max) {
        return with(Map.of("max-connections", Integer.toString(max)));
    }

    static ServerSettings onHost(String host) {
        return with(Map.of("host", host));
    }

    /// What these flags choose; any port unless they name one.
    static ServerSettings with(Map<String, String> flags) {
        return with(flags, Map.of());
    }

    /// What these flags and variables choose.
    static ServerSettings with(Map<String, String> flags, Map<String, String> variables) {
        var all = new HashMap<>(Map.of("--port", List.of(Integer.toString(ANY_PORT))));
        all.put("--data-dir", List.of(freshFolder()));
        flags.forEach((key, text) -> all.put("--" + key, List.of(text)));
        return switch (SettingsReader.read(all, variables, Optional.empty())) {
            case SettingsReader.Outcome.Read(var choices) -> ServerSettings.from(choices);
            case SettingsReader.Outcome.Rejected(var mistakes) ->
                    throw new IllegalArgumentException(mistakes.toString());
        };
    }

    /// No two servers share one.
    private static String freshFolder() {
        try {
            Path target = Files.createDirectories(Path.of("target", "data"));
            return Files.createTempDirectory(target, "server-").toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// All that the product is made of, as the product makes it.
    static Injector wired(ServerSettings settings) {
        return Guice.createInjector(
                Stage.PRODUCTION, new CoreModule(settings), new AdapterModule());
    }
}
