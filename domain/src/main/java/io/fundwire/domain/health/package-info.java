/// How the server is doing, in figures and one word.
@NullMarked
package io.fundwire.domain.health;

import org.jspecify.annotations.NullMarked;
