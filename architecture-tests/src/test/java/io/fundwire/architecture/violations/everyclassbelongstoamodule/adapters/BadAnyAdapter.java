package io.fundwire.architecture.violations.everyclassbelongstoamodule.adapters;

final class BadAnyAdapter {}
