package io.fundwire.architecture.violations.usecasesarenamedbyverbs.adapters.http;

public final class Endpoint {

    public void handle() {}
}
