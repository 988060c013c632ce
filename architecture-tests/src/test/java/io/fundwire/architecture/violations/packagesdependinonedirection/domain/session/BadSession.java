package io.fundwire.architecture.violations.packagesdependinonedirection.domain.session;

import io.fundwire.architecture.violations.packagesdependinonedirection.domain.message.BadMessage;

public final class BadSession {

    BadMessage badMessage;
}
