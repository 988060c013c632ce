package io.fundwire.architecture.violations.portsspeakthelanguageofthecore.application.session;

import io.fundwire.architecture.violations.portsspeakthelanguageofthecore.domain.session.Session;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;

interface BadStore {

    Optional<Session> find(String name, Instant now, Consumer<Session> and);

    byte[] bytes(long[] positions, Entry... entries) throws IllegalStateException;

    ByteBuffer badReturn();

    void badParameter(JsonNode json);

    CompletableFuture<Session> badPromise();

    List<? extends Path> badElement();

    <T extends Executor> void badVariable(T executor);

    Map<String, ByteBuffer[]> badArray();

    Stream<Session> badStream();

    void badException() throws IOException;

    default void badDefault(ByteBuffer buffer) {}

    record Entry(ByteBuffer inside) {}
}
