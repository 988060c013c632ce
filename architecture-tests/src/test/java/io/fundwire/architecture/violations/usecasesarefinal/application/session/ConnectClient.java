package io.fundwire.architecture.violations.usecasesarefinal.application.session;

public final class ConnectClient {

    public void handle() {}
}
