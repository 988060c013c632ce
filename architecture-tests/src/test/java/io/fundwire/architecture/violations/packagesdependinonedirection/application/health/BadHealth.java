package io.fundwire.architecture.violations.packagesdependinonedirection.application.health;

import io.fundwire.architecture.violations.packagesdependinonedirection.domain.client.BadClient;

public final class BadHealth {

    BadClient badClient;
}
