package io.fundwire.architecture.violations.corekeepsnolog.adapters.http;

import org.slf4j.Logger;

final class Endpoint {

    Logger log;
    System.Logger systemLog;
    java.util.logging.Logger jdkLog;
}
