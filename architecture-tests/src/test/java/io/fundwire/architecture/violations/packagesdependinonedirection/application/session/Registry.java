package io.fundwire.architecture.violations.packagesdependinonedirection.application.session;

import io.fundwire.architecture.violations.packagesdependinonedirection.domain.notification.Notification;

public final class Registry {

    Notification notification;
}
