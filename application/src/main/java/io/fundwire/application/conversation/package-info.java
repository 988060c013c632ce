/// Clients type in conversations, and the others are told.
@NullMarked
package io.fundwire.application.conversation;

import org.jspecify.annotations.NullMarked;
