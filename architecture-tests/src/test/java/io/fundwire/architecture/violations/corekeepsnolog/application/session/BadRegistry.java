package io.fundwire.architecture.violations.corekeepsnolog.application.session;

import org.slf4j.LoggerFactory;

final class BadRegistry {

    void badCall() {
        LoggerFactory.getLogger("registry").info("said");
    }
}
