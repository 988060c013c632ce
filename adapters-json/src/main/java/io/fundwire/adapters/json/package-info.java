/// The JSON envelope and the one routing table from message type to use case, for every transport.
@NullMarked
package io.fundwire.adapters.json;

import org.jspecify.annotations.NullMarked;
