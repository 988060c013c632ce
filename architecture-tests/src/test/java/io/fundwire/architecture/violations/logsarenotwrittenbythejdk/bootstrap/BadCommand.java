package io.fundwire.architecture.violations.logsarenotwrittenbythejdk.bootstrap;

import java.util.logging.Logger;

final class BadCommand {

    Logger badLog;
    org.slf4j.Logger log;
}
