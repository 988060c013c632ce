/// Tells others over HTTP what happens to notifications.
@NullMarked
package io.fundwire.adapters.http.webhook;

import org.jspecify.annotations.NullMarked;
