package io.fundwire.architecture.violations.packagesdependinonedirection.domain.notification;

public final class Notification {}
