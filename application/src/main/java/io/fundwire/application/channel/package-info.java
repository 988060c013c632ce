/// Clients subscribe to channels, publish on them, and recover what they missed.
@NullMarked
package io.fundwire.application.channel;

import org.jspecify.annotations.NullMarked;
