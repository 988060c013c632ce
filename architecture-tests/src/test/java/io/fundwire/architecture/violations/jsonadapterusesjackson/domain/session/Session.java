package io.fundwire.architecture.violations.jsonadapterusesjackson.domain.session;

public record Session(String name) {}
