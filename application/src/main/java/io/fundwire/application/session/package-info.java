/// Clients come, are kept alive, spoken to, and leave.
@NullMarked
package io.fundwire.application.session;

import org.jspecify.annotations.NullMarked;
