/// Presence: clients learn who else is on their channels, and say how they are.
@NullMarked
package io.fundwire.application.presence;

import org.jspecify.annotations.NullMarked;
