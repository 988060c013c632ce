package io.fundwire.bootstrap.settings;

import java.util.Locale;

/// One thing that an operator decides.
///
/// @param key its name: `max-connections` is the flag `--max-connections`, the environment variable
///   `FUNDWIRE_MAX_CONNECTIONS` and the key `max-connections` of the file
/// @param kind what its text may be
/// @param fallback the text that stands for it if nobody decides
/// @param description one sentence for people
/// @param secret whether its value must never be shown
public record Setting<T>(
        String key, Kind<T> kind, String fallback, String description, boolean secret) {

    static final String ENVIRONMENT_PREFIX = "FUNDWIRE_";

    static <T> Setting<T> of(String key, Kind<T> kind, String fallback) {
        return new Setting<>(key, kind, fallback, "", false);
    }

    Setting<T> meaning(String sentence) {
        return new Setting<>(key, kind, fallback, sentence, secret);
    }

    Setting<T> asSecret() {
        return new Setting<>(key, kind, fallback, description, true);
    }

    /// The flag on the command line.
    public String flag() {
        return "--" + key;
    }

    /// The environment variable.
    public String variable() {
        return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
