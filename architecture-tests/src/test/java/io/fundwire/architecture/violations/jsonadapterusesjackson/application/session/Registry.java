package io.fundwire.architecture.violations.jsonadapterusesjackson.application.session;

public final class Registry {}
