@NullMarked
package io.fundwire.architecture.violations.packagessaywhatmaybenull.domain.session;

import org.jspecify.annotations.NullMarked;
