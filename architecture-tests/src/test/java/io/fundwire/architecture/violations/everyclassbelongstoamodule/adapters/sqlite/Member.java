package io.fundwire.architecture.violations.everyclassbelongstoamodule.adapters.sqlite;

final class Member {}
