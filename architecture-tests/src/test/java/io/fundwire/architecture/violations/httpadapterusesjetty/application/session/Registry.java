package io.fundwire.architecture.violations.httpadapterusesjetty.application.session;

public final class Registry {}
