package io.fundwire.architecture.violations.usecasesdoonething.application.session;

public final class BadTwoWays {

    public void handle() {}

    public void handle(String input) {}
}
