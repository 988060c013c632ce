package io.fundwire.architecture.violations.packagessaywhatmaybenull.domain.session;

final class Session {}
