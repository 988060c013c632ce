package io.fundwire.architecture.violations.applicationusesthedomain.domain.session;

public record Session(String name) {}
