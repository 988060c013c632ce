@NullMarked
package io.fundwire.benchmarks;

import org.jspecify.annotations.NullMarked;
