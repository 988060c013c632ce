package io.fundwire.architecture.violations.packagessaywhatmaybenull.application.session;

final class BadRegistry {}
