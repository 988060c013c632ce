package io.fundwire.architecture.violations.usecasesarenamedbyverbs.application.session;

public final class ConnectorBad {

    public void handle() {}
}
