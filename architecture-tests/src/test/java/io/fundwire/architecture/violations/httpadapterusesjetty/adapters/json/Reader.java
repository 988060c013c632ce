package io.fundwire.architecture.violations.httpadapterusesjetty.adapters.json;

public final class Reader {}
