/// What an operator decides: by flag, by environment, in a file.
@NullMarked
package io.fundwire.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
