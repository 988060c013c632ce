package io.fundwire.architecture.violations.usecasesarefinal.application.session;

public class ConnectedClients {

    public void add() {}

    void handle() {}
}
