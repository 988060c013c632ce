package io.fundwire.architecture.violations.everyclassbelongstoamodule.adapters.json;

final class Member {}
