package io.fundwire.architecture.violations.packagesdependinonedirection.domain.message;

import io.fundwire.architecture.violations.packagesdependinonedirection.domain.session.BadSession;

public final class BadMessage {

    BadSession badSession;
}
