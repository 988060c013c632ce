/// What is needed of the machine that measures: folders, and servers as processes.
@NullMarked
package io.fundwire.benchmarks.machine;

import org.jspecify.annotations.NullMarked;
