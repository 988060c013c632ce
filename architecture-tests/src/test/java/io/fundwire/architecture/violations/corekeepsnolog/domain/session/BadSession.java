package io.fundwire.architecture.violations.corekeepsnolog.domain.session;

import org.slf4j.Logger;

final class BadSession {

    Logger badLog;
    System.Logger badSystemLog;
    java.util.logging.Logger badJdkLog;
}
