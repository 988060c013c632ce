package io.fundwire.architecture.violations.packagesdependinonedirection.application.client;

import io.fundwire.architecture.violations.packagesdependinonedirection.application.health.BadHealth;

public final class BadClients {

    BadHealth badHealth;
}
