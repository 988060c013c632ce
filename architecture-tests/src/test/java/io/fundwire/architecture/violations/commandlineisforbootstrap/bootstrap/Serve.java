package io.fundwire.architecture.violations.commandlineisforbootstrap.bootstrap;

import picocli.CommandLine.Command;

@Command
final class Serve {}
