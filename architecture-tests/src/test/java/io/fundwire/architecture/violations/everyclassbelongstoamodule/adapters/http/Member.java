package io.fundwire.architecture.violations.everyclassbelongstoamodule.adapters.http;

final class Member {}
