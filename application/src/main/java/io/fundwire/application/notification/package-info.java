/// Notifications are published, delivered and acknowledged.
@NullMarked
package io.fundwire.application.notification;

import org.jspecify.annotations.NullMarked;
