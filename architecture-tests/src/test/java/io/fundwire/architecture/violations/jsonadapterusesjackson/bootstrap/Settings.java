package io.fundwire.architecture.violations.jsonadapterusesjackson.bootstrap;

public final class Settings {}
