package io.fundwire.bootstrap.settings;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Optional;

/// One thing that an operator decides.
///
/// @param key its name: `max-connections` is the flag `--max-connections`, the environment variable
///   `FUNDWIRE_MAX_CONNECTIONS` and the key `max-connections` of the file
/// @param kind what its text may be
/// @param fallback the text that stands for it if nobody decides
/// @param description one sentence for people
/// @param secret whether its value must never be shown, and so is no flag: everybody on a machine
///   sees the flags of its programs
/// @param needs what has to be decided as well where this is
public record Setting<T>(
        String key,
        Kind<T> kind,
        String fallback,
        String description,
        boolean secret,
        Optional<Setting<?>> needs) {

    static final String ENVIRONMENT_PREFIX = "FUNDWIRE_";

    static <T> Setting<T> of(String key, Kind<T> kind, String fallback) {
        return new Setting<>(key, kind, fallback, "", false, Optional.empty());
    }

    Setting<T> meaning(String sentence) {
        return new Setting<>(key, kind, fallback, sentence, secret, needs);
    }

    Setting<T> asSecret() {
        return new Setting<>(key, kind, fallback, description, true, needs);
    }

    Setting<T> needing(Setting<?> other) {
        return new Setting<>(key, kind, fallback, description, secret, Optional.of(other));
    }

    /// There is one object of each. Said here, since the way in which records compare all of their
    /// components is made up by the JVM at each start.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
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
