package io.fundwire.architecture.violations.nostateisstatic.adapters.http;

import java.util.Map;

final class BadEndpoint {

    static final int LIMIT = 1;

    static int badCount;
    static volatile Map<String, String> badCache = Map.of();

    int count;

    enum Way {
        IN
    }
}
