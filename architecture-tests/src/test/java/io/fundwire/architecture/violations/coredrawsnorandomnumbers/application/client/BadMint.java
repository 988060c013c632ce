package io.fundwire.architecture.violations.coredrawsnorandomnumbers.application.client;

import java.util.UUID;
import java.util.function.Supplier;

final class BadMint {

    Supplier<UUID> badReference() {
        return UUID::randomUUID;
    }
}
