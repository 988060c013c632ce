package io.fundwire.architecture.violations.packagessaywhatmaybenull.domain.message;

final class BadMessage {}
