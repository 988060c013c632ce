package io.fundwire.architecture.violations.adaptersshowonlytheirdoors.adapters.json;

public interface BadHttpApi {}
