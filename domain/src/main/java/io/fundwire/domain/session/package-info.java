/// A client's live state in the server: life signs, rate of messages, and why it ended.
@NullMarked
package io.fundwire.domain.session;

import org.jspecify.annotations.NullMarked;
