package io.fundwire.architecture.violations.usecasesarenamedbyverbs.application.session;

public final class StartedBad {

    public void handle() {}
}
