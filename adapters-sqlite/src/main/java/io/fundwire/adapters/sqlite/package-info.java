/// Keeps notifications and inboxes in one SQLite file.
@NullMarked
package io.fundwire.adapters.sqlite;

import org.jspecify.annotations.NullMarked;
