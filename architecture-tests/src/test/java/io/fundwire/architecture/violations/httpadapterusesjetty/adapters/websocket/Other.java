package io.fundwire.architecture.violations.httpadapterusesjetty.adapters.websocket;

public final class Other {}
