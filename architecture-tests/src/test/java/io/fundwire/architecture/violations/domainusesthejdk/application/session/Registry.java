package io.fundwire.architecture.violations.domainusesthejdk.application.session;

public final class Registry {}
