package io.fundwire.architecture.violations.usecasesdoonething.application.session;

public final class BadStaticDoor {

    public static void open() {}

    public void handle() {}
}
