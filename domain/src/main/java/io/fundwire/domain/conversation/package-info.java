/// Who is typing where: leases that end by themselves.
@NullMarked
package io.fundwire.domain.conversation;

import org.jspecify.annotations.NullMarked;
