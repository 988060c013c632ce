package io.fundwire.bootstrap;

import picocli.CommandLine.IVersionProvider;

/// Which Fundwire this is, as the jar's manifest says.
final class Version implements IVersionProvider {

    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"Fundwire " + text()};
    }
}
