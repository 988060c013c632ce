package io.fundwire.architecture.violations.usecasesarenamedbyverbs.application.session;

public final class ConnectClient {

    public void handle() {}
}
