package io.fundwire.architecture.violations.adaptersknownootherbutthesharedone.adapters.json;

public final class Reader {}
