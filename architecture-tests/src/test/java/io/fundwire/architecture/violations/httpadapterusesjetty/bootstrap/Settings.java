package io.fundwire.architecture.violations.httpadapterusesjetty.bootstrap;

public final class Settings {}
