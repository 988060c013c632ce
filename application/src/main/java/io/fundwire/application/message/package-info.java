/// What use cases answer, and how messages become bytes.
@NullMarked
package io.fundwire.application.message;

import org.jspecify.annotations.NullMarked;
