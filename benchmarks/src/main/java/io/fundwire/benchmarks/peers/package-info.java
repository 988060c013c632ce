/// Fundwire beside servers of others, driven with the same load in turn.
@NullMarked
package io.fundwire.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
