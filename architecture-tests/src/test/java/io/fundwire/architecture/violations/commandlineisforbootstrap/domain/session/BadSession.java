package io.fundwire.architecture.violations.commandlineisforbootstrap.domain.session;

import picocli.CommandLine;

final class BadSession {

    CommandLine badLine;
}
