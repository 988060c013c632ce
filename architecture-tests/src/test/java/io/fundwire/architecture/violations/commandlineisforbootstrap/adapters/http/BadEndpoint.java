package io.fundwire.architecture.violations.commandlineisforbootstrap.adapters.http;

import picocli.CommandLine.Option;

final class BadEndpoint {

    @Option(names = "--port")
    int badPort;
}
