package io.fundwire.architecture.violations.usecasesarefinal.application.session;

public class BadConnectClient {

    public void handle() {}
}
