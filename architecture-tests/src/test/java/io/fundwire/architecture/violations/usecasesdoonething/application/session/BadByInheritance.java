package io.fundwire.architecture.violations.usecasesdoonething.application.session;

public final class BadByInheritance extends Template {

    public void handle() {}
}
