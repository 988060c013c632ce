package io.fundwire.architecture.violations.usecasesarenamedbyverbs.application.session;

public final class BadClientConnector {

    public void handle() {}
}
