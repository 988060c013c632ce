/// Channels: logs of messages that clients subscribe to, and recover from.
@NullMarked
package io.fundwire.domain.channel;

import org.jspecify.annotations.NullMarked;
