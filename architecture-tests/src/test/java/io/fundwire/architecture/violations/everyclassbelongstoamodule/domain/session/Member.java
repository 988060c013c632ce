package io.fundwire.architecture.violations.everyclassbelongstoamodule.domain.session;

final class Member {}
