/// Clients that come back as who they were.
@NullMarked
package io.fundwire.application.resume;

import org.jspecify.annotations.NullMarked;
