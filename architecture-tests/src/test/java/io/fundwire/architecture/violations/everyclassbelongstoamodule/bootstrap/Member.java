package io.fundwire.architecture.violations.everyclassbelongstoamodule.bootstrap;

final class Member {}
