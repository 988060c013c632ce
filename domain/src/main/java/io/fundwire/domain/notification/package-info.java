/// What must not be lost: notifications, their audience, and each user's inbox.
@NullMarked
package io.fundwire.domain.notification;

import org.jspecify.annotations.NullMarked;
