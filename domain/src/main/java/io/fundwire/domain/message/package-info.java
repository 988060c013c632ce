/// What is on its way to clients: envelopes, lanes, and the bounded outbox in which they wait.
@NullMarked
package io.fundwire.domain.message;

import org.jspecify.annotations.NullMarked;
