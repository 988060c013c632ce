package io.fundwire.architecture.violations.namessaysomething.domain.session;

final class BadManager {}
