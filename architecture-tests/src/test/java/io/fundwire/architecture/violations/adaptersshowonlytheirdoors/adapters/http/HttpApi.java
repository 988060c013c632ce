package io.fundwire.architecture.violations.adaptersshowonlytheirdoors.adapters.http;

public final class HttpApi {}
