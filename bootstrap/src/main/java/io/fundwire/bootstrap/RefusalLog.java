package io.fundwire.bootstrap;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.TreeMap;

/// Tells an operator that requests are being refused, and why: in one line for all of a minute,
/// since they may be a flood. Thread-safe.
final class RefusalLog implements RequestLog {

    private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);
    private static final int FIRST_ERROR = 400;

    /// From the HTTP status to how often it was answered since the last line.
    private final Map<Integer, Integer> refused = new TreeMap<>();

    @Override
    public synchronized void log(Request request, Response response) {
        int status = response.getStatus();
        if (status >= FIRST_ERROR) {
            refused.merge(status, 1, Integer::sum);
        }
    }

    /// Writes the line, if there is something to tell. To be called every minute.
    void report() {
        Map<Integer, Integer> counts = takeCounts();
        if (!counts.isEmpty()) {
            log.warn("requests refused in the last minute, by HTTP status: {}", counts);
        }
    }

    /// What was counted since the last time.
    synchronized Map<Integer, Integer> takeCounts() {
        Map<Integer, Integer> counts = new TreeMap<>(refused);
        refused.clear();
        return counts;
    }
}
