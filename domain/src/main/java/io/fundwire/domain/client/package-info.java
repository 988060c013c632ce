/// Who is connected: the program (client) and whom it acts for (user).
@NullMarked
package io.fundwire.domain.client;

import org.jspecify.annotations.NullMarked;
