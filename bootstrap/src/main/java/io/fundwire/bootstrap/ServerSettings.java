package io.fundwire.bootstrap;

import io.fundwire.domain.session.SessionLimits;

import java.nio.file.Path;
import java.time.Duration;

/// What an operator decides.
///
/// @param host the address to listen on; `localhost` means all loopback addresses
/// @param port 0 means any that is free
/// @param path of the WebSocket endpoint
/// @param dataDirectory where durable data will live; nothing is written there yet
/// @param drainTime how long a stop may take
record ServerSettings(
        String host,
        int port,
        String path,
        Path dataDirectory,
        int maxConnections,
        SessionLimits limits,
        Duration drainTime) {}
