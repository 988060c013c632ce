package io.fundwire.architecture.violations.domainusesthejdk.domain.session;

import io.fundwire.architecture.violations.domainusesthejdk.application.session.Registry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.List;

import javax.management.ObjectName;

final class BadSession {

    Instant since = Instant.EPOCH;
    @Nullable Neighbour neighbour;

    @Nullable JsonNode badJson;
    @Nullable Logger badLog;
    @Nullable Registry badRegistry;
    @Nullable ObjectName badExtension;

    List<JsonNode> badElements() {
        return List.of();
    }

    void badParameter(Registry registry) {}

    Object badUse() {
        return new Registry();
    }

    static final class Neighbour {}
}
