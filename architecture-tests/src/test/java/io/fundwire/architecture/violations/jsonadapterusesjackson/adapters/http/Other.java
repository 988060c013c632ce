package io.fundwire.architecture.violations.jsonadapterusesjackson.adapters.http;

public final class Other {}
