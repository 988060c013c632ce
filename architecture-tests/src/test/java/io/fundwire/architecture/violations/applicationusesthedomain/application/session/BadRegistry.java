package io.fundwire.architecture.violations.applicationusesthedomain.application.session;

import com.google.inject.Inject;

import io.fundwire.architecture.violations.applicationusesthedomain.adapters.json.Reader;
import io.fundwire.architecture.violations.applicationusesthedomain.domain.session.Session;

import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

import tools.jackson.databind.json.JsonMapper;

final class BadRegistry {

    @Nullable Session session;
    @Nullable Registered registered;

    @Nullable Reader badAdapter;
    @Nullable JsonMapper badMapper;
    @Nullable Server badServer;
    @Nullable Logger badLog;

    @Inject
    void badAnnotation() {}

    static final class Registered {}
}
