package io.fundwire.architecture;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// Where the modules are, below whatever root: the product's, or that of a deliberate violation.
///
/// @param root the package that all modules share
record Modules(String root) {

    String domain() {
        return root + ".domain..";
    }

    String application() {
        return root + ".application..";
    }

    String adapters() {
        return root + ".adapters..";
    }

    String jsonAdapter() {
        return root + ".adapters.json..";
    }

    String sqliteAdapter() {
        return root + ".adapters.sqlite..";
    }

    String webSocketAdapter() {
        return root + ".adapters.websocket..";
    }

    String httpAdapter() {
        return root + ".adapters.http..";
    }

    String bootstrap() {
        return root + ".bootstrap..";
    }

    /// The modules that know nothing of the world outside.
    String[] core() {
        return new String[] {domain(), application()};
    }

    String[] all() {
        return new String[] {
            domain(),
            application(),
            jsonAdapter(),
            sqliteAdapter(),
            webSocketAdapter(),
            httpAdapter(),
            bootstrap()
        };
    }

    /// The packages that features of these names have in the core: one in each module, and none
    /// below it.
    String[] packagesOf(Collection<String> features) {
        return features.stream()
                .flatMap(name -> Stream.of(root + ".domain." + name, root + ".application." + name))
                .toArray(String[]::new);
    }

    /// Names below the root, in full.
    List<String> below(Collection<String> names) {
        return names.stream().map(name -> root + "." + name).toList();
    }
}
