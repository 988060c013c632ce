/// The runnable server: the only place that knows all modules.
@NullMarked
package io.fundwire.bootstrap;

import org.jspecify.annotations.NullMarked;
