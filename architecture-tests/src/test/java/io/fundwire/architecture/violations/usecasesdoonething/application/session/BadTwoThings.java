package io.fundwire.architecture.violations.usecasesdoonething.application.session;

public final class BadTwoThings {

    public void handle() {}

    public void undo() {}
}
