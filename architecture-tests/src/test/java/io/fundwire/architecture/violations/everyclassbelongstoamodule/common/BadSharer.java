package io.fundwire.architecture.violations.everyclassbelongstoamodule.common;

final class BadSharer {}
