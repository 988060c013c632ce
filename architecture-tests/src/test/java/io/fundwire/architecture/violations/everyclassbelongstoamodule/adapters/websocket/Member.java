package io.fundwire.architecture.violations.everyclassbelongstoamodule.adapters.websocket;

final class Member {}
