package io.fundwire.architecture.violations.everyclassbelongstoamodule.application.session;

final class Member {}
