package io.fundwire.architecture.violations.namessaysomething.domain.session;

interface Database {

    record Utility() {}

    interface BadNestedHelper {}
}
