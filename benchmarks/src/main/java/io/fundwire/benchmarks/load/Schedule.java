package io.fundwire.benchmarks.load;

/// Which client sends when: all in turn, at a steady rate.
///
/// @param begin when the first request is due, by the system's nanoseconds
/// @param rate requests a second
/// @param warmUp nanoseconds whose requests are not measured
/// @param measured nanoseconds whose requests are
record Schedule(long begin, int clients, int rate, long warmUp, long measured) {

    private static final long SECOND = 1_000_000_000L;

    long due(long request) {
        return begin + request * SECOND / rate;
    }

    int client(long request) {
        return (int) (request % clients);
    }

    /// A client's requests are answered in order: so the n-th answer is that of its n-th request.
    long request(int client, long nth) {
        return client + nth * clients;
    }

    long firstMeasured() {
        return warmUp * rate / SECOND;
    }

    /// All of them.
    long count() {
        return (warmUp + measured) * rate / SECOND;
    }
}
