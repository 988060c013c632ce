package io.fundwire.architecture.violations.everyclassbelongstoamodule.adapters.telnet;

final class BadNewcomer {}
