/// What clients are told that come back as who they were.
@NullMarked
package io.fundwire.domain.resume;

import org.jspecify.annotations.NullMarked;
