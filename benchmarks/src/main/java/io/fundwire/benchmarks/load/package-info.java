/// The load generator: many clients on one thread, in a process of its own, which knows no more of
/// WebSocket and of JSON than it needs to, so that it costs less than any server.
@NullMarked
package io.fundwire.benchmarks.load;

import org.jspecify.annotations.NullMarked;
