package io.fundwire.architecture.violations.nofieldisinjected.bootstrap;

import com.google.inject.Inject;

import picocli.CommandLine.Option;

final class BadModule {

    @Inject String badGuice;
    @jakarta.inject.Inject String badJakarta;

    @Option(names = "--port")
    int port;

    @Inject
    BadModule() {}
}
