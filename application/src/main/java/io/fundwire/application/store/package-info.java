/// What every store promises: receipts for what is kept, and readers that may wait.
@NullMarked
package io.fundwire.application.store;

import org.jspecify.annotations.NullMarked;
