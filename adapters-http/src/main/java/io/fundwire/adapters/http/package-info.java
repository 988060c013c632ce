/// The HTTP API: publishing for back ends, health for operators.
@NullMarked
package io.fundwire.adapters.http;

import org.jspecify.annotations.NullMarked;
