package io.fundwire.architecture.violations.applicationusesthedomain.adapters.json;

public final class Reader {}
