package io.fundwire.architecture.violations.everyclassbelongstoamodule;

final class BadOrphan {}
