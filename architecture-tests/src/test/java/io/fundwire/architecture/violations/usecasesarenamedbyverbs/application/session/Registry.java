package io.fundwire.architecture.violations.usecasesarenamedbyverbs.application.session;

public final class Registry {

    public void add() {}
}
