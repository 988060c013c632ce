/// The server reports on itself.
@NullMarked
package io.fundwire.application.health;

import org.jspecify.annotations.NullMarked;
