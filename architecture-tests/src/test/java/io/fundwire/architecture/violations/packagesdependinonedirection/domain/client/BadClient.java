package io.fundwire.architecture.violations.packagesdependinonedirection.domain.client;

import io.fundwire.architecture.violations.packagesdependinonedirection.application.client.BadClients;

public final class BadClient {

    BadClients badClients;
}
