/// The WebSocket transport (RFC 6455), on Jetty's core API.
@NullMarked
package io.fundwire.adapters.websocket;

import org.jspecify.annotations.NullMarked;
