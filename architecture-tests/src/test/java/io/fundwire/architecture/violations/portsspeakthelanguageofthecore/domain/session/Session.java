package io.fundwire.architecture.violations.portsspeakthelanguageofthecore.domain.session;

public record Session(String name) {}
