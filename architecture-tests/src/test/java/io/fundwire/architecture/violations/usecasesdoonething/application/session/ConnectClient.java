package io.fundwire.architecture.violations.usecasesdoonething.application.session;

public final class ConnectClient {

    public record Input(String name) {}

    public void handle(Input input) {
        prepare(input);
    }

    void prepare(Input input) {}
}
