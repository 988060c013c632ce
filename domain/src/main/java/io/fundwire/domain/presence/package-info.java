/// Presence: who is on a channel, and what others are told about it.
@NullMarked
package io.fundwire.domain.presence;

import org.jspecify.annotations.NullMarked;
